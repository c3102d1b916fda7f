"""Finds what a bundle takes from the system: libraries it leaves out, and the newest glibc and libstdc++ it asks for.

usage: needs.py BUNDLE [GLIBC]     prints both; exit code 1 when a file asks for a newer glibc than GLIBC (as 2.28)
       needs.py BUNDLE --depends   prints the Debian packages, as a control file has them
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Version = tuple[int, ...]

PACKAGES: Final = {
    "ld-linux-aarch64.so.1": "libc6",
    "ld-linux-x86-64.so.2": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libc.so.6": "libc6",
    "libcups.so.2": "libcups2 | libcups2t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}
"""The package of every library that a Linux desktop has and the bundle leaves out; a new one is added by hand."""

FROM_VERSION: Final = {"libc6": "GLIBC", "libstdc++6": "GLIBCXX"}
GCC_OF_GLIBCXX: Final = {(3, 4, 21): "5", (3, 4, 22): "6", (3, 4, 25): "8", (3, 4, 28): "9.3"}
ELF: Final = b"\x7fELF"


@dataclass(frozen=True)
class Needs:
    """Libraries by the files that ask for them, and the newest version of each kind of symbol."""

    libraries: dict[str, list[str]]
    newest: dict[str, Version]


def needs(bundle: Path) -> Needs:
    """What the files of a bundle ask of the system."""
    brought, asked, newest = set(), defaultdict(list), {}
    for path in sorted(bundle.rglob("*")):
        brought.add(path.name)
        if not path.is_file() or not is_elf(path):
            continue
        told = subprocess.run(["readelf", "-dVW", path], check=True, capture_output=True, text=True).stdout
        for library in re.findall(r"\(NEEDED\).*\[(.+)\]", told):
            asked[library].append(path.name)
        for kind, version in re.findall(r"Name: (GLIBC|GLIBCXX)_([0-9.]+)", told):
            newest[kind] = max(newest.get(kind, (0,)), tuple(map(int, version.split("."))))
    return Needs({name: files for name, files in sorted(asked.items()) if name not in brought}, newest)


def is_elf(path: Path) -> bool:
    """True for a program or library."""
    with path.open("rb") as file:
        return file.read(len(ELF)) == ELF


def depends(found: Needs) -> str:
    """The packages that have the libraries, glibc and libstdc++ with their versions."""
    unknown = sorted(set(found.libraries) - set(PACKAGES))
    if unknown:
        raise SystemExit(f"no package is known for {', '.join(unknown)}")
    packages = {PACKAGES[library] for library in found.libraries}
    at_least = {"libc6": dotted(found.newest["GLIBC"])}
    if "libstdc++6" in packages:
        at_least["libstdc++6"] = GCC_OF_GLIBCXX[found.newest["GLIBCXX"]]
    return ", ".join(f"{name} (>= {at_least[name]})" if name in at_least else name for name in sorted(packages))


def dotted(version: Version) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))


def main() -> int:
    """Print what is asked for; returns the exit code."""
    found = needs(Path(sys.argv[1]))
    if sys.argv[2:] == ["--depends"]:
        print(depends(found))
        return 0
    for library, files in found.libraries.items():
        print(f"{library}  <- {', '.join(files[:4])}")
    print(", ".join(f"{kind} {dotted(version)}" for kind, version in sorted(found.newest.items())))
    return int(bool(sys.argv[2:]) and found.newest["GLIBC"] > tuple(map(int, sys.argv[2].split("."))))


if __name__ == "__main__":
    sys.exit(main())
