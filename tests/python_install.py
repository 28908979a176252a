#!/usr/bin/env python3
"""`pip install .` in a fresh virtual environment, as its users do it; the other tests of the package run in that environment.

usage: python_install.py SOURCE_FOLDER ENVIRONMENT_FOLDER

Exit status 77 where the package registry cannot be reached. The environment is made anew; the build folder of the wheel is kept, and ccache
knows the objects of a release build.
"""
import pathlib
import shutil
import subprocess
import sys

NEEDED = ["scikit-build-core>=0.10", "pybind11>=2.13", "pyarrow>=14", "pandas>=1.5", "mypy>=1.8"]


def main():
    source, environment = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    shutil.rmtree(environment, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    fetched = subprocess.run([*pip, "install", "--quiet", *NEEDED], capture_output=True, text=True)
    if fetched.returncode:
        shutil.rmtree(environment)
        print(f"skipped: the package registry gave none of {', '.join(NEEDED)}\n{fetched.stderr[-600:]}")
        sys.exit(77)
    subprocess.run([*pip, "install", ".[pandas]"], check=True, cwd=source)


if __name__ == "__main__":
    main()
