"""Four worked cases with hand-written assessments, for the tests of the papers; no rules are run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, ChannelKind, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Assessment,
    Assumption,
    Caution,
    Change,
    Channel,
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
    Step,
    Today,
)
from app.rules.outcome.ranking import ranked
from app.rules.record.case import Case, Cause, Person, Plan, Sex
from app.rules.record.fact_name import FactName
from app.rules.record.history import History, Period, Scheme
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span

AS_OF = date(2026, 11, 22)
TAIYUAN = "140100"

ARTICLE_A = Source(
    id="web-a",
    title="医疗保险中间断交可以补交吗？山西太原职工医保断交怎么补缴",
    issuer="社保网",
    number="",
    dated="2025-05-18",
    address="",
    grade=Grade.WEB,
)
ARTICLE_B = Source(
    id="web-b",
    title="职工医保断缴后补缴的办理和待遇",
    issuer="网络文章",
    number="",
    dated="2025-04-02",
    address="",
    grade=Grade.WEB,
)
LAW = Source(
    id="ssl",
    title="中华人民共和国社会保险法",
    issuer="全国人大常委会",
    number="2018年修正",
    dated="2018-12-29",
    address="flk.npc.gov.cn",
    grade=Grade.A,
)
NOTICE_38 = Source(
    id="38",
    title="国务院办公厅关于健全基本医疗保险参保长效机制的指导意见",
    issuer="国务院办公厅",
    number="国办发〔2024〕38号",
    dated="2024-07-26",
    address="www.gov.cn",
    grade=Grade.A,
)
AGENCY_RULES = Source(
    id="753",
    title="社会保险经办条例",
    issuer="国务院",
    number="国务院令第765号",
    dated="2023-08-16",
    address="flk.npc.gov.cn",
    grade=Grade.A,
)

PACKS = (
    PolicyUsed(
        TAIYUAN,
        Bilingual("太原市", "Taiyuan"),
        "2026.1",
        "3f2a91c0d4e85b6790aabbccddeeff00112233445566778899aabbccddeeff00",
        False,
        TAIYUAN,
        Bilingual("本市职工、灵活就业断缴细则未收录", "the city's own rules on lapses are not recorded"),
    ),
    PolicyUsed(
        "140000",
        Bilingual("山西省", "Shanxi"),
        "2026.1",
        "8be07712c4d1f00a90aabbccddeeff00112233445566778899aabbccddeeff01",
        False,
        TAIYUAN,
        Bilingual("缴费基数有正式文件", "the contribution base has an official text"),
    ),
    PolicyUsed(
        "000000",
        Bilingual("全国", "national"),
        "2026.2",
        "c55d20e7a1b2c3d490aabbccddeeff00112233445566778899aabbccddeeff02",
        False,
        TAIYUAN,
        Bilingual("国家规定", "national rules"),
    ),
)

ID_CARD = RequiredDocument(
    "id_card",
    Bilingual("有效身份证件", "Identity document"),
    Bilingual("原件", "original"),
    1,
    Bilingual("本人持有", "your own"),
    Bilingual("核对身份", "to check who you are"),
    Bilingual("医保电子凭证、社会保障卡", "electronic medical insurance code or social security card"),
    Bilingual("当场办不了", "cannot be handled on the day"),
    (AGENCY_RULES,),
    Grade.A,
)
LABOUR = RequiredDocument(
    "labour",
    Bilingual("断缴期间的劳动关系证明（劳动合同）", "Proof of employment during the lapse"),
    Bilingual("原件和复印件各", "original and copy, each"),
    1,
    Bilingual("所在单位人事部门", "the employer's personnel office"),
    Bilingual("证明断缴的月份您仍在单位上班，应由单位补缴", "shows that the employer owed the months"),
    Bilingual("工资单、工资银行流水", "pay slips or bank statement of wages"),
    Bilingual("可先向劳动监察（12333）投诉，再补交", "complain to labour inspection (12333) first"),
    (ARTICLE_A,),
    Grade.WEB,
)
APPLICATION = RequiredDocument(
    "application",
    Bilingual("单位补缴申请表（加盖公章）", "Employer's application for back payment, sealed"),
    Bilingual("原件", "original"),
    2,
    Bilingual("经办窗口领取，或由单位从单位网厅下载", "at the window or from the employer's online hall"),
    Bilingual("由单位申报要补的月份和缴费基数", "states the months and the base"),
    None,
    Bilingual("单位不肯出具的，凭劳动合同请税务部门催缴", "ask the tax authority to collect"),
    (ARTICLE_B,),
    Grade.WEB,
)
BILLS = RequiredDocument(
    "bills",
    Bilingual("断缴期间的医疗费发票、费用清单、出院记录", "Receipts, list of charges, discharge record"),
    Bilingual("原件", "original"),
    1,
    Bilingual("就诊医院的收费处、病案室", "the hospital's cashier and records office"),
    Bilingual("补缴后申请手工（零星）报销", "for reimbursement after back payment"),
    Bilingual("电子发票打印件", "printed electronic invoice"),
    Bilingual("没看过病的不用带", "not needed if you were not treated"),
    (AGENCY_RULES,),
    Grade.A,
)

HOTLINE = Bilingual(
    "医保服务热线 12393（工作日 8:30–12:00、14:00–17:30）", "medical insurance hotline 12393 (working days)"
)
CHANNELS = (
    Channel(
        "city-hall",
        ChannelKind.HALL,
        Bilingual("市政务服务中心", "city service centre"),
        Bilingual("补缴、续保", "back payment and resuming"),
        "0351-0000000",
        "某街1号",
        (LAW,),
        Grade.A,
    ),
)
STEPS = (
    Step(
        "ask",
        Bilingual("先打电话或到窗口，把“要向经办机构问清的事”逐条问清，记下谁答的。", "Ask the questions below first."),
        HOTLINE,
        (),
        Grade.DERIVED,
    ),
    Step(
        "declare",
        Bilingual(
            "请单位向医保经办机构申报补缴2026年9月、10月。", "Have the employer declare September and October 2026."
        ),
        Bilingual("太原市医保经办窗口，或单位网厅", "the office's window or the employer's online hall"),
        (ARTICLE_B,),
        Grade.WEB,
    ),
    Step(
        "pay",
        Bilingual("单位把补缴的钱缴给税务部门，留好缴费凭证。滞纳金由单位出，不得让职工分担。", "The employer pays."),
        Bilingual("电子税务局、办税服务厅；缴费咨询 12366", "tax authority; 12366"),
        (LAW,),
        Grade.A,
    ),
    Step(
        "check",
        Bilingual("钱到账后查一次缴费记录，确认9月、10月已补上，再拿断缴期间的发票去报销。", "Check your record."),
        Bilingual("“国家医保服务平台”App，全天可查", "the national app"),
        (),
        Grade.DERIVED,
    ),
)


def _months(first: str, last: str) -> Span:
    return Span(Month.parse(first), Month.parse(last))


def zhang() -> tuple[Case, Assessment, Option]:
    """张先生, Taiyuan: his employer missed two months; a reference outcome with a disagreement and a question."""
    paid = Period(Scheme.EMPLOYEE, _months("2019-03", "2026-08"), TAIYUAN, base=Decimal(6500))
    case = Case(
        region=TAIYUAN,
        person=Person("张先生", "140105198806151234", date(1988, 6, 15), Sex.MALE),
        history=History.of([paid]),
        causes={Month.parse("2026-09"): Cause.EMPLOYER},
        plan=Plan(Scheme.EMPLOYEE, date(2026, 11, 25), back_pay=True),
    )
    option = Option(
        id=OptionId.EMPLOYER_BACK_PAYS,
        resume_as=Scheme.EMPLOYEE,
        pay_on=date(2026, 11, 25),
        back_pay=True,
        repair_years=0,
        insured_year=None,
        lapse=_months("2026-09", "2026-10"),
        verdict=Verdict.ASK,
        reference=True,
        cost=Cost(
            Decimal("1300.00"),
            Decimal("32.83"),
            Decimal(0),
            (
                CostLine(
                    Bilingual("补缴2026年9月、10月（单位和个人合计）", "two months, both shares"),
                    "6500.00 × 10% × 2个月",
                    Decimal("1300.00"),
                    "user",
                    Bearer.EMPLOYER,
                    users_own=True,
                ),
                CostLine(
                    Bilingual("滞纳金", "late charge"),
                    "650.00 × 0.05% × (56天 + 45天)",
                    Decimal("32.83"),
                    "ssl",
                    Bearer.EMPLOYER,
                ),
            ),
        ),
        waiting=None,
        benefits_from=date(2026, 12, 1),
        benefits_until=None,
        cover=(
            CoverSegment(date(2026, 9, 1), date(2026, 11, 30), 100, "all", Scheme.EMPLOYEE, Bearer.FUND),
            CoverSegment(date(2026, 12, 1), None, 100, "all", Scheme.EMPLOYEE, Bearer.FUND),
        ),
        gap_costs=Bearer.FUND,
        continuity="kept",
        personal_account="not_credited",
        maternity_months=None,
        documents=(ID_CARD, LABOUR, APPLICATION, BILLS),
        steps=STEPS,
        channels=CHANNELS,
        reasons=(
            Reason(
                Matter.SUSPENSION,
                "000000/suspension/next-month",
                Bilingual("停缴的次月起停止支付待遇。", "Benefits stop in the month after the last one paid."),
                (),
                (ARTICLE_B,),
                Grade.WEB,
                True,
            ),
            Reason(
                Matter.BACK_PAYMENT,
                "000000/back_payment/employer",
                Bilingual(
                    "单位没有按时足额缴费的，由单位补缴，并从欠缴之日起按日加收万分之五的滞纳金。",
                    "An employer that did not pay must pay, with 0.05 % a day.",
                ),
                (Bilingual("断缴原因：单位未按时缴费", "cause: the employer did not pay"),),
                (LAW,),
                Grade.A,
                True,
            ),
            Reason(
                Matter.COVER,
                "000000/cover/employer-fault",
                Bilingual(
                    "因单位原因断缴、断缴3个月以内的，补缴后次月恢复待遇。",
                    "Employer's fault and up to 3 months: benefits from the next month.",
                ),
                (
                    Bilingual("断缴原因：单位未按时缴费", "cause: the employer did not pay"),
                    Bilingual("未缴月数：2 ≤ 3", "unpaid months: 2 ≤ 3"),
                ),
                (ARTICLE_A,),
                Grade.WEB,
                True,
            ),
            Reason(
                Matter.GAP_COSTS,
                "000000/gap_costs/employer-fault",
                Bilingual("断缴期间的费用可追溯报销。", "Costs in the gap are reimbursed."),
                (),
                (ARTICLE_A,),
                Grade.WEB,
                True,
            ),
            Reason(
                Matter.CONTINUITY,
                "000000/continuity/paid-back",
                Bilingual("补缴的月份计入缴费年限，累计年限不因断缴清零。", "Paid-back months count."),
                (),
                (LAW, ARTICLE_B),
                Grade.WEB,
                True,
            ),
        ),
        disagreements=(
            Disagreement(
                Matter.GAP_COSTS,
                Bilingual(
                    "另一篇文章说，断缴期间的医疗费即使补缴也不予报销；同一篇后文又说3个月以内可以追溯。",
                    "Another article says costs in the gap are never reimbursed.",
                ),
                ARTICLE_B,
            ),
        ),
        assumptions=(
            Assumption(
                "A1", Bilingual("“断缴几个月”按没有缴费的自然月数算，含首尾两月", "unpaid calendar months are counted")
            ),
            Assumption("A15", Bilingual("滞纳金从费款所属月的次月1日起算", "the late charge runs from the next 1st")),
        ),
        questions=(
            OfficeQuestion(
                Bilingual(
                    "单位补缴2个月后，断缴期间的医疗费能不能追溯报销？要在几天内申请？",
                    "Are costs in the gap reimbursed, and until when must one apply?",
                ),
                Bilingual("太原市医保经办机构，12393", "the Taiyuan office, 12393"),
            ),
            OfficeQuestion(
                Bilingual("补缴后是次月恢复，还是当月恢复？", "Do benefits start this month or next?"),
                Bilingual("太原市医保经办机构，12393", "the Taiyuan office, 12393"),
            ),
        ),
        pay_by=date(2026, 11, 30),
        changes=(
            Change(
                date(2026, 12, 1), "waiting", Bilingual("不用等待", "no wait"), Bilingual("可能要等1至6个月", "a wait")
            ),
        ),
    )
    assessment = Assessment(
        as_of=AS_OF,
        policies=PACKS,
        lapses=tuple(LapseFinding(lapse, date(2026, 8, 31)) for lapse in find_lapses(case, AS_OF)),
        cumulative_months={Scheme.EMPLOYEE: 90},
        consecutive_months=0,
        planned=option,
        options=(option, _resume(option)),
        ranking=ranked(option, (option, _resume(option)), Scheme.EMPLOYEE),
        today=Today(
            Verdict.NO, None, None, Bilingual("断缴后，报销到2026年8月31日为止", "benefits ended on 2026-08-31")
        ),
        retirement=None,
        incentives=Incentives(0, None, ()),
        missing_facts=(),
        warnings=(
            Caution(
                "law-2027",
                Bilingual(
                    "《医疗保障法》2027年1月1日起施行，12月以后办理的，请先问新规定。",
                    "The new law is in force from 1 January 2027.",
                ),
            ),
            Caution(
                "reference",
                Bilingual("单位要您自己出滞纳金或单位那份钱的，可以拒绝。", "You need not bear the employer's share."),
            ),
        ),
    )
    return case, assessment, option


def _resume(option: Option) -> Option:
    return replace(
        option,
        id=OptionId.RESUME_WITHOUT_BACK_PAY,
        back_pay=False,
        cost=Cost(Decimal(0), Decimal(0), Decimal(0), ()),
        gap_costs=Bearer.SELF,
        continuity="restarts",
        pay_by=None,
        changes=(),
        disagreements=(),
    )


def li() -> tuple[Case, Assessment, Option]:
    """李女士, Taiyuan, flexible: four months, a six-month reference wait."""
    _, assessment, option = zhang()
    paid = Period(Scheme.FLEXIBLE, _months("2022-01", "2026-06"), TAIYUAN, base=Decimal(4198))
    case = Case(
        region=TAIYUAN,
        person=Person("李女士", None, date(1990, 5, 1), Sex.FEMALE),
        history=History.of([paid]),
        plan=Plan(Scheme.FLEXIBLE, date(2026, 11, 25)),
    )
    option = replace(
        option,
        id=OptionId.RESUME_WITHOUT_BACK_PAY,
        resume_as=Scheme.FLEXIBLE,
        back_pay=False,
        lapse=_months("2026-07", "2026-10"),
        cost=None,
        waiting=Waiting(6, None, 6, 0, date(2026, 11, 1), date(2027, 4, 30), 0),
        benefits_from=date(2027, 5, 1),
        cover=(
            CoverSegment(date(2026, 7, 1), date(2027, 4, 30), 0, "all", Scheme.FLEXIBLE, Bearer.SELF),
            CoverSegment(date(2027, 5, 1), None, 100, "all", Scheme.FLEXIBLE, Bearer.FUND),
        ),
        gap_costs=Bearer.SELF,
        continuity="restarts",
        documents=(ID_CARD,),
        steps=(STEPS[0], STEPS[3]),
        reasons=(
            Reason(
                Matter.COVER,
                "000000/cover/flexible-3-6",
                Bilingual(
                    "灵活就业断缴3至6个月，要等6个月才恢复待遇。", "Flexible, 3 to 6 months: 6 months of waiting."
                ),
                (Bilingual("未缴月数：4，在3至6之间", "unpaid months: 4, between 3 and 6"),),
                (ARTICLE_A,),
                Grade.WEB,
                True,
            ),
        ),
        disagreements=(),
        pay_by=date(2026, 12, 31),
        changes=(),
    )
    return case, _alone(assessment, case, option), option


def resident() -> tuple[Case, Assessment, Option]:
    """A resident who paid 2024, skipped 2025 and pays for 2026 inside the window: three months from 1 January."""
    _, assessment, option = zhang()
    paid = Period(Scheme.RESIDENT, _months("2020-01", "2024-12"), TAIYUAN)
    case = Case(region=TAIYUAN, person=Person("王𬭚", "14010519950615123X"), history=History.of([paid]))
    option = replace(
        option,
        id=OptionId.JOIN_RESIDENT_NEXT_YEAR,
        resume_as=Scheme.RESIDENT,
        pay_on=date(2025, 12, 10),
        back_pay=False,
        insured_year=2026,
        lapse=_months("2025-01", "2025-11"),
        verdict=Verdict.YES,
        reference=False,
        cost=Cost(
            Decimal("400.00"),
            Decimal(0),
            Decimal(0),
            (CostLine(Bilingual("2026年度个人缴费", "2026 premium"), "400.00", Decimal("400.00"), "x", Bearer.SELF),),
        ),
        waiting=Waiting(3, None, 3, 0, date(2026, 1, 1), date(2026, 3, 31), 0),
        benefits_from=date(2026, 4, 1),
        benefits_until=date(2026, 12, 31),
        cover=(
            CoverSegment(date(2025, 1, 1), date(2026, 3, 31), 0, "all", Scheme.RESIDENT, Bearer.SELF),
            CoverSegment(date(2026, 4, 1), date(2026, 12, 31), 100, "all", Scheme.RESIDENT, Bearer.FUND),
        ),
        gap_costs=Bearer.SELF,
        continuity="restarts",
        documents=(ID_CARD,),
        steps=(STEPS[3],),
        reasons=(
            Reason(
                Matter.COVER,
                "000000/cover/resident",
                Bilingual("未连续参保的，设固定待遇等待期3个月，从2026年1月1日算起。", "A fixed wait of 3 months."),
                (Bilingual("断保年数：1", "unpaid years: 1"),),
                (NOTICE_38,),
                Grade.A,
                False,
            ),
        ),
        disagreements=(),
        questions=(),
        assumptions=(),
        pay_by=date(2025, 12, 31),
        changes=(
            Change(
                date(2026, 1, 1),
                "waiting",
                Bilingual("等到3月31日", "31 March"),
                Bilingual("自缴费起等3个月", "3 months"),
            ),
        ),
    )
    made = _alone(replace(assessment, as_of=date(2025, 12, 5), warnings=()), case, option)
    return case, made, option


def refused() -> tuple[Case, Assessment, Option]:
    """张先生 wants to pay the months himself, which cannot be done."""
    case, assessment, option = zhang()
    reason = Reason(
        Matter.BACK_PAYMENT,
        "000000/back_payment/not-the-person",
        Bilingual(
            "单位欠缴的月份只能由单位补缴，个人不能代缴。", "Months an employer owes are paid by the employer only."
        ),
        (),
        (LAW,),
        Grade.A,
        True,
    )
    no = replace(
        option,
        id=OptionId.PERSON_BACK_PAYS,
        verdict=Verdict.NO,
        reference=False,
        cost=None,
        benefits_from=None,
        cover=(),
        documents=(),
        steps=(),
        reasons=(reason,),
        disagreements=(),
        assumptions=(),
        questions=(),
        pay_by=None,
        changes=(),
    )
    return case, replace(with_ways(assessment, no, no, *assessment.options), warnings=()), no


def undecided() -> tuple[Case, Assessment, Option]:
    """张先生 does not know why nobody paid, so that dates and sums stay open."""
    case, assessment, option = zhang()
    case = replace(case, causes={})
    open_option = replace(
        option,
        reference=False,
        benefits_from=None,
        cost=None,
        gap_costs=Bearer.ASK,
        continuity="ask",
        pay_by=None,
        changes=(),
    )
    missing = MissingFact(
        FactName("lapse_cause:2026-09"),
        Bilingual("2026年9月起没有缴费，是单位没缴，还是您已经离职？", "Did the employer not pay, or had you left?"),
        ("employer", "left_job"),
        ("gap_costs", "cost"),
    )
    made = _alone(assessment, case, open_option)
    return case, replace(made, missing_facts=(missing,)), open_option


def _alone(assessment: Assessment, case: Case, option: Option) -> Assessment:
    findings = tuple(LapseFinding(lapse, None) for lapse in find_lapses(case, assessment.as_of))
    return replace(with_ways(assessment, option, option), lapses=findings)


def with_ways(assessment: Assessment, planned: Option | None, *options: Option) -> Assessment:
    """The assessment with another plan and other options, ranked as `assess` ranks them."""
    ranking = ranked(planned, options, Scheme.EMPLOYEE)
    return replace(assessment, planned=planned, options=options, ranking=ranking)
