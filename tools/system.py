"""Programs the tests need beside Python packages: find them, install them where that is ours to do, or say how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# program -> the Debian package that brings it
NEEDED = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "bwrap": "bubblewrap",
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "loimpress": "libreoffice-impress",
}
# a machine without a screen may have no font at all, and then no page has its real width
FONTS, FONT_PACKAGE = Path("/usr/share/fonts"), "fonts-noto-core"


# Debian keeps the server's programs beside the path
POSTGRES, POSTGRES_PACKAGE = Path("/usr/lib/postgresql"), "postgresql"


def missing() -> list[str]:
    """Names of the Debian packages whose program is not on the path, and of a font if there is none."""
    packages = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if shutil.which("postgres") is None and not any(POSTGRES.glob("*/bin/postgres")):
        packages.append(POSTGRES_PACKAGE)
    fonts = any(FONTS.rglob("*.ttf")) or any(FONTS.rglob("*.otf")) or sys.platform != "linux"
    return packages if fonts else [*packages, FONT_PACKAGE]


def may_install() -> bool:
    """True for root on a Debian system; anywhere else the machine is not ours to change."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/etc/debian_version").exists()


def install(packages: list[str]) -> int:
    """Install Debian packages without questions; returns the exit status."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        status = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
        if status != 0:
            return status
    return 0


def ensure() -> None:
    """Make sure that every program is there, or stop with one list and one command."""
    packages = missing()
    if packages and may_install():
        print(f"Installing {', '.join(packages)} for the tests ...", flush=True)
        install(packages)
        packages = missing()
    if packages:
        sys.exit(f"The tests need: {', '.join(packages)}. Install them with: sudo apt-get install {' '.join(packages)}")


if __name__ == "__main__":
    ensure()
