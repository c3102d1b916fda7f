"""The closed list of facts a rule may ask about, with their titles and values in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from app.rules.bilingual import Bilingual
from app.rules.record.case import NEWBORN
from app.rules.value_type import value_type

YES, NO = "yes", "no"
EITHER = frozenset((YES, NO))
"""What is known of a fact that may be one or the other."""

GROUP = "group:"
EXEMPT = "exempt"
"""Part of the name of every group that is exempt from a waiting period or a price."""

FIRST_ENROLMENT = "first_enrolment"
FRESHMAN = "freshman"
PARENT_INSURED = "parent_insured"

CHOICES = ("tier", "account", "with_maternity")
"""Facts that a person chooses when enrolling, where a place has more than one way of paying."""

RETIRED = "retired"
SPECIAL_GROUPS = frozenset(
    (NEWBORN, "graduate_this_year", "hardship", "veteran", "military_spouse", "released", "moved_in", "returned")
)
"""Categories of people that a place exempts by a list of its own."""


@value_type
class Fact:
    """A fact with a closed list of values, each with its name.

    `question` asks the person for it where it decides; without one the case itself tells it, or what is asked is
    something else (months, causes).
    """

    name: str
    title: Bilingual
    values: dict[str, Bilingual]
    question: Bilingual | None = None


_SCHEMES = {
    "employee": Bilingual("职工医保（单位）", "employee insurance through a unit"),
    "flexible": Bilingual("灵活就业人员参保", "flexible employment"),
    "resident": Bilingual("居民医保", "resident insurance"),
}
_YES_NO = {YES: Bilingual("是", "yes"), NO: Bilingual("否", "no")}

FACTS = {
    fact.name: fact
    for fact in (
        Fact("resume_as", Bilingual("续保身份", "scheme resumed"), _SCHEMES),
        Fact(
            "scheme_before",
            Bilingual("断缴前身份", "scheme before the lapse"),
            {**_SCHEMES, "none": Bilingual("未参保", "not insured before")},
        ),
        Fact(
            "cause",
            Bilingual("断缴原因", "cause of the lapse"),
            {
                "employer": Bilingual("单位未按时缴费", "the employer did not pay"),
                "left_job": Bilingual("离职后无人续缴", "employment ended and nobody paid on"),
                "personal": Bilingual("个人未缴费", "the person did not pay"),
                "agency": Bilingual("代缴机构漏缴", "an agent did not pay"),
                "transfer": Bilingual("转移接续期间中断", "interrupted by a transfer"),
            },
        ),
        Fact("back_pay", Bilingual("补缴断缴月份", "lapsed months are paid"), _YES_NO),
        Fact("moved", Bilingual("跨统筹地区转移", "moved between pooling areas"), _YES_NO),
        Fact("duplicate_cover", Bilingual("同一月份重复参保", "some month is paid twice"), _YES_NO),
        Fact(
            "local_household",
            Bilingual("本地户籍", "household registered in the place"),
            _YES_NO,
            Bilingual("户籍是否在参保地？", "Is the household registered in the place of insurance?"),
        ),
        Fact("in_window", Bilingual("在集中参保期内缴费", "paid inside the enrolment window"), _YES_NO),
        Fact(
            "timing",
            Bilingual("缴费日与参保年度", "payment day and insured year"),
            {
                "before_year": Bilingual("年度开始前缴费", "before the insured year"),
                "in_year": Bilingual("年度内缴费", "within the insured year"),
                "after_year": Bilingual("年度已结束", "after the insured year"),
            },
        ),
        Fact(
            FRESHMAN,
            Bilingual("缴费前一年内新入学的大中专学生", "began to study within a year before paying"),
            _YES_NO,
            Bilingual(
                "是不是今年新入学的大中专学生（缴费前一年内入学）？",
                "Did this student begin college or vocational school within the year before paying?",
            ),
        ),
        Fact(
            FIRST_ENROLMENT,
            Bilingual("从来没有参保过", "never insured before"),
            _YES_NO,
            Bilingual(
                "记录是空的：以前在任何地方都没有参加过医保吗？（参加过的，请补上缴费记录）",
                "The record is empty: never insured anywhere before? (if insured before, fill the record in)",
            ),
        ),
        Fact(
            PARENT_INSURED,
            Bilingual("父母一方已参加当地医保", "a parent is insured in the place"),
            _YES_NO,
            Bilingual("父母有一方参加了当地的医保吗？", "Is one of the parents insured in that place?"),
        ),
        Fact(
            "tier",
            Bilingual("缴费档次", "tier of contributions"),
            {"one": Bilingual("一档", "tier one"), "two": Bilingual("二档", "tier two")},
            Bilingual(
                "按哪一档参保缴费，一档还是二档？没有参保过的，打算选哪一档？",
                "Which tier is paid, or meant to be paid: tier one or tier two?",
            ),
        ),
        Fact(
            "account",
            Bilingual("有没有个人账户", "with or without a personal account"),
            {
                "with": Bilingual("统账结合（有个人账户）", "with a personal account"),
                "without": Bilingual("单建统筹（没有个人账户）", "without a personal account"),
            },
            Bilingual(
                "按哪一种参保：统账结合（有个人账户，缴得多）还是单建统筹（没有个人账户，缴得少）？",
                "With a personal account (dearer) or without one (cheaper)?",
            ),
        ),
        Fact(
            "with_maternity",
            Bilingual("含生育保险", "maternity insurance included"),
            _YES_NO,
            Bilingual("缴费里含不含生育保险？", "Does the contribution include maternity insurance?"),
        ),
        Fact(
            "birth_year",
            Bilingual("出生的年度", "year of birth"),
            {
                "same": Bilingual("就是参保年度", "the insured year"),
                "both": Bilingual("是参保年度的上一年，两年都缴", "the year before it, and both are paid"),
                "next_only": Bilingual(
                    "是参保年度的上一年，只缴参保年度", "the year before it, and only the later one is paid"
                ),
                "other": Bilingual("更早，或者出生当年已参保", "earlier, or that year is insured already"),
            },
        ),
    )
}


STUDENT = "student"
CATEGORIES = {
    NEWBORN: Bilingual("新生儿", "newborn"),
    STUDENT: Bilingual("学生", "student"),
    "graduate_this_year": Bilingual("应届毕业生", "graduated this year"),
    "hardship": Bilingual("困难人员", "hardship"),
    "veteran": Bilingual("退役军人", "veteran"),
    "military_spouse": Bilingual("随军配偶", "military spouse"),
    "released": Bilingual("刑满释放人员", "released"),
    "moved_in": Bilingual("户口迁入人员", "moved in"),
    "returned": Bilingual("回国人员", "returned from abroad"),
    "retired": Bilingual("退休人员", "retired"),
}


def group_title(members: Iterable[str]) -> Bilingual:
    """The title of a group: does the person belong to one of its categories.

    >>> group_title({"student", "newborn"}).zh
    '属于新生儿／学生'
    """
    named = categories_text(members)
    return Bilingual(f"属于{named.zh}", f"one of: {named.en}")


def categories_text(members: Iterable[str]) -> Bilingual:
    """The names of categories of people, in one order whatever theirs is."""
    named = [CATEGORIES.get(member, Bilingual(member, member)) for member in sorted(members)]
    return Bilingual("／".join(each.zh for each in named), " / ".join(each.en for each in named))


def of_the_person(name: str) -> bool:
    """True for a fact that hangs on the person alone, so that it may decide which insured year is his."""
    return name == FRESHMAN or is_group(name)


def is_group(name: str) -> bool:
    """True for a fact `group:NAME`: does the person belong to one of the categories a pack puts under NAME."""
    return name.startswith(GROUP)


def title_of(name: str) -> Bilingual | None:
    """The title of a fact from the closed list, None for a measure (its pack names it) or a group."""
    fact = FACTS.get(name)
    return fact.title if fact else None


def values_of(name: str) -> tuple[str, ...] | None:
    """The values a fact may take; None for a number."""
    if is_group(name):
        return (YES, NO)
    fact = FACTS.get(name)
    return tuple(fact.values) if fact else None
