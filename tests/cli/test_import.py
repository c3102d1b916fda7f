"""Official statements, given as files, become a case; what they leave open is told, line by line."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.cases.file.reading import read_case
from app.cli import run
from app.rules.record.history import StatementRow
from app.system.clock import today

HEADS = "费款所属期,险种类型,到账情况"
PAID = "{month},职工基本医疗保险,已到账"


def no_window(case_path, *, quit_after_first_paint):
    raise AssertionError("the window was opened")


@pytest.fixture
def imported(tmp_path, capsys, monkeypatch):
    """Import texts as files; gives the exit code, the lines on stderr and the case, None where none was written."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    output = tmp_path / "case.json"

    def importing(*contents, options=(), names=()):
        paths = []
        for number, content in enumerate(contents):
            name = names[number] if number < len(names) else f"{number + 1}.csv"
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(str(path))
        output.unlink(missing_ok=True)
        code = run(["import", *paths, "--as-of", "2026-11-30", *options, "-o", str(output)], no_window)
        lines = capsys.readouterr().err.replace(f"{tmp_path}/", "").splitlines()
        case = json.loads(output.read_text(encoding="utf-8")) if output.exists() else None
        return code, lines, case

    return importing


def listing(*months, heads=HEADS, row=PAID):
    return "\n".join((heads, *(row.format(month=month) for month in months), ""))


def said(lines, text):
    return [line for line in lines if text in line]


def test_a_statement_becomes_the_case_it_proves_and_each_period_keeps_its_row(imported):
    code, lines, case = imported(listing("202401", "202402", "202404"), options=["--region", "310000"])
    assert code == 0
    assert (case["region"], case["as_of"]) == ("310000", "2026-11-30")
    assert case["periods"] == [
        {"scheme": "employee", "start": "2024-01", "end": "2024-02", "source": {"file": 1, "row": 2}},
        {"scheme": "employee", "start": "2024-04", "end": "2024-04", "source": {"file": 1, "row": 4}},
    ]
    assert said(lines, "共 4 行：用上 3 行，拿不准 0 行，不用读 1 行")
    assert said(lines, "真假要由官方渠道核验")


def test_a_row_in_doubt_is_told_with_its_file_row_and_column_and_its_months_are_unknown(imported):
    bad = "202402,职工基本医疗保险,怪词"
    code, lines, case = imported(
        listing("202401"), listing("202403") + bad.replace("202402", "202404"), options=["--region", "310000"]
    )
    assert code == 0
    assert said(lines, "2.csv: 第 3 行“到账情况”：看不懂“怪词”")
    assert [row.get("status", "paid") for row in case["periods"]] == ["paid", "paid", "unknown"]
    assert said(lines, "第 2 份从这里开始")


def test_a_question_is_told_with_how_to_answer_it_and_the_answer_settles_every_row(imported):
    text = listing("202401", "202402", row="{month},职工基本医疗保险,足额缴费")
    code, lines, case = imported(text, options=["--region", "310000"])
    assert code == 0
    assert case["periods"][0]["status"] == "unknown"
    (asked,) = said(lines, "都算已到账吗")
    assert "（2 行）" in asked
    assert "--map '足额缴费=paid'" in asked
    assert said(lines, "paid（已到账）")
    _, lines, case = imported(text, options=["--region", "310000", "--map", "足额缴费=paid"])
    assert "status" not in case["periods"][0]
    assert not said(lines, "都算已到账吗")


def test_a_column_nobody_knows_keeps_rows_from_being_paid_until_it_is_given_a_meaning(imported):
    text = listing("202401", "202402", heads=f"{HEADS},怪列", row=f"{PAID},甲")
    _, lines, case = imported(text, options=["--region", "310000"])
    assert case["periods"][0]["status"] == "unknown"
    (asked,) = said(lines, "“怪列”这一列是什么")
    assert "--map" in asked
    _, _, case = imported(text, options=["--region", "310000", "--map", "怪列=ignored"])
    assert "status" not in case["periods"][0]


def test_an_answer_to_what_the_statement_does_not_hold_is_told(imported):
    code, lines, _ = imported(listing("202401"), options=["--region", "310000", "--map", "没有的列=status"])
    assert code == 0
    assert said(lines, "“没有的列”在材料里找不到")


@pytest.mark.parametrize("answer", ["怪列", "=paid", "怪列=绿色", "怪列="])
def test_an_answer_that_is_none_is_refused_and_nothing_is_written(imported, answer):
    code, lines, case = imported(listing("202401"), options=["--map", answer])
    assert (code, case) == (2, None)
    assert lines[0].startswith("--map: ")


def test_several_people_are_named_and_one_is_picked(imported):
    heads = f"姓名,证件号码,{HEADS}"
    text = "\n".join(
        (
            heads,
            "测试甲,11010519491231002X,202401,职工基本医疗保险,已到账",
            "测试乙,440524188001010014,202401,职工基本医疗保险,已到账",
            "测试乙,440524188001010014,202402,职工基本医疗保险,已到账",
            "",
        )
    )
    code, lines, case = imported(text, options=["--region", "310000"])
    assert (code, case) == (2, None)
    assert said(lines, "有 2 个人")
    assert said(lines, "测试乙 …0014，取这个人用 --person 2")
    code, lines, case = imported(text, options=["--region", "310000", "--person", "2"])
    assert code == 0
    assert case["person"]["name"] == "测试乙"
    assert case["periods"][0]["end"] == "2024-02"
    assert not said(lines, "测试甲")
    code, lines, _ = imported(text, options=["--person", "3"])
    assert code == 2
    assert said(lines, "没有第 3 个人")


