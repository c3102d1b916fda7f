"""Lists what a bundle is made of, with versions, digests and licences, in CycloneDX.

usage: parts.py linux-x86_64 | linux-aarch64 | windows-x86_64  BUNDLE  OUT.json
The list comes from the pins, so it names what was built in and nothing else; the same commit gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
BUILDERS: Final = {"altgraph", "packaging", "pyinstaller-hooks-contrib", "setuptools", "pefile", "pywin32-ctypes"}
"""They help to build and are not in the bundle."""
OF_SOURCES: Final = {"expat": "MIT", "libffi": "MIT", "python3-11": "PSF-2.0", "zlib": "Zlib"}
PIN: Final = re.compile(r"^([\w.-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", re.MULTILINE)
SOURCE: Final = re.compile(r"^([0-9a-f]{64})  ([^_]+)_(\S+)\.dsc", re.MULTILINE)
LICENCE: Final = re.compile(r"\| ([^|]+) \| ([^|]+) \| (?:`[^`|]+` ?)+\|")


def parts(system: str) -> list[dict[str, Any]]:
    """The parts of a system's bundle: wheels, and on Linux the Debian sources that its Python is made of."""
    known = {**licences(), **OF_SOURCES}
    pins = (HERE / "pins" / f"{system}.txt").read_text(encoding="utf-8")
    found = [
        part(name, version, f"pkg:pypi/{plain(name)}@{version}", digest, known)
        for name, version, digest in PIN.findall(pins)
        if plain(name) not in BUILDERS
    ]
    if system.startswith("linux"):
        sources = (HERE / "pins" / "debian-sources.sha256").read_text(encoding="utf-8")
        found += [
            part(name, version, f"pkg:deb/debian/{name}@{version.replace('+', '%2B')}?arch=source", digest, known)
            for digest, name, version in SOURCE.findall(sources)
        ]
    return sorted(found, key=lambda each: str(each["purl"]))


def part(name: str, version: str, purl: str, digest: str, known: dict[str, str]) -> dict[str, Any]:
    """One part as CycloneDX has it."""
    described: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    described["hashes"] = [{"alg": "SHA-256", "content": digest}]
    licence = known.get(plain(name))
    if licence is None:
        raise SystemExit(f"{name}: its licence is not in resources/licenses/README.md")
    described["licenses"] = [{"license": {"name": licence}}]
    return described


def licences() -> dict[str, str]:
    """The short licence of every part, by its plain name, from the table that the window shows."""
    table = (ROOT / "resources" / "licenses" / "README.md").read_text(encoding="utf-8")
    found = {}
    for names, licence in LICENCE.findall(table):
        for name in re.findall(r"[A-Za-z][\w.-]*", names):
            found.setdefault(plain(name), licence.strip())
    return {**found, "pyside6-essentials": found["pyside6"]}


def plain(name: str) -> str:
    """A name as package registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the list."""
    system, bundle, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    version = re.search(r'__version__ = "(.+)"', (ROOT / "app" / "__init__.py").read_text(encoding="utf-8"))
    files = [
        {"type": "file", "name": path.relative_to(bundle).as_posix(), "hashes": [{"alg": "SHA-256", "content": digest}]}
        for path in sorted(bundle.rglob("*"))
        if path.is_file()
        for digest in [hashlib.sha256(path.read_bytes()).hexdigest()]
    ]
    program = {
        "type": "application",
        "name": "xubaotong",
        "version": version[1] if version else "",
        "components": files,
    }
    program["licenses"] = [{"license": {"id": "Apache-2.0"}}]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": parts(system),
    }
    out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
