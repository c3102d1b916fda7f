"""The fonts we print with: complete for names, and every glyph means exactly one character."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"
# What Noto Sans CJK SC 2.004 has of each block; the table in resources/fonts/README.md says the same.
BLOCK_SIZES = [
    pytest.param(0x0020, 0x007E, 95, id="ASCII"),
    pytest.param(0x00A0, 0x00FF, 96, id="Latin-1"),
    pytest.param(0x4E00, 0x9FFF, 20976, id="URO"),
    pytest.param(0x3400, 0x4DBF, 6582, id="Extension A"),
    pytest.param(0x20000, 0x3FFFF, 2310 + 50, id="beyond the BMP"),
    pytest.param(0x2E80, 0x2FDF, 0, id="no radicals"),
]
GB2312_SIZE = 7445
CUTS = ("SC-Regular", "SC-Bold", "SCRare-Regular")


def held(cut: str) -> dict[int, str]:
    """The characters of a file, with their glyphs."""
    with TTFont(FONTS / f"XubaotongSans{cut}.otf", lazy=True) as font:
        return font.getBestCmap()


@pytest.fixture(scope="module", params=["SC-Regular", "SC-Bold"])
def characters(request: pytest.FixtureRequest) -> dict[int, str]:
    return held(request.param)


@pytest.mark.parametrize(("first", "last", "size"), BLOCK_SIZES)
def test_block_is_as_complete_as_upstream(first: int, last: int, size: int) -> None:
    assert sum(first <= each <= last for each in held("SC-Regular") | held("SCRare-Regular")) == size


def test_both_weights_hold_the_same_and_the_third_file_only_what_they_lack() -> None:
    regular, bold, rare = map(held, CUTS)
    assert regular.keys() == bold.keys()
    assert regular.keys() & rare.keys() == {0x09, 0x20}


@pytest.mark.parametrize("cut", CUTS)
def test_every_glyph_means_one_character(cut: str) -> None:
    characters = held(cut)
    assert len(set(characters.values())) == len(characters)
    assert 0x09 in characters, "without a tab of its own Qt writes every space of a PDF as a tab"


def test_every_character_of_gb2312_is_there(characters: dict[int, str]) -> None:
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {character for pair in pairs for character in pair.decode("gb2312", "ignore")}
    assert len(gb2312) == GB2312_SIZE
    assert {character for character in gb2312 if ord(character) not in characters} == set()


def test_no_layout_table_can_replace_a_glyph() -> None:
    for path in FONTS.glob("*.otf"):
        with TTFont(path, lazy=True) as font:
            assert not {"GSUB", "GPOS", "kern"} & set(font.keys())


def said() -> Iterator[tuple[str, str]]:
    """Every text that screen or paper may show, with the file it stands in."""
    for path in (ROOT / "resources" / "translations").glob("*.json"):
        yield from ((path.name, text) for pair in json.loads(path.read_bytes()).values() for text in pair)
    for path in (ROOT / "policies").glob("*.yaml"):
        yield path.name, path.read_text(encoding="utf-8")
    for path in (ROOT / "resources" / "help").rglob("*.md"):
        yield path.name, path.read_text(encoding="utf-8")
    for path in (ROOT / "app").rglob("*.py"):
        if {"ui", "report", "timeline"} & set(path.parts) and path.name != "region_search.py":  # reads what is typed
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield path.name, node.value


def test_whatever_the_program_says_is_written_without_another_font(characters: dict[int, str]) -> None:
    texts = list(said())
    assert len(texts) > 1000
    missing = {
        (letter, name) for name, text in texts for letter in text if letter >= " " and ord(letter) not in characters
    }
    assert missing == {("𠮷", "masking.py")}, "an example of a rare name"
