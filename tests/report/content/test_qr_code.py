from __future__ import annotations

from app.report.content.qr_code import code_modules


def test_the_drawn_code_is_square_with_its_three_corner_marks() -> None:
    modules = code_modules("XUB2001001WERC8GMRXY-0123456789")
    size = len(modules)
    assert all(len(row) == size for row in modules)
    mark = [True] * 7
    assert list(modules[0][:7]) == list(modules[0][-7:]) == list(modules[-1][:7]) == mark
    assert list(modules[-1][-7:]) != mark


def test_letters_of_codes_are_packed_tightly() -> None:
    assert len(code_modules("X" * 295)) == 57  # version 10
    assert len(code_modules("x" * 295)) > 57
