"""Which font the window is written in: the system's Chinese one, or the bundled one where the system has none."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.report.layout.fonts import FAMILY, RARE, paper_font
from app.ui.style.theme import dress
from tests.ui.letters import BUNDLED, WIDER, body

LATIN, OTHER = "DejaVu Sans", "AR PL UMing CN"


@pytest.fixture
def worn(styled, follower, monkeypatch):
    """The family worn on a system that has some fonts, and whether it is the system's own."""

    def dressed(*chinese, size=9.0):
        system = QFont(LATIN)
        system.setPointSizeF(size)
        monkeypatch.setattr(QFontDatabase, "hasFamily", lambda name: name in chinese)
        monkeypatch.setattr(QFontDatabase, "families", lambda script: [*chinese, FAMILY, RARE])
        styled.setFont(system)
        dress(styled).deleteLater()
        return styled.font()

    return dressed


def test_without_a_chinese_font_the_bundled_one_is_worn_though_it_was_loaded_for_paper_before(worn):
    assert paper_font(12).families() == [FAMILY, RARE]
    assert worn().families() == [FAMILY, RARE]


@pytest.mark.parametrize("usual", ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC"])
def test_a_usual_chinese_font_of_the_system_is_worn(worn, usual):
    assert worn(OTHER, usual).families() == [usual]


def test_with_another_chinese_font_the_system_keeps_its_own(worn):
    assert worn(OTHER).families() == [LATIN]


@pytest.mark.parametrize(("system", "written"), [(9.0, 10.0), (12.0, 12.0)])
def test_text_is_as_large_as_the_systems_and_never_tiny(worn, system, written):
    assert worn(size=system).pointSizeF() == written


NO_FONTS = """
import sys
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit
from app.report.layout.fonts import paper_font
from app.ui.style.theme import dress

app = QApplication([])
if "paper first" in sys.argv:
    paper_font(12)
dress(app)
print({QFontInfo(made.font()).family() for made in (QLabel("字"), QMenu(), QPlainTextEdit())})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are hidden from the program by fontconfig's own file")
@pytest.mark.parametrize("before", ["window first", "paper first"])
def test_a_machine_without_fonts_reads_everything_in_the_bundled_one(tmp_path, before):
    hidden = tmp_path / "fonts.conf"
    hidden.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    around = {**os.environ, "FONTCONFIG_FILE": str(hidden)}
    run = [sys.executable, "-c", NO_FONTS, before]
    told = subprocess.run(run, env=around, capture_output=True, text=True, check=True).stdout
    assert told.strip() == repr({FAMILY})


@pytest.mark.parametrize("letters", [BUNDLED, WIDER])
@pytest.mark.parametrize("bold", [False, True])
def test_the_tests_wear_their_own_fonts_whatever_is_installed(letters, bold):
    font = QApplication.font()
    font.setBold(bold)
    info = QFontInfo(font)
    assert info.family().startswith(FAMILY)
    assert (info.family() == FAMILY) == (letters == BUNDLED)
    assert font.pointSizeF() == 10


@pytest.mark.parametrize(("text", "wider"), [("待遇恢复", 1.05), ("2026-12-31", 1.16), ("restored from", 1.16)])
def test_the_second_font_is_wider_in_both_weights(qapp, text, wider):
    for bold in (False, True):
        ours, other = body(BUNDLED), body(WIDER)
        ours.setBold(bold)
        other.setBold(bold)
        widths = [QFontMetricsF(font).horizontalAdvance(text) for font in (ours, other)]
        assert widths[1] / widths[0] == pytest.approx(wider, abs=0.02)
