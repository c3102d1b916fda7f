"""Every kind of file has its content, its word in both languages, and the same bytes on every run."""

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from app.export.bill_sheet import cost_of_option
from app.export.deadlines import deadlines
from app.export.kinds import ExportKind, content, kind_of
from app.export.wanted import NothingToExport
from tests.export.conftest import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
_BEGINS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR", "png": b"\x89PNG", "svg": b"<?xml"}


@pytest.mark.parametrize("kind", list(ExportKind))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_has_its_content_and_names_nobody(wanted, kind, language):
    asked = wanted(language=language)
    made = content(kind, asked)
    assert made.startswith(_BEGINS.get(kind.value, b""))
    assert content(kind, asked) == made
    assert asked.case.person.name.encode() not in made


def test_a_kind_is_known_by_its_suffix_and_told_in_both_languages():
    assert [kind_of(Path(f"a.b.{kind.upper()}")) for kind in ExportKind] == list(ExportKind)
    assert kind_of(Path("a.doc")) is None
    assert all(kind.told.zh and kind.told.en for kind in ExportKind)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", list(ExportKind))
def test_a_sample_has_the_file_or_is_told_why_not(wanted, sample, kind):
    asked = wanted(sample)
    known = {ExportKind.XLSX: cost_of_option(asked.option) is not None, ExportKind.ICS: bool(deadlines(asked))}
    if known.get(kind, True):
        assert content(kind, asked)
    else:
        with pytest.raises(NothingToExport):
            content(kind, asked)


@pytest.mark.parametrize("kind", list(ExportKind))
def test_an_answer_without_a_way_has_its_papers_and_nothing_else_breaks(wanted, kind):
    asked = replace(wanted(), option=None)
    if kind in (ExportKind.XLSX, ExportKind.ICS):
        with pytest.raises(NothingToExport):
            content(kind, asked)
    else:
        assert content(kind, asked)


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(ExportKind))
def test_the_bytes_are_the_same_in_every_process_and_time_zone(kind, tmp_path):
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        path = tmp_path / f"{seed}.{kind}"
        command = [sys.executable, "-m", "app", "export", "resources/samples/zhang-nyushi.json", "-o", str(path)]
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
        found.add(sha256(path.read_bytes()).hexdigest())
    assert len(found) == 1


def test_no_writer_is_loaded_before_the_first_file_of_its_kind():
    late = ("docx", "xlsxwriter", "icalendar", "PySide6")
    code = f"import sys, app.export.kinds; print([m for m in {late} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"
