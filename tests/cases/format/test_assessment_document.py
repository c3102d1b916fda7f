import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import app
from app.cases.format.assessment_document import assessment_record, assessment_text
from app.cases.format.assessment_schema import AssessmentDocument
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, EnrolmentWindow, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Assessment,
    Assumption,
    Caution,
    Change,
    Cost,
    CostLine,
    CoverSegment,
    Disagreement,
    Incentives,
    LapseFinding,
    MissingFact,
    OfficeQuestion,
    Option,
    OptionId,
    PolicyUsed,
    Reason,
    RequiredDocument,
    Retirement,
    Step,
    Today,
)
from app.rules.outcome.ranking import ranked
from app.rules.record.case import Case, Cause
from app.rules.record.fact_name import FactName
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month, Span

LAW = Source("law", "办法", "省医保局", "鲁医保发〔2024〕1号", "2024-01-01", "", Grade.A)
ARTICLE = Source("web", "一篇文章", "", "", "2025", "", Grade.WEB)
GAP = Span(Month.of(2023, 12), Month.of(2024, 4))
OPTION = Option(
    id=OptionId.RESUME_WITHOUT_BACK_PAY,
    resume_as=Scheme.FLEXIBLE,
    pay_on=date(2024, 5, 15),
    back_pay=False,
    repair_years=0,
    insured_year=None,
    lapse=GAP,
    verdict=Verdict.YES,
    reference=False,
    cost=Cost(
        Decimal("309.12"),
        Decimal("0.5"),
        Decimal(0),
        (
            CostLine(
                Bilingual("本金", "principal"), "4416.00 × 7%", Decimal("309.12"), "law", Bearer.SELF, users_own=True
            ),
        ),
    ),
    waiting=Waiting(3, None, 3, 0, date(2024, 5, 1), date(2024, 7, 31), 0),
    benefits_from=date(2024, 8, 1),
    benefits_until=None,
    cover=(
        CoverSegment(date(2023, 12, 1), date(2024, 7, 31), 0, "all", Scheme.FLEXIBLE, Bearer.SELF),
        CoverSegment(date(2024, 8, 1), None, 100, "all", None, Bearer.FUND),
    ),
    gap_costs=Bearer.SELF,
    continuity="restarts",
    personal_account="not_credited",
    maternity_months=None,
    documents=(
        RequiredDocument(
            "id_card",
            Bilingual("身份证", "ID card"),
            Bilingual("原件", "original"),
            1,
            Bilingual("窗口", "counter"),
            Bilingual("核对身份", "identity"),
            None,
            Bilingual("可用电子凭证", "the electronic one"),
            (LAW,),
            Grade.A,
        ),
    ),
    steps=(Step("pay", Bilingual("缴费", "pay"), None, (), Grade.B),),
    reasons=(
        Reason(
            Matter.COVER,
            "370000/cover/flex-long",
            Bilingual("等三个月", "wait three months"),
            (Bilingual("断缴5个月", "5 months"),),
            (LAW, ARTICLE),
            Grade.A,
            inherited=True,
            when=Bilingual("超过3个月", "over 3 months"),
        ),
    ),
    disagreements=(Disagreement(Matter.GAP_COSTS, Bilingual("可追溯", "retroactive"), ARTICLE),),
    assumptions=(Assumption("A1", Bilingual("按月", "by month")),),
    questions=(OfficeQuestion(Bilingual("能否补缴？", "May it be paid?"), Bilingual("经办窗口", "the counter")),),
    pay_by=date(2024, 5, 31),
    changes=(Change(date(2024, 6, 1), "waiting", Bilingual("3个月", "3 months"), Bilingual("6个月", "6 months")),),
)
OPTIONS = (OPTION, replace(OPTION, cost=None, waiting=None, lapse=None, benefits_from=None, pay_by=None))
CASE = Case("370202")
ASSESSMENT = Assessment(
    as_of=date(2024, 5, 15),
    policies=(
        PolicyUsed(
            "370200",
            Bilingual("青岛市", "Qingdao"),
            "2026.1",
            "0" * 64,
            False,
            "370202",
            Bilingual("有效", "in force"),
        ),
    ),
    lapses=(LapseFinding(Lapse(GAP, True, Scheme.FLEXIBLE, None, Cause.PERSONAL), date(2023, 12, 31)),),
    cumulative_months={Scheme.RESIDENT: 12, Scheme.EMPLOYEE: 71},
    consecutive_months=0,
    planned=OPTION,
    options=OPTIONS,
    ranking=ranked(OPTION, OPTIONS, Scheme.FLEXIBLE),
    retirement=Retirement(Month.of(2048, 5), 696, 25, 10, 71, 229, None, (LAW,)),
    incentives=Incentives(0, None, ()),
    missing_facts=(
        MissingFact(FactName("lapse_cause:2023-12"), Bilingual("为何？", "Why?"), ("employer", "unknown"), ("cost",)),
    ),
    warnings=(Caution("policy-stale", Bilingual("政策可能已变", "the policy may have changed")),),
    today=Today(Verdict.YES, date(2024, 6, 30), Scheme.FLEXIBLE, Bilingual("有缴费记录", "it is paid")),
    windows=(EnrolmentWindow(2025, date(2024, 9, 1), date(2024, 12, 31), (LAW,), vouched=False),),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "assessment",
    [
        ASSESSMENT,
        replace(
            ASSESSMENT,
            planned=None,
            options=(),
            ranking=ranked(None, (), None),
            retirement=None,
            lapses=(),
            cumulative_months={},
        ),
        replace(ASSESSMENT, retirement=replace(ASSESSMENT.retirement, required_cumulative=None, required_actual=None)),
    ],
)
def test_what_is_written_has_the_shape_that_the_schema_promises(assessment: Assessment, language: str) -> None:
    text = assessment_text(CASE, assessment, language)
    read = AssessmentDocument.model_validate_json(text)
    assert read.model_dump(mode="json", by_alias=True, exclude_unset=True) == json.loads(text)
    assert assessment_text(CASE, assessment, language) == text


