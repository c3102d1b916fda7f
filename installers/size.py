"""Measures what each part of a bundle weighs.

usage: size.py BUNDLE
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

PARTS: Final = {
    r"PySide6/Qt/lib/libicu|icu\w*\.dll": "ICU (Qt)",
    r"PySide6|shiboken6|libxcb|libxkb": "Qt and PySide6",
    r"libpython|python3|base_library|lib-dynload|\.pyd$|vcruntime": "Python",
    r"pydantic": "pydantic",
    r"pypdfium2": "pypdfium2",
    r"python_calamine": "python-calamine",
    r"^_internal/(lxml|docx)": "python-docx and lxml",
    r"resources/fonts": "fonts",
    r"resources|policies": "rules, texts, regions",
    r"": "program and the rest",
}
"""The first that fits a path names its part."""


def main() -> None:
    """Print the MiB of each part, the largest first."""
    bundle, weight = Path(sys.argv[1]), Counter[str]()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(bundle).as_posix()
            weight[next(part for pattern, part in PARTS.items() if re.search(pattern, name))] += path.stat().st_size
    for part, size in weight.most_common():
        print(f"{size / 2**20:7.1f}  {part}")
    print(f"{weight.total() / 2**20:7.1f}  in all")


if __name__ == "__main__":
    main()
