"""Reads many cases at once: a folder of case files, one case file, or a list of cases with their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.cases.file.reading import OpenedCase, content_of, parse_case, read_case
from app.cases.json_text import decoded, parsed
from app.cases.problems import whole_file


def read_cases(path: Path, today: date) -> Iterator[tuple[str, OpenedCase]]:
    """Every case with its name; `today` is the as-of day of one that names none. Raises `UnusableCase`.

    A list is JSON, `[{"id": …, "case": {…}}, …]`; whatever else stands beside `case` is not read. A case of its own is
    named after its file.
    """
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield file.stem, read_case(file, today)
        return
    text = decoded(content_of(path), str(path))
    listed, refused = parsed(text.removeprefix("\ufeff"), str(path))
    if not isinstance(listed, list) or refused:
        yield path.stem, parse_case(text, str(path), today)
        return
    for number, item in enumerate(listed):
        name = _name(item, number)
        if not isinstance(item, dict) or not isinstance(item.get("case"), dict):
            raise whole_file(f"{path}[{name}]", "not-a-listed-case")
        yield name, parse_case(json.dumps(item["case"], ensure_ascii=False), f"{path}[{name}]", today)


def _name(item: Any, number: int) -> str:
    return str(item["id"]) if isinstance(item, dict) and item.get("id") else str(number)
