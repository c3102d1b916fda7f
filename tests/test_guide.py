"""The guide to policy packs is proved: its packs pass, its messages come, it names all a pack may hold and no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from app.packs.checking.check import check
from app.packs.checking.example_case import example_case
from app.packs.file.schema import policy_schema
from app.packs.shelf.shelf import reread_shelf
from app.rules.law.dates import Anchor
from app.rules.law.facts import FACTS
from app.rules.law.measures import Counted
from app.system.resources import shipped_policies

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "policy-packs.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
NATION: Final = "000000-national.yaml"
PACKS: Final = dict(re.findall(r"<!-- pack: (\S+) -->\n```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))
WORKED: Final = "451100-hezhou.yaml"

OVERLAP: Final = 'back_pay: yes, months_to_payment: "<=3"}\n      then: {verdict: yes'
NEVER: Final = 'moved: no, months_to_payment: ">3"}\n      then: {verdict: no}'
BLOCK: Final = "tables:\n"

# What to spoil in the worked pack, how, and what the page says one is told then.
MISTAKES: Final = (
    (
        "      then: {verdict: ask}",
        "      then: {verdict: yes}",
        "这一条一面问经办，一面又自己给出：verdict",
    ),
    (
        "    valid: {from: 2026-01-01}\n    cite: [hz-2025]\n\nwindows:",
        "    valid: {until: 2027-12-31}\n    cite: [hz-2025]\n\nwindows:",
        "采用上级规则或标明下级适用，要写从哪天起",
    ),
    (
        "rules: [000000/premium/person-share,",
        "rules: [000000/cover/no-such-row,",
        "没有规则 000000/cover/no-such-row 可以采用或标为下级适用",
    ),
    ('code: "451100"', "code: 451100", '451100 应是文字，请加引号写成 "451100"'),
    ('amount: "12.00"', "amount: 12.00", '12.00 会被 YAML 读成别的数，请加引号写成 "12.00"'),
    (
        "claims: {from: 2026-01-01",
        'claims: {from: "2026-01-01"',
        "应是 2026-01-31 这样不加引号的日期，现在是 2026-01-01",
    ),
    (
        'en: "invented for practice, of no use at a counter"',
        "en: invented for practice, of no use at a counter",
        "standing.of no use at a counter: 没有这个项目，请检查拼写和缩进",
    ),
    ("standing: {zh", "standing：{zh", "YAML 写法有误（mapping values are not allowed in this context）"),
    ('version: "2026.1"', 'version："2026.1"', "YAML 写法有误（could not find expected ':'），"),
    ("{sex: male, ", "{sex: male，", "YAML 写法有误（did not find expected ',' or '}'）"),
    ("en: where the missed", "en: note: where the missed", "YAML 写法有误（did not find expected ',' or '}'）"),
    (
        'months_to_payment: ">3"',
        "months_to_payment: >3",
        "YAML 写法有误（found character that cannot start any token）",
    ),
    (
        "      then: {verdict: no}",
        "     then: {verdict: no}",
        "YAML 写法有误（did not find expected '-' indicator）",
    ),
    ('phone: "0774-0000000"', 'phone: "0774—0000000"', "0774—0000000 不是电话号码"),
    ("      then: {verdict: no}", "\tthen: {verdict: no}", "用了制表符缩进，请改用空格"),
    ('amount: "10%"', "amount: “10%”", '“10%” 不是金额或比例，应为不小于 0 的 "400.00" 或 "8.5%"'),
    (
        'months_to_payment: "<=3"',
        'months_to_payment: "1-3"',
        '1-3 不是整数范围，应如 3、"<=3"、">6" 或 "4..6"',
    ),
    ("grade: C", "grade: D", "D 级来源不能作为规则的依据"),
    ("cite: [hz-page]", "cite: [hz-web]", "来源 hz-web 没有登记，请写入 sources"),
    (
        "sources:\n",
        "sources:\n  gbf-2024-38: {title: 抄来的, grade: A}\n",
        "上级规则包已有来源 gbf-2024-38，请换一个编号",
    ),
    ("moved: no", "move: no", "没有“move”这个事实或计数"),
    (
        "scheme_before: flexible}",
        "scheme_before: 灵活就业}",
        "灵活就业 不是可能的值，可选：employee, flexible, resident, none",
    ),
    ("moved: no", '"group:poor": no', "没有“poor”这个人员类别组"),
    ('extends: "000000"', 'extends: "450000"', "没有 450000 的规则包，可用："),
    ('extends: "000000"', 'extends: "440000"', "451100 不在 440000 辖下"),
    ("    included: both\n", "", "span_months 要写全 first、last、included"),
    ("wait: {months: 6", "wait: {days: 30, months: 6", "months 与 days 只能写一个"),
    (
        "title: {zh: 《灵活就业人员医保费补缴申请表》（练习虚构）, en: application for back payment (practice)}",
        "title: 《灵活就业人员医保费补缴申请表》",
        "应是若干“名称: 内容”，现在是 《灵活就业人员医保费补缴申请表》",
    ),
    (OVERLAP, OVERLAP.removeprefix("back_pay: yes, "), "同时适用于："),
    (
        f"when: {{resume_as: flexible, scheme_before: flexible, {NEVER}",
        "when: {resume_as: resident}\n      then: {verdict: no}",
        "永远轮不到，前面的规则已经全部答完",
    ),
    (BLOCK, f"remove: [000000/cover/not-recorded]\n{BLOCK}", "对这种情形没有规则："),
    (
        BLOCK,
        f"remove: [000000/cover/no-such]\n{BLOCK}",
        "上级规则包里没有规则 000000/cover/no-such，无从取消",
    ),
    (
        '{amount: "12.00", valid: {from: 2026-01-01}, cite: [hz-2025]}',
        '{amount: "12.00", cite: [hz-2025]}, {amount: "13.00", valid: {from: 2027-01-01}, cite: [hz-2025]}',
        "与第 1 个数字的有效期重叠，同一天只能有一个",
    ),
    (
        '{amount: "12.00", valid: {from: 2026-01-01}',
        '{amount: "12.00", valid: {from: 2025-01-01}',
        "所引来源（hz-2025）都不在有效期内",
    ),
    ("benefits_from: 2026-12-01", "benefits_from: 2026-11-30", "应为 2026-11-30，算出 2026-12-01"),
    ("figure: serious_illness, each", "figure: serious_ilness, each", "没有“serious_ilness”这个数字项"),
    (
        "rules: [451100/back_payment/flexible-long]",
        "rules: [451100/cover/flexible-short-unpaid]",
        "应用到 451100/cover/flexible-short-unpaid，实际用到",
    ),
    ("scheme: resident, start", "scheme: residents, start", "示例无法计算："),
)

CELL: Final = re.compile(r"^\| `([a-z_]+)` \| [^|]+ \| `([0-9]{6})` `([a-z_]+)` \|", re.MULTILINE)


def told(folder: Path, name: str, text: str, *, examples: bool = True) -> list[str]:
    """Everything a check says of a pack beside the national one, which may come without its examples."""
    nation = (shipped_policies() / NATION).read_text(encoding="utf-8")
    (folder / NATION).write_text(nation if examples else nation.partition("\nexamples:\n")[0], encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    report = check(reread_shelf(folder), example_case)
    return [problem.in_("zh") for problem in (*report.refused, *report.failures)]


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_on_the_page_passes(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, name, PACKS[name]) == []


def test_the_worked_pack_says_that_it_is_invented_and_has_no_shipped_twin() -> None:
    assert "虚构" in PACKS[WORKED].splitlines()[0]
    assert not list(shipped_policies().glob(f"{WORKED[:6]}*"))


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_is_told_as_the_page_says(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    assert right in PACKS[WORKED]
    assert message in TEXT

    found = told(tmp_path, WORKED, PACKS[WORKED].replace(right, wrong, 1), examples=False)

    assert any(message in problem for problem in found), found


def test_a_row_without_an_example_is_told_as_the_page_says(tmp_path: Path) -> None:
    message = "没有任何示例用到 451100/cover/flexible-short-unpaid，请补一个示例"
    without = re.sub(r"  - name: 断缴2个月.*?(?=  - name: )", "", PACKS[WORKED], flags=re.DOTALL)
    assert without != PACKS[WORKED]
    assert message in TEXT

    assert any(message in problem for problem in told(tmp_path, WORKED, without))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hezhou.yaml", "文件名应以区划代码开头"),
        ("451200-hechi.yaml", "文件名开头是 451200，内容却是 451100，二者应一致"),
    ],
)
def test_a_wrong_file_name_is_told_as_the_page_says(name: str, message: str, tmp_path: Path) -> None:
    assert message in TEXT
    assert any(message in problem for problem in told(tmp_path, name, PACKS[WORKED]))


def test_the_page_names_every_field_and_every_choice_a_pack_may_hold() -> None:
    assert [word for word in sorted(words_of(policy_schema())) if not named(word)] == []


def test_the_page_names_every_fact_with_its_values() -> None:
    words = {fact.name for fact in FACTS.values()} | {value for fact in FACTS.values() for value in fact.values}

    assert [word for word in sorted(words) if not named(word)] == []


def test_every_count_and_every_anchor_has_its_line() -> None:
    counted = {match[1] for match in CELL.finditer(TEXT)}

    assert counted == {count.value for count in Counted}
    assert [anchor.value for anchor in Anchor if not re.search(rf"^\|.*`{anchor.value}`.*\|", TEXT, re.MULTILINE)] == []


@pytest.mark.parametrize(("counted", "code", "name"), [match.groups() for match in CELL.finditer(TEXT)])
def test_the_place_named_for_a_count_really_has_it(counted: str, code: str, name: str) -> None:
    measures = reread_shelf().policy_for(code).own.measures

    assert measures[name].counted == counted


def named(word: str) -> bool:
    """True when the page has a word of the format as code: alone, or inside some YAML."""
    return re.search(rf"(?<![A-Za-z_]){re.escape(word)}(?![A-Za-z_])", TEXT) is not None


def words_of(schema: Any) -> set[str]:
    """The names of every field and every choice in a JSON Schema."""
    words: set[str] = set()
    if isinstance(schema, dict):
        words |= set(schema.get("properties", {}))
        words |= {choice for choice in (*schema.get("enum", ()), schema.get("const")) if choice}
        for part in schema.values():
            words |= words_of(part)
    elif isinstance(schema, list):
        for part in schema:
            words |= words_of(part)
    return words
