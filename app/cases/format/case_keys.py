"""Every key of the case file `xubaotong.case/1`, once: name, kind, meaning, default.

The quick reader, the pydantic model with its JSON Schema, and the writer are made from this table. A new key is a line
here; that it reaches the case, see `case_values`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.cases.format import values as spelling
from app.cases.format.kinds import EnumMember, Exactly, Key, ListOf, NamedValues, Part, ShownText, Spelled, Whole, YesNo
from app.cases.format.values import (
    FIRST_MONTH,
    FORMAT,
    KEY_PATTERN,
    LAST_MONTH,
    LONGEST_ID_NUMBER,
    MOST_ENTRIES,
    MOST_PERIODS,
    MOST_REPAIRED_YEARS,
    MOST_ROWS,
    MOST_WAITING_MONTHS,
)
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Cause, Sex, Treatment
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import Month

MONTH: Final = Spelled(
    Month,
    spelling.month,
    {
        "type": "string",
        "pattern": r"^(19[5-9][0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$",
        "examples": ["2024-03"],
    },
    str,
)
FIRST_ENROLMENT: Final = Spelled(
    bool | Month,
    spelling.first_enrolment,
    {"type": ["boolean", "string"], "pattern": MONTH.schema["pattern"], "examples": [True, "2024-03"]},
    spelling.spelled_first_enrolment,
)
DAY: Final = Spelled(
    date, spelling.day, {"type": "string", "format": "date", "examples": ["2024-03-31"]}, date.isoformat
)
BIRTH_DAY: Final = Spelled(
    date, spelling.birth_day, {"type": "string", "format": "date", "examples": ["1990-05-01"]}, date.isoformat
)
MONEY: Final = Spelled(
    Decimal,
    spelling.yuan,
    {"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,2})?$", "examples": ["3200.00"]},
    spelling.spelled_yuan,
)
REGION: Final = Spelled(str, spelling.region, {"type": "string", "pattern": "^[0-9]{6}$", "examples": ["140100"]})
ID_NUMBER: Final = Spelled(str, spelling.id_number, {"type": "string", "minLength": 1, "maxLength": LONGEST_ID_NUMBER})
NAME: Final = Spelled(str, spelling.key, {"type": "string", "pattern": KEY_PATTERN})
ANSWER: Final = Spelled(str | int | bool, spelling.answer, {"type": ["string", "integer", "boolean"]})
FIGURE: Final = Spelled(
    str,
    spelling.any_text,  # what it must look like depends on its name: `consistency`
    {"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,8})?%?$", "examples": ["8000.00", "10%"]},
)
YEAR: Final = Whole(FIRST_MONTH.year, LAST_MONTH.year, example=2026)
TEXT: Final = ShownText()
YES_NO: Final = YesNo()
SCHEME: Final = EnumMember(Scheme)

PERSON: Final = Part(
    "PersonDocument",
    "参保人。",
    "The insured person.",
    Key("name", TEXT, "姓名，只印在纸上", "the name; goes to paper only", None),
    Key("id_number", ID_NUMBER, "证件号码，只印在纸上", "the number of a document; goes to paper only", None),
    Key("birth_date", BIRTH_DAY, "出生日期", "the date of birth", None),
    Key("sex", EnumMember(Sex), "性别", "the sex", None),
    Key("categories", ListOf(NAME), "人员类别", "categories of people, as the packs name them", []),
    Key("local_household", YES_NO, "是否参保地户籍", "whether the household is registered in the place", None),
    Key(
        "first_enrolment",
        FIRST_ENROLMENT,
        "是否从没参保过；参保过的也可写首次参保的月份",
        "whether the person was never insured anywhere; or the month in which insurance first began",
        None,
    ),
    Key("since", NamedValues(DAY), "各类别自哪天起", "the days from which categories hold, by category", {}),
)
STATEMENT_ROW: Final = Part(
    "StatementRowDocument",
    "参保缴费材料里的一行；不留文件名。",
    "A row of an official statement. The name of the file is not kept.",
    Key("file", Whole(1, MOST_ENTRIES), "第几份文件", "the number of the file as given, from 1", example=1),
    Key("sheet", TEXT, "工作表名", "the sheet", None),
    Key("row", Whole(1, MOST_ROWS), "第几行", "the row there, from 1", example=12),
)
PERIOD: Final = Part(
    "PeriodDocument",
    "缴费记录的一行，起止两个月都算在内。",
    "One row of the contribution record, both months included; `base` in yuan a month.",
    Key("scheme", SCHEME, "险种", "the scheme", example="employee"),
    Key("start", MONTH, "起始月份", "the first month", example="2024-01"),
    Key("end", MONTH, "终止月份", "the last month", example="2024-12"),
    Key("region", REGION, "参保地，不写即本份情况的地区", "the place; that of the case where left out", None),
    Key("status", EnumMember(Status), "到账情况", "whether it was paid; only `paid` is cover", Status.PAID),
    Key("kind", EnumMember(Kind), "缴费类型", "the kind of payment", Kind.NORMAL),
    Key("payer", TEXT, "缴费人或单位", "who paid", None),
    Key("base", MONEY, "月缴费基数（元）", "the contribution base, yuan a month", None),
    Key("credited_on", DAY, "到账日期", "the day the money was credited", None),
    Key("source", STATEMENT_ROW, "由材料的哪一行读出", "the row of a statement it was read from", None),
)
LAPSE_CAUSE: Final = Part(
    "LapseCauseDocument",
    "自 `start` 起那段断缴的原因。",
    "Why the lapse came about that begins in `start`.",
    Key("start", MONTH, "断缴首月", "the first month of the lapse", example="2024-01"),
    Key("cause", EnumMember(Cause), "断缴原因", "the cause", example="employer"),
)
PLAN: Final = Part(
    "PlanDocument",
    "本人的打算；不写 `pay_on` 即在评估日缴费。",
    "What the person means to do; without `pay_on` the payment is on the as-of day.",
    Key("resume_as", SCHEME, "以什么身份续保", "the scheme to resume under", example="employee"),
    Key("pay_on", DAY, "缴费到账日", "the day the money is to be credited", None),
    Key("back_pay", YES_NO, "是否补缴断缴月份", "whether lapsed months are paid", False),  # noqa: FBT003  a default
    Key(
        "pay_lapses",
        ListOf(MONTH),
        "只补缴哪几段断缴（写首月），不写即全部",
        "the lapses to be paid, by first month; every one where left out",
        None,
    ),
    Key("insured_year", YEAR, "居民医保的参保年度", "the insurance year paid for, of residents", None),
    Key(
        "in_window",
        YES_NO,
        "是否在集中参保期内缴费，不写即按当地规定的日期",
        "whether the payment is inside the enrolment window; by the dates of the place where left out",
        None,
    ),
    Key(
        "repair_years",
        Whole(0, MOST_REPAIRED_YEARS),
        "缴费修复的年数",
        "the number of earlier years bought back",
        0,
        example=1,
    ),
)
DECISION: Final = Part(
    "DecisionDocument",
    "经办核定：与收录的规定不同，或规定没有写的。",
    "What the office decided against, or beyond, the pack (经办核定).",
    Key("reason", ShownText(shortest=1), "核定理由", "the reason"),
    Key(
        "option", EnumMember(OptionId), "适用的办法，不写即全部", "the option it is of; every one where left out", None
    ),
    Key("verdict", EnumMember(Verdict), "能否办理", "whether it can be done", None),
    Key("waiting_months", Whole(0, MOST_WAITING_MONTHS), "等待月数，0即不等待", "months to wait, 0 for no wait", None),
    Key("benefits_from", DAY, "享受待遇起始日", "the first day of cover", None),
    Key("gap_costs", EnumMember(Bearer), "断缴期间费用由谁承担", "who bears treatment costs inside the gap", None),
    Key("amount", MONEY, "应缴总额（元）", "all there is to pay, in yuan", None),
    Key("by", TEXT, "核定人", "who decided it", None),
    Key("on", DAY, "核定日期", "the day it was decided", None),
)
EVENT: Final = Part(
    "EventDocument",
    "要问费用能否报销的一次住院或生育；不写 `until` 即仍在住院。",
    "A stay in hospital, or a birth, whose bill is asked about; a stay without `until` goes on.",
    Key("treatment", EnumMember(Treatment), "住院或生育", "a stay or a birth", example="stay"),
    Key("since", DAY, "入院日或生育日", "the first day", example="2026-10-08"),
    Key("until", DAY, "出院日，当日算在内", "the last day, included", None),
)
OFFICE_WINDOW: Final = Part(
    "OfficeWindowDocument",
    "一个参保年度的集中参保期，首尾都算在内。",
    "The enrolment window of an insurance year, both days included.",
    Key("year", YEAR, "参保年度", "the insurance year", example=2027),
    Key("from", DAY, "第一天", "the first day", example="2026-09-01"),
    Key("until", DAY, "最后一天", "the last day", example="2026-12-31"),
)
OFFICE_VALUES: Final = Part(
    "OfficeValuesDocument",
    "机构自己记的这个地区的数字和集中参保期，规则包没有收录的才用。",
    "Figures and enrolment windows that an office keeps for the place; used where the pack has none.",
    Key("figures", NamedValues(FIGURE), "某一年度的数字（元）", "figures of a year, in yuan", {}),
    Key("windows", ListOf(OFFICE_WINDOW), "集中参保期，一个年度一条", "enrolment windows, one a year", []),
)
CASE: Final = Part(
    FORMAT,
    "一个人的参保情况；没有写的项按默认值。",
    "One person's case as a file. Keys that are left out have the value shown as default.",
    Key("format", Exactly(FORMAT), "文件格式", "the format of the file", example=FORMAT),
    Key("region", REGION, "参保地（GB/T 2260 六位代码）", "the place, a code of GB/T 2260", example="140100"),
    Key("as_of", DAY, "评估日，不写即当天", "the day to assess on; today where left out", None),
    Key("person", PERSON, "参保人", "the insured person", {}),
    Key("periods", ListOf(PERIOD, MOST_PERIODS), "缴费记录", "the contribution record", example=[]),
    Key("lapse_causes", ListOf(LAPSE_CAUSE, MOST_PERIODS), "各段断缴的原因", "the causes of lapses", []),
    Key("plan", PLAN, "本人的打算", "what the person means to do", None),
    Key("answers", NamedValues(ANSWER), "对所提问题的回答", "answers to `missing_facts` of an assessment, by fact", {}),
    Key("figures", NamedValues(FIGURE), "自己提供的数字", "figures of the user's own: yuan, or a rate", {}),
    Key("decisions", ListOf(DECISION), "经办核定", "what the office decided", []),
    Key("events", ListOf(EVENT), "要问费用的住院和生育", "stays and births whose bills are asked about", []),
    Key("office_values", OFFICE_VALUES, "机构自己记的数字和集中参保期", "what the office keeps for the place", {}),
)
