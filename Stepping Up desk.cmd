@echo off
rem Opens the desk of trainers by a double click: finds Python, sets up what is needed, starts.
rem Its authors had no Windows computer, so it has not been tried on one. Please tell them what you see.
title Stepping Up desk
cd /d "%~dp0"

if exist ".venv\Scripts\python.exe" (
  ".venv\Scripts\python.exe" -c "import steppingup, notebook, nbgrader" >nul 2>nul && goto start
)

set "FOUND="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "FOUND=py -3"
if not defined FOUND python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "FOUND=python"
if not defined FOUND (
  echo This computer has no Python 3.11 or newer.
  echo Ask your IT service for it, or get it from https://www.python.org/downloads/ and then start this file again.
  pause
  exit /b 1
)

echo Setting up. This happens once, needs the internet, and takes some minutes.
%FOUND% tools\setup_venv.py .venv requirements.txt
if errorlevel 1 (
  echo The desk could not be set up. The lines above say why.
  pause
  exit /b 1
)

:start
echo The desk opens in your browser. Leave this window open while you work, and close it when you are done.
".venv\Scripts\python.exe" -m steppingup desk
if errorlevel 1 pause