def test_the_values_are_spelled_as_the_contract_says() -> None:
    record = assessment_record(CASE, ASSESSMENT, "zh")
    assert list(record) == [
        "format", "app_version", "as_of", "policies", "lapses", "cumulative_months", "consecutive_months", "planned",
        "options", "today", "order", "leading", "glance", "best",
        "windows", "channels", "retirement", "incentives", "two_schemes", "missing_facts", "warnings",
    ]  # fmt: skip
    assert (record["format"], record["app_version"], record["as_of"]) == (
        "xubaotong.assessment/1",
        app.__version__,
        "2024-05-15",
    )
    assert record["lapses"] == [
        {
            "start": "2023-12",
            "end": "2024-04",
            "months": 5,
            "open": True,
            "scheme_before": "flexible",
            "scheme_after": None,
            "cause": "personal",
            "benefits_end": "2023-12-31",
        }
    ]
    assert list(record["cumulative_months"].items()) == [("employee", 71), ("resident", 12)]
    assert record["best"] == {
        "earliest_cover": None,  # the days of other ways are open, and may be earlier
        "lowest_cost": None,
        "keeps_continuity": None,
    }
    assert record["retirement"] == {
        "statutory_month": "2048-05",
        "statutory_age": "58y0m",
        "required_years": {"cumulative": 25, "actual": 10},
        "counted_years": "5y11m",
        "shortfall_months": 229,
        "lump_sum": None,
        "sources": ["办法（鲁医保发〔2024〕1号）"],
    }


def test_an_option_carries_its_bill_its_wait_its_cover_and_its_reasons() -> None:
    planned = assessment_record(CASE, ASSESSMENT, "en")["planned"]
    assert planned["cost"] == {
        "principal": "309.12",
        "late_charge": "0.50",
        "extras": "0.00",
        "total": "309.62",
        "reference": False,
        "lines": [
            {
                "label": "principal",
                "formula": "4416.00 × 7%",
                "amount": "309.12",
                "source": "law",
                "payer": "self",
                "users_own": True,
                "office_own": False,
                "reference": False,
            }
        ],
        "by_month": [],
    }
    assert planned["waiting"] == {
        "months": 3,
        "days": None,
        "fixed_months": 3,
        "variable_months": 0,
        "start": "2024-05-01",
        "end": "2024-07-31",
        "benefit_percent": 0,
    }
    assert planned["cover"][1] == {
        "from": "2024-08-01",
        "until": None,
        "percent": 100,
        "services": "all",
        "scheme": None,
        "payer": "fund",
    }
    assert planned["documents"] == ["id_card"]
    assert planned["required_documents"][0]["if_missing"] == "the electronic one"
    (reason,) = planned["reasons"]
    assert (reason["when"], reason["facts"]) == ("over 3 months", ["5 months"])
    assert reason["sources"] == ["办法（鲁医保发〔2024〕1号）", "一篇文章"]
    assert planned["disagreements"] == [
        {"matter": "gap_costs", "says": "retroactive", "source": "一篇文章", "grade": "web"}
    ]
    assert planned["changes"] == [{"on": "2024-06-01", "matter": "waiting", "before": "3 months", "after": "6 months"}]
    assert planned["pay_by"] == "2024-05-31"


def test_writing_an_assessment_needs_neither_pydantic_nor_qt() -> None:
    script = (
        "import sys, app.cases.format.assessment_document; "
        "sys.exit(any(name.partition('.')[0] in ('pydantic', 'PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_glance_of_the_document_holds_the_day_and_the_sum_that_the_tiles_name() -> None:
    seen = assessment_record(CASE, ASSESSMENT, "zh")["glance"]
    assert list(seen) == ["act", "last_day", "cost", "covered"]
    assert seen["cost"]["value"] == "309.62 元"
    assert seen["cost"]["total"] == "309.62"
    assert seen["last_day"]["day"] == "2024-05-31"
    assert seen["covered"]["day"] == "2024-08-01"
