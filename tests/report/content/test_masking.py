from __future__ import annotations

import pytest

from app.report.content.masking import masked_id, masked_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张先生", "张**"),
        ("𬭚三丰", "𬭚**"),
        ("葛\U000e0101城", "葛\U000e0101*"),
        ("买买提·吐尔逊", "买******"),
        ("  李四 ", "李*"),
        ("王", "*"),
        ("", ""),
    ],
)
def test_a_name_shows_its_first_character_only(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("110101199001011234", "110***********1234"),
        ("11010119900101123X", "110***********123X"),
        ("110101900101123", "110********1123"),
        ("E12345678", "*******78"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_document_number_shows_its_ends_only(number: str, shown: str) -> None:
    assert masked_id(number) == shown
    assert len(shown) == len(number)
