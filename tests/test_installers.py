"""What the installers are made of is pinned, and what they say of files, icons and licences is true."""

from __future__ import annotations

import json
import re
import struct
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app import __version__
from app.cases.file.saving import SUFFIX
from app.system.installation import MARKER, PRESETS
from app.ui.state.presets import read_presets
from installers import parts
from installers.icons import ICONS, SIZES_OF_WINDOWS, ico
from installers.linux.needs import PACKAGES, depends
from installers.linux.needs import Needs as NeedsOfBundle

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "installers"
SYSTEMS = ("linux-x86_64", "linux-aarch64", "windows-x86_64")


def pins(system: str) -> dict[str, str]:
    text = (HERE / "pins" / f"{system}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [parts.PIN.fullmatch(line) for line in lines]
    assert all(found), lines
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_dependency_is_pinned_to_a_version_it_allows(system: str) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]
    pinned = pins(system)
    for requirement in wanted:
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_arm_has_the_newest_qt_for_its_glibc() -> None:
    assert pins("linux-aarch64")["pyside6-essentials"] == "6.8.0.2"


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_part_is_listed_with_a_licence_that_the_window_shows(system: str) -> None:
    listed = parts.parts(system)
    assert {part["name"] for part in listed} >= {"PySide6_Essentials", "pydantic", "pypdfium2"}
    assert all(part["licenses"] and part["hashes"] for part in listed)
    assert ("python3.11" in {part["name"] for part in listed}) is system.startswith("linux")


def test_the_list_of_parts_is_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "file").write_text("content", encoding="utf-8")
    for name in ("one", "two"):
        monkeypatch.setattr(sys, "argv", ["", "linux-x86_64", str(tmp_path / "bundle"), str(tmp_path / name)])
        parts.main()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    document = json.loads((tmp_path / "one").read_text(encoding="utf-8"))
    assert document["metadata"]["component"]["version"] == __version__


def test_the_icon_of_windows_has_every_size() -> None:
    content = ico(ICONS / "app.svg")
    count = struct.unpack_from("<HHH", content)[2]
    entries = [struct.unpack_from("<BBBBHHII", content, 6 + 16 * each) for each in range(count)]
    assert [entry[0] or 256 for entry in entries] == list(SIZES_OF_WINDOWS)
    for entry in entries:
        assert content[entry[7] :].startswith(b"\x89PNG")
    assert entries[-1][6] + entries[-1][7] == len(content)


def test_the_file_type_is_the_same_everywhere() -> None:
    kind = "application/vnd.xubaotong.case+json"
    mime = ElementTree.parse(HERE / "linux" / "desktop" / "xubaotong.xml").getroot()[0]  # noqa: S314  our own file
    assert mime.get("type") == kind
    assert [each.get("pattern") for each in mime if each.tag.endswith("glob")] == [f"*{SUFFIX}"]
    desktop = (HERE / "linux" / "desktop" / "xubaotong.desktop").read_text(encoding="utf-8")
    assert f"MimeType={kind};" in desktop
    nsis = (HERE / "windows" / "installer.nsi").read_text(encoding="utf-8")
    assert f"Classes\\{SUFFIX}" in nsis
    assert kind in nsis


def test_a_library_without_a_known_package_stops_the_deb() -> None:
    known = {name: [] for name in ("libc.so.6", "libstdc++.so.6", "libX11.so.6")}
    newest = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 21)}
    assert depends(NeedsOfBundle(known, newest)) == "libc6 (>= 2.28), libstdc++6 (>= 5), libx11-6"
    with pytest.raises(SystemExit, match=r"libnew\.so\.1"):
        depends(NeedsOfBundle({**known, "libnew.so.1": []}, newest))
    assert all(re.fullmatch(r"[\w.+-]+( \| [\w.+-]+)*", package) for package in PACKAGES.values())


def test_what_the_administrator_is_told_to_write_is_understood(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    file = tmp_path / PRESETS
    file.write_text(page.split("```json\n")[1].split("```")[0], encoding="utf-8")
    presets = read_presets(file)
    assert set(presets.ignored) <= {"region"}
    assert presets.settings.counter
    assert presets.settings.office["name"]
    assert PRESETS in page
    assert MARKER in page


def test_nothing_is_converted_on_checkout() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert [line for line in rules if not line.startswith("#")] == ["* -text"]
