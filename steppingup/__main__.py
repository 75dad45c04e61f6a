"""``python -m steppingup`` is the command ``steppingup``."""

from steppingup.cli import main

if __name__ == "__main__":
    main(prog_name="steppingup")
