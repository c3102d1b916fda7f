import errno
import os
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.cases.file.backup import backup_of, backup_path, keep_backup
from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.cases.problems import UnusableCase, trouble_writing
from app.rules.record.case import Case, Person
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span

TODAY = date(2026, 11, 22)
YEAR = Span(Month.of(2024, 1), Month.of(2024, 12))
CASE = Case(
    "140100", Person(name="李女士"), History.of([Period(Scheme.FLEXIBLE, YEAR, "140100", base=Decimal("4416.00"))])
)


def test_a_saved_case_is_opened_as_it_was_and_reads_well(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    save_case(CASE, TODAY, file)
    read = read_case(file, date(2030, 1, 1))
    assert (read.case, read.as_of) == (CASE, TODAY)
    assert file.read_text(encoding="utf-8") == (
        "{\n"
        '  "format": "xubaotong.case/1",\n'
        '  "region": "140100",\n'
        '  "as_of": "2026-11-22",\n'
        '  "person": {\n'
        '    "name": "李女士"\n'
        "  },\n"
        '  "periods": [\n'
        "    {\n"
        '      "scheme": "flexible",\n'
        '      "start": "2024-01",\n'
        '      "end": "2024-12",\n'
        '      "base": "4416.00"\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_case_is_its_owners_alone_and_one_that_was_shared_stays_shared(tmp_path: Path) -> None:
    new, shared = tmp_path / "new.json", tmp_path / "shared.json"
    shared.write_text("old", encoding="utf-8")
    shared.chmod(0o664)
    for file in (new, shared):
        save_case(CASE, TODAY, file)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (new, shared)] == [0o600, 0o664]


@pytest.mark.parametrize("failing", ["replace", "fsync", "fdopen"])
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    file = tmp_path / "case.json"
    file.write_text("old", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(OSError, match="no space") as caught:
        save_case(CASE, TODAY, file)
    assert "磁盘空间不足" in trouble_writing(caught.value).zh
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_a_case_that_could_not_be_opened_again_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    rows = [Period(Scheme.FLEXIBLE, YEAR, "140100"), Period(Scheme.FLEXIBLE, YEAR, "140100")]
    with pytest.raises(UnusableCase, match="写了两次"):
        save_case(Case("140100", history=History.of(rows)), TODAY, file)
    with pytest.raises(UnusableCase, match="最多两位小数"):
        save_case(Case("140100", figures={"wage": Decimal("0.001")}), TODAY, file)
    with pytest.raises(UnusableCase, match="不是费率"):
        save_case(Case("140100", figures={"rate:employee": Decimal("NaN")}), TODAY, file)
    assert not file.exists()


@pytest.mark.parametrize("length", [5, 200, 245, *range(249, 256)])
@pytest.mark.parametrize("letter", ["a", "长"])
def test_a_name_of_any_length_has_a_backup(tmp_path: Path, length: int, letter: str) -> None:
    stem = letter * ((length - len(".json")) // len(letter.encode()))
    odd = "x" * (length - len(f"{stem}.json".encode()))
    file, twin = (tmp_path / f"{odd}{stem}{end}" for end in (".json", ".jsoN"))
    for path in (file, twin):
        save_case(CASE, TODAY, path)
        keep_backup(path)
    assert len({backup_path(path).name for path in (file, twin)}) == 2
    assert len(os.fsencode(backup_path(file).name)) <= 255
    kept = backup_of(file, TODAY)
    assert kept is not None
    assert kept.opened.case == CASE
