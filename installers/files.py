"""Has the program from source read statements and write the files of an answer: what a trial expects of a bundle.

usage: files.py make FOLDER           the statements, and what the program from source makes of them and of a case
       files.py commands CASE READ WRITTEN      what to ask of a bundle, a command a line, its words parted by tabs
       files.py same FOLDER MADE      the same files in MADE, made by a bundle; names each that is another, exit code 1
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile, is_zipfile

ROOT: Final = Path(__file__).resolve().parents[1]
CASE: Final = ROOT / "resources" / "samples" / "zhang-nyushi.json"
STATEMENTS: Final = ("statement.xlsx", "statement.xls", "statement.pdf")
ANSWERS: Final = ("notice.docx", "bill.xlsx", "days.ics", "answer.txt")
PICTURES: Final = (".png",)
"""Another FreeType draws other pixels."""


def commands(case: str, read: str, written: str) -> list[list[str]]:
    """What to ask of a program, given the case and the folders (with their last slash) as it sees them."""
    importing = [
        ["import", f"{read}{name}", "--region", "140100", "--as-of", "2026-11-22", "-o", f"{written}{name}.json"]
        for name in STATEMENTS
    ]
    return importing + [["export", case, "-o", f"{written}{name}"] for name in ANSWERS]


def make(folder: Path) -> None:
    """The statements, the case and all that comes of them."""
    sys.path.insert(0, str(ROOT))
    from tests.cases.statements.making import xls, xlsx  # noqa: PLC0415  a Windows that tries what was made has no tests
    from tests.cases.statements.papers import Page, pdf  # noqa: PLC0415  as above

    folder.mkdir(parents=True, exist_ok=True)
    months = [f"2024{month:02}" for month in (1, 2, 3, 6, 7)]
    rows = [["费款所属期", "险种类型", "到账情况"], *([month, "职工基本医疗保险", "已到账"] for month in months)]
    (folder / "statement.xlsx").write_bytes(xlsx({"明细": rows}))
    (folder / "statement.xls").write_bytes(xls(rows))
    page = Page().grid([40, 160, 320, 440], [800 - 20 * row for row in range(len(rows) + 1)], rows)
    (folder / "statement.pdf").write_bytes(pdf([page]))
    (folder / "case.json").write_bytes(CASE.read_bytes())
    for command in commands(f"{folder}/case.json", f"{folder}/", f"{folder}/"):
        subprocess.run([sys.executable, "-m", "app", *command], cwd=ROOT, check=True, capture_output=True)


def others(folder: Path, made: Path) -> list[str]:
    """The files that are missing in `made` or say something else there."""
    names = [*(f"{name}.json" for name in STATEMENTS), *ANSWERS]
    return [name for name in names if not (made / name).is_file() or content(folder / name) != content(made / name)]


def content(path: Path) -> object:
    """What a file says: its bytes, or those of its parts where it is an archive."""
    if not is_zipfile(path):
        return path.read_bytes()
    with ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist() if not name.endswith(PICTURES)}


def main() -> int:
    """Do what is asked; returns the exit code."""
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
        return 0
    if sys.argv[1] == "commands":
        print("\n".join("\t".join(command) for command in commands(*sys.argv[2:])))
        return 0
    found = others(Path(sys.argv[2]), Path(sys.argv[3]))
    print("\n".join(found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
