"""The one-folder program on a machine without Python and without any network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.export.kinds import ExportKind
from tests.acceptance.outside import ROOT, SAMPLES, Program, Screen, colours

pytestmark = pytest.mark.acceptance

ZHANG = ROOT / "resources" / "samples" / "zhang-xiansheng.json"


@pytest.fixture
def bundled(bundle: Path, offline: None, tmp_path: Path) -> Program:
    nothing, home = tmp_path / "nothing", tmp_path / "home"
    nothing.mkdir()
    home.mkdir()
    return Program((str(bundle / "xubaotong"),), home, path=str(nothing), folder=nothing).offline()


def test_it_brings_everything_and_nothing_that_is_not_used(bundle: Path) -> None:
    inside = bundle / "_internal"
    assert (inside / "resources" / "fonts" / "OFL.txt").is_file()
    assert (inside / "resources" / "licenses" / "LGPL-3.0.txt").is_file()
    assert {path.name for path in (inside / "policies").iterdir()} == {
        path.name for path in (ROOT / "policies").glob("*.yaml")
    }
    names = {path.name for path in inside.rglob("*")}
    assert not {name for name in names if name.startswith(("libQt6Network", "libQt6Qml", "libQt6Quick", "libssl"))}
    assert not list(inside.rglob("build_*.py"))
    assert not [path for path in inside.rglob("*") if path.is_symlink() and not path.exists()]


def test_it_paints_its_window_and_says_how_long_that_took(bundled: Program, a_screen: Screen) -> None:
    started = bundled.run("--quit-after-first-paint", DISPLAY=a_screen.display)
    assert (started.returncode, started.stderr) == (0, "")
    assert 0 < float(started.stdout) < 20_000


def test_it_opens_a_case_in_a_real_window(bundled: Program, a_screen: Screen, tmp_path: Path) -> None:
    with bundled.opened(ZHANG, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^张先生 — 续保通$")
        assert colours(a_screen.picture(tmp_path / "screen.png")) > 50
        a_screen.press(window, "ctrl+q")
        said, _ = process.communicate(timeout=20)
    assert (process.returncode, said) == (0, "")


def test_it_writes_the_notice(bundled: Program, tool: Callable[[str, str], str], tmp_path: Path) -> None:
    text = tool("pdftotext", "poppler-utils")
    paper = tmp_path / "notice.pdf"
    written = bundled.run("report", ZHANG, "-o", paper)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    read = Program((text,), tmp_path).run("-layout", paper, "-").stdout
    assert "一次性告知单" in read
    assert "太原" in read


@pytest.mark.parametrize("kind", list(ExportKind))
def test_it_writes_every_kind_of_file(bundled: Program, program: Program, tmp_path: Path, kind: ExportKind) -> None:
    theirs, ours = tmp_path / f"theirs.{kind}", tmp_path / f"ours.{kind}"
    sample = ROOT / "resources" / "samples" / "zhang-nyushi.json"
    written = bundled.run("export", sample, "-o", theirs)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    program.run("export", sample, "-o", ours)
    assert said_in(theirs) == said_in(ours)


def said_in(file: Path) -> object:
    """The bytes of a file; of a PDF its texts and pictures: Qt puts fonts in an order that hangs on their folder."""
    if file.suffix != ".pdf":
        return file.read_bytes()
    pages = list(PdfDocument(file))
    return [(page.get_textpage().get_text_bounded(), bytes(page.render().buffer)) for page in pages]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_answers_as_the_source_tree_does(bundled: Program, program: Program, sample: Path) -> None:
    answer = bundled.run("assess", sample)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == program.run("assess", sample).stdout


def test_the_policies_it_brings_pass_their_check(bundled: Program) -> None:
    checked = bundled.run("policy", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
