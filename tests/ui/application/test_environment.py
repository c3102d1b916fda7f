import ctypes
import subprocess
import sys

import pytest

from app.ui.application.environment import is_invisible, why_invisible, why_no_window


def everything(_library: str) -> bool:
    return True


def reached(_display: str) -> bool:
    return True


def why(environment, language="zh", platform="linux", missing=(), answers=reached, *, processor="x86_64"):
    found = lambda library: library not in missing  # noqa: E731  short
    return why_no_window(environment, language, platform, found, answers, processor=processor)


def test_nothing_stands_in_the_way_of_a_whole_system():
    assert why({"DISPLAY": ":0"}) is None
    assert why({"WAYLAND_DISPLAY": "wayland-0"}) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_display_the_message_names_the_way_without_a_screen(language):
    said = why({}, language)
    assert "DISPLAY" in said
    assert "python -m app assess CASE.json" in said
    assert "python -m app report CASE.json -o FILE.pdf" in said


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_a_missing_library_is_named_with_the_package_that_has_it(library, package):
    said = why({"DISPLAY": ":0"}, missing=(library,))
    assert library in said
    assert f"sudo apt-get install -y {package}" in said


def test_what_only_x11_needs_is_not_asked_for_on_wayland_or_without_a_screen():
    missing = ("libxcb-cursor.so.0",)
    assert why({"WAYLAND_DISPLAY": "wayland-0"}, missing=missing) is None
    assert why({"QT_QPA_PLATFORM": "offscreen"}, missing=missing) is None
    assert why({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, missing=missing)


def test_a_display_that_does_not_answer_is_named():
    assert ":7" in why({"DISPLAY": ":7"}, answers=lambda display: display != ":7")


def test_other_systems_bring_everything_with_qt():
    assert why({}, platform="win32", missing=("libEGL.so.1",)) is None


def test_arm_needs_two_libraries_more_on_x11():
    missing = ("libSM.so.6", "libICE.so.6")
    assert why({"DISPLAY": ":0"}, missing=missing) is None
    assert "libsm6 libice6" in why({"DISPLAY": ":0"}, missing=missing, processor="aarch64")


def test_a_bundle_names_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "xubaotong"))
    assert f"{tmp_path / 'xubaotong'} assess CASE.json" in why({})
    assert "python -m app" not in why({})


@pytest.mark.parametrize(
    ("chosen", "environment", "invisible"),
    [
        ("xcb", {}, False),
        ("offscreen", {}, True),
        ("minimal", {"QT_QPA_PLATFORM": "xcb"}, True),
        ("offscreen", {"QT_QPA_PLATFORM": "offscreen:size=80x60"}, False),
        ("windows", {}, False),
    ],
)
def test_a_platform_without_a_screen_is_used_only_where_it_is_asked_for(chosen, environment, invisible):
    assert is_invisible(chosen, environment) is invisible


def test_what_a_plugin_misses_is_named(monkeypatch, tmp_path):
    def refused(_path):
        raise OSError("libSM.so.6: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", refused)
    said = why_invisible(tmp_path, {"DISPLAY": ":0"}, "zh")
    assert "libSM.so.6" in said
    assert "sudo apt-get install -y libsm6" in said


def test_a_plugin_that_loads_alone_leaves_a_plain_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(ctypes, "CDLL", lambda path: path)
    assert "窗口会看不见" in why_invisible(tmp_path, {}, "zh")


def test_finding_out_does_not_load_qt():
    code = "import sys, app.ui.application.start, app.ui.application.environment; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_window_is_imported_without_what_loads_after_it_is_shown():
    code = (
        "import sys, app.ui.application.application; "
        "heavy = {'pydantic', 'yaml', 'PySide6.QtPrintSupport', 'PySide6.QtSvg', 'app.packs.shelf.shelf', "
        "'app.rules.assess', 'app.timeline.painter', 'app.report.papers'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")