def test_the_place_and_the_person_are_taken_from_the_statement(imported):
    text = "上海市职工基本医疗保险缴费明细\n姓名：测试甲 身份证号：11010519491231002X\n" + listing(
        *(f"2024{n:02}" for n in range(1, 13))
    )
    code, lines, case = imported(text)
    assert code == 0
    assert case["region"] == "310000"
    assert case["person"] == {
        "name": "测试甲", "id_number": "11010519491231002X", "birth_date": "1949-12-31", "sex": "female",
    }  # fmt: skip
    assert said(lines, "从材料取用：姓名、证件号码、参保地（上海市）")
    assert not said(lines, "11010519491231002X")
    assert not said(lines, "测试甲")


def test_a_statement_of_another_place_than_asked_for_is_told(imported):
    text = "上海市职工基本医疗保险缴费明细\n" + listing(*(f"2024{n:02}" for n in range(1, 13)))
    _, lines, case = imported(text, options=["--region", "140100"])
    assert case["region"] == "140100"
    assert said(lines, "材料是上海市的，个案的参保地是山西省太原市")


def test_without_a_place_the_case_is_the_nations_and_that_is_told(imported):
    _, lines, case = imported(listing("202401"))
    assert case["region"] == "000000"
    assert said(lines, "--region")


def test_a_printed_total_that_does_not_agree_is_told(imported):
    heads = f"{HEADS},月数"
    text = listing("202401", "202402", heads=heads, row=f"{PAID},1") + "合计,,,5\n"
    _, lines, _ = imported(text, options=["--region", "310000"])
    assert said(lines, "合计是 5 个月，读到 2 个月")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "没有可读的内容"),
        (b"PK\x03\x04broken", "坏了"),
        (b"%PDF-1.4 broken", "坏了"),
        ("费款所属期,险种类型,到账情况\n202401,企业职工基本养老保险,已到账\n".encode(), "国家医保服务平台"),
        ("天气,温度\n晴,20\n阴,18\n".encode(), "没有找到缴费月份"),
    ],
)
def test_what_is_no_record_of_medical_insurance_is_refused_with_the_reason(imported, content, why):
    code, lines, case = imported(content)
    assert (code, case) == (2, None)
    assert said(lines, why)
    assert all(line.startswith("1.csv: ") for line in lines)


def test_a_refusal_names_the_file_that_is_refused(imported):
    code, lines, case = imported(listing("202401"), b"%PDF-1.4 broken", names=("a.csv", "b.pdf"))
    assert (code, case) == (2, None)
    assert lines[0].startswith("b.pdf: ")


def test_an_archive_is_read_as_one_list(imported):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("2023.csv", listing("202311", "202312"))
        archive.writestr("2024.csv", listing("202401", "202402"))
    code, _, case = imported(packed.getvalue(), options=["--region", "310000"], names=("record.zip",))
    assert code == 0
    assert [(row["start"], row["end"]) for row in case["periods"]] == [("2023-11", "2023-12"), ("2024-01", "2024-02")]
    assert [row["source"]["sheet"] for row in case["periods"]] == ["#1", "#2"]


def test_a_statement_is_never_written_over_and_a_case_only_when_all_is_well(imported, tmp_path, capsys):
    statement = tmp_path / "1.csv"
    statement.write_text(listing("202401"), encoding="utf-8")
    assert run(["import", str(statement), "-o", str(statement)], no_window) == 2
    assert statement.read_text(encoding="utf-8").startswith(HEADS)
    old = tmp_path / "case.json"
    old.write_text("old", encoding="utf-8")
    assert run(["import", str(tmp_path / "none.csv"), "-o", str(old)], no_window) == 2
    assert run(["import", str(statement), "-o", str(tmp_path / "none" / "case.json")], no_window) == 2
    assert run(["import", str(statement), "-o", str(tmp_path)], no_window) == 2
    assert run(["import", str(statement), "-o", str(old)], no_window) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert old.read_text(encoding="utf-8") == "old"
    old.write_text("", encoding="utf-8")  # as mktemp leaves it
    assert run(["import", str(statement), "-o", str(old)], no_window) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_the_case_is_opened_again_with_its_sources(imported, tmp_path):
    imported(listing("202401", "202403"), options=["--region", "310000"])
    opened = read_case(Path(tmp_path / "case.json"), today())
    assert [row.source for row in opened.case.history.periods] == [StatementRow(1, None, 2), StatementRow(1, None, 3)]


def test_findings_are_told_in_english_too(imported):
    _, lines, _ = imported(
        listing("202401", row="{month},职工基本医疗保险,怪词"), options=["--region", "310000", "--lang", "en"]
    )
    assert said(lines, "Row 2 (“到账情况”): ")
