from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo

from app.report.layout.fonts import paper_font
from tests.afresh import afresh


@pytest.mark.usefixtures("qapp")
def test_paper_is_written_in_the_bundled_font_in_both_weights() -> None:
    for bold in (False, True):
        font = paper_font(105, bold=bold)
        info = QFontInfo(font)
        assert info.family() == "Xubaotong Sans SC"
        assert info.bold() is bold
        assert info.pixelSize() == 105
        assert font.hintingPreference() is QFont.HintingPreference.PreferNoHinting


@pytest.mark.usefixtures("qapp")
def test_a_chinese_font_of_the_system_stands_in_only_when_the_files_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fonts = afresh("app.report.layout.fonts")
    monkeypatch.setattr(fonts, "resource", tmp_path.joinpath)
    assert "Noto Sans CJK SC" in fonts.paper_font(105).families()
