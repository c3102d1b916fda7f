"""Pins what a bundle is made of: every wheel of the program and of its builder, with its version and digest.

usage: pin.py linux-x86_64 | linux-aarch64 | windows-x86_64
writes NAME.txt beside this file, for `pip --require-hashes`
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYTHON = {"linux-x86_64": "3.11", "linux-aarch64": "3.11", "windows-x86_64": "3.13"}
PLATFORMS = {
    "linux-x86_64": [f"manylinux{tag}_x86_64" for tag in ("_2_28", "_2_17", "2014", "2010", "1")],
    "linux-aarch64": [f"manylinux{tag}_aarch64" for tag in ("_2_31", "_2_28", "_2_17", "2014")],
    "windows-x86_64": ["win_amd64"],
}
NEWEST_QT_FOR_GLIBC_2_31 = "PySide6-Essentials==6.8.0.2"
BUILDER = ["pyinstaller==6.22.3", "setuptools>=70,<81"]
OF_WINDOWS = ["pefile", "pywin32-ctypes"]


def pinned(name: str) -> list[str]:
    """The lines of one file of pins."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [*tomllib.load(file)["project"]["dependencies"], *BUILDER]
    wanted += [NEWEST_QT_FOR_GLIBC_2_31] if name == "linux-aarch64" else []
    wanted += OF_WINDOWS if name.startswith("windows") else []
    options = [word for tag in PLATFORMS[name] for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    command += ["--target", "unused", "--only-binary=:all:", "--implementation", "cp", "--python-version", PYTHON[name]]
    told = subprocess.run([*command, *options, *wanted], check=True, capture_output=True, text=True).stdout
    lines = {}
    for item in json.loads(told)["install"]:
        part = item["metadata"]
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        lines[part["name"].lower()] = f"{part['name']}=={part['version']} --hash=sha256:{digest}"
    return [lines[key] for key in sorted(lines)]


def main() -> None:
    """Write the pins of the platform named."""
    name = sys.argv[1]
    text = "\n".join(pinned(name))
    (HERE / f"{name}.txt").write_text(f"# made by pin.py; renew it to take newer versions\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
