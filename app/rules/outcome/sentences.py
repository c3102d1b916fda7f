"""The sentences the rules module itself says, in both languages, where no pack supplies one."""

from __future__ import annotations

from app.rules.bilingual import Bilingual

ONLY_BASE_FROM_USER = Bilingual(
    "缴费基数按您提供的工资标准计算，以经办机构核定为准",
    "the contribution base is the wage you gave; the office settles the base",
)
BASE_LIMITED = Bilingual("按公布的基数{limit}计算", "taken at the published {limit} of the base")
LOWER_LIMIT, UPPER_LIMIT = Bilingual("下限", "lower limit"), Bilingual("上限", "upper limit")
PRINCIPAL = Bilingual("补缴本金 {months}（{count}个月）", "back payment {months} ({count} months)")
LATE_CHARGE = Bilingual("滞纳金 {month}（{days}天）", "late charge {month} ({days} days)")
PREMIUM = Bilingual("{year}年度居民医保个人缴费", "resident premium {year}, the person's share")
PREMIUM_MONTHS = Bilingual(
    "居民医保个人缴费 {months}（{count}个月）", "resident premium {months} ({count} months), the person's share"
)
ADVANCE = Bilingual("续缴 {months}（{count}个月）", "contributions {months} ({count} months)")
MONTHS_AHEAD = Bilingual(
    "现在缴费要一起缴{months}（{count}个月）：{formula} = {total}元。",
    " Paid now, {months} ({count} months) are due together: {formula} = {total} yuan.",
)
MONTHS_AHEAD_AT_LEAST = Bilingual(
    "现在缴费要一起缴{months}（{count}个月），至少：{formula} = {total}元；另有要缴的没有算进来，以税务核定为准。",
    " Paid now, {months} ({count} months) are due together, at least {formula} = {total} yuan; more that is not"
    " recorded comes on top.",
)
MONTHS_AHEAD_BETWEEN = Bilingual(
    "现在缴费要一起缴{months}（{count}个月）：看选的基数和档次，{low}元到{high}元。",
    " Paid now, {months} ({count} months) are due together: {low} to {high} yuan, by the base and tier one takes.",
)
MONTHS_AHEAD_FROM = Bilingual(
    "现在缴费要一起缴{months}（{count}个月）：最少{low}元，看选的基数和档次；最多多少没有收录。",
    " Paid now, {months} ({count} months) are due together: at least {low} yuan, by the base and tier one takes; the"
    " most is not recorded.",
)
MONTHS_AHEAD_WITHOUT_SUM = Bilingual(
    "现在缴费要一起缴{months}（{count}个月），金额请向税务或经办机构问清。",
    " Paid now, {months} ({count} months) are due together; ask the tax or insurance office for the sum.",
)
FREE_YEAR = Bilingual(
    "{year}年度居民医保（出生当年免缴）", "resident premium {year}, nothing due for the year of birth"
)
SUBSIDY = Bilingual("{year}年度财政补助部分（逾期由个人承担）", "resident subsidy {year}, borne by the late payer")
REPAIR = Bilingual("缴费修复 {years}年", "repair of {years} years")
OFFICE_OWN = Bilingual("本机构记的，规则包没有收录", "kept by the office, no pack records it")
OFFICE_WINDOW = Bilingual(
    "{year}年度的集中参保期（{opens}至{closes}）是本机构自己记的，规则包没有收录",
    "the enrolment window for {year} ({opens} to {closes}) is the office's own, no pack records it",
)
OFFICE_FIGURE_REPLACED = Bilingual(
    "本机构记的“{figure}”（{own}元）不再使用，规则包已收录（{recorded}元）",
    "the office's own “{figure}” ({own} yuan) is not used any more, the pack now records it ({recorded} yuan)",
)
OFFICE_WINDOW_REPLACED = Bilingual(
    "本机构记的{year}年度集中参保期（{own}）不再使用，规则包已收录（{recorded}）",
    "the office's own enrolment window for {year} ({own}) is not used any more, the pack now records it ({recorded})",
)
OLD_TEXT = Bilingual("{text}；文本日期较早（{year}年），请核对", "{text}; an early text ({year}), please check")
USERS_OWN = Bilingual("用户提供", "given by the user")
CAP_DISPUTED = Bilingual(
    "逾期超过2000天，滞纳金是否以本金为限有不同判决：不封顶 {uncapped} 元，以本金为限 {capped} 元",
    "more than 2000 days late; courts differ on whether the charge stops at the principal:"
    " {uncapped} without a cap, {capped} with one",
)
IN_VAIN = Bilingual(
    "等待期（或起始日）到{day}仍未结束，这一年度得不到待遇",
    "the wait is not over by {day}; nothing is paid in that year",
)
NO_COVER = Bilingual(
    "现在缴费，{year}年度也得不到待遇", "paid now, nothing is paid for treatment in the insured year {year} either"
)
FIGURE_MISSING = Bilingual(
    "缺少“{figure}”，无法算出费用；请向经办机构或税务部门问到数字后填入，本程序不替您猜",
    "no cost, for “{figure}” is not recorded: ask the office and fill it in, the program does not guess",
)
FIGURE_NAMES = {
    "base": Bilingual("本人缴费基数", "the person's contribution base"),
    "rate:employee": Bilingual("职工医保缴费比例（单位＋个人）", "employee rate (unit and person)"),
    "rate:flexible": Bilingual("灵活就业人员缴费比例", "flexible rate"),
    "base_low": Bilingual("缴费基数下限", "lower limit of the base"),
    "base_high": Bilingual("缴费基数上限", "upper limit of the base"),
    "average_wage": Bilingual("上上年度全口径月平均工资", "average monthly wage of the year before last"),
    "rate:unit": Bilingual("职工医保单位缴费比例", "the unit's part of the employee rate"),
    "rate:lump": Bilingual("一次性补足年限的缴费比例", "rate for paying missing years at once"),
    "reference_wage": Bilingual("缴费工资基准", "reference wage"),
    "resident_premium": Bilingual("居民医保个人缴费标准", "resident premium, the person's share"),
    "resident_month_premium": Bilingual("居民医保每月个人缴费", "resident premium a month, the person's share"),
    "resident_subsidy": Bilingual("居民医保财政补助标准", "resident subsidy"),
    "late_charge": Bilingual("滞纳金比例", "rate of the late charge"),
    "serious_illness": Bilingual("大额（大病）医疗费", "serious-illness fee"),
    "long_term_care": Bilingual("长期护理保险费", "long-term care premium"),
    "price": Bilingual("补缴的价格规定", "the rule on the price of a back payment"),
}
NOT_RECORDED = Bilingual(
    "本程序没有收录适用于这一天的规定，须向经办机构确认",
    "no rule in force on that day is recorded; the office must be asked",
)
UNRECORDED_QUESTION = Bilingual(
    "这种情形当地怎么规定：能不能补缴、从哪天起报销、断缴期间的费用由谁承担？",
    "What is the local rule for this case: may the months be paid, from which day are costs paid, who bears the gap?",
)
CONFIRM = Bilingual("请确认这一条在当地是否适用：{rule}", "Please confirm that this holds here: {rule}")


def rule_to_confirm(question: Bilingual) -> Bilingual | None:
    """The rule that a question asks to confirm; None for any other question.

    >>> rule_to_confirm(CONFIRM.filled(rule=Bilingual("不等待", "no wait")))
    Bilingual(zh='不等待', en='no wait')
    >>> rule_to_confirm(UNRECORDED_QUESTION) is None
    True
    """
    before = CONFIRM.filled(rule="")
    if not question.zh.startswith(before.zh):
        return None
    return Bilingual(question.zh.removeprefix(before.zh), question.en.removeprefix(before.en))


ASK_OFFICE = Bilingual("当地医保经办机构", "the local medical-insurance office")
CAUSE_QUESTION = Bilingual("{month} 起的断缴是什么原因？", "Why did the contributions stop in {month}?")
BIRTH_QUESTION = Bilingual("出生日期是哪一天？", "What is the date of birth?")
SINCE_QUESTION = Bilingual(
    "从哪一天起是{who}（退役、释放、毕业、认定、迁入或回国的日子）？",
    "From which day has this held: {who} (day of discharge, release, graduation, grant, moving in or return)?",
)
RECORD_BEGINS_QUESTION = Bilingual(
    "这份记录是从第一次参加医保开始的吗？（以前断过没有，会改变结果）",
    "Does this record begin with the first enrolment ever? (an earlier lapse would change the outcome)",
)
CATEGORY_QUESTION = Bilingual(
    "退休时按工人（原50岁）还是管理技术岗位（原55岁）？",
    "Will she retire as a worker (formerly at 50) or from a managerial or technical post (formerly at 55)?",
)
UNEMPLOYMENT_QUESTION = Bilingual(
    "{month}断缴后，是否在领取失业保险金？（领取期间由失业保险基金缴费，不算断缴）",
    "Was unemployment benefit drawn from {month} on? (its fund then pays the contributions, and nothing lapses)",
)
WINDOW_QUESTION = Bilingual(
    "{day}缴{year}年度的居民医保，在不在当地的集中参保期内？（没有收录，请问经办或税务）",
    "Does a payment on {day} for {year} fall into the local enrolment window? (not recorded; ask the office or the tax"
    " office)",
)
CREDITED_QUESTION = Bilingual(
    "{month}的医保费是哪一天到账的？（到账日不同，等待期的算法不同）",
    "On which day was the contribution for {month} credited? (the wait depends on it)",
)
CREDITED_YEAR_QUESTION = Bilingual(
    "{year}年度的居民医保费是哪一天缴的？（缴费日不同，等待期的算法不同）",
    "On which day was the resident premium for {year} paid? (the wait depends on it)",
)
EXEMPT_QUESTION = Bilingual(
    "{who}在当地是不是免等待期（或有优惠）的人员？（名单由当地规定，没有收录）",
    "Is this person ({who}) exempt from the wait, or favoured, in that place? (the local list is not recorded)",
)
MONTHS_PAID = Bilingual("{months}已缴", "{months} paid")
MONTHS_UNPAID = Bilingual("{months}未缴", "{months} not paid")
MONTHS_QUESTION = Bilingual("{months} 这几个月是否已经缴费到账？", "Were the months {months} paid and credited?")
TODAY_COVERED = Bilingual("{month}有缴费记录，也没有在等待期里", "{month} is paid, and no waiting period is running")
TODAY_REDUCED = Bilingual(
    "在等待期里，按正常待遇的{percent}%报销", "a waiting period is running; {percent} % of normal benefits is paid"
)
TODAY_WAIT_OVER = Bilingual("断缴后的等待期已经过了", "the waiting period after the lapse is over")
TODAY_WAITING = Bilingual("还在断缴后的等待期里，到{day}为止", "a waiting period after the lapse runs until {day}")
TODAY_WAIT_UNKNOWN = Bilingual(
    "断缴后从{day}续上，有没有等待期、等到哪天，当地规定没有收录或取决于到账日，请问经办",
    "paid on again from {day} after a lapse; whether a wait runs, and until when, is not recorded or depends on the day"
    " of payment, ask the office",
)
TODAY_FIRST_WAIT_UNKNOWN = Bilingual(
    "参保时间还短，首次参保有没有等待期要问经办",
    "insured for a short time only; ask the office whether a first wait runs",
)
TODAY_OTHER_SCHEME = Bilingual(
    "换了参保的险种不久，要不要等待要问经办", "the kind of insurance changed lately; ask the office whether a wait runs"
)
TODAY_ENDED = Bilingual("断缴后，报销到{day}为止", "after the lapse benefits ended on {day}")
TODAY_UNLESS_BENEFIT = Bilingual("{reason}；在领失业保险金的除外", "{reason}, unless unemployment benefit is drawn")
TODAY_NOT_PAID = Bilingual("{month}起没有缴费", "nothing is paid from {month} on")
TODAY_RUNS_ON = Bilingual(
    "{month}没有缴费，按规定还能报销到{day}", "{month} is not paid; by the rule benefits run on until {day}"
)
TODAY_RUNS_ON_REFERENCE = Bilingual(
    "{month}没有缴费；参考资料说还能报销到{day}，当地规定没有收录，请问经办",
    "{month} is not paid; a reference says until {day}, the local rule is not recorded, ask the office",
)
TODAY_NOTHING_RECORDED = Bilingual(
    "缴费记录还是空的，看不出有没有参保", "the record is still empty, so it does not tell whether there is cover"
)
TODAY_NOT_ENROLLED = Bilingual(
    "还没有参保；在规定的日子以前参保的新生儿，可能从出生之日起报销",
    "not enrolled yet; a newborn enrolled in time may be covered from the day of birth",
)
TODAY_PARTLY_PAID = Bilingual(
    "记录里只有没有缴足的月份，算不算参保要问经办机构",
    "the record has only months that were not paid in full; ask the office whether they count",
)
TODAY_RETIRED = Bilingual(
    "已退休的人够了年限不用再缴费，记录里没有缴费不等于没有待遇，请向经办机构核对",
    "who has retired with enough years pays no more, so unpaid months do not mean no cover; ask the office",
)
TODAY_NEVER_COVERED = Bilingual("到现在为止，缴费记录里没有参保过", "the record has no month of cover up to now")
TODAY_UNKNOWN = Bilingual("{months}缴没缴还不清楚", "it is not known whether {months} was paid")
STALE = Bilingual(
    "{name}规则包只覆盖到 {until}，{as_of} 之后的答案不可靠，请更新规则包",
    "the pack of {name} claims dates until {until} only; answers for {as_of} are not reliable, update the pack",
)
BEFORE_CLAIM = Bilingual("{name}规则包从 {since} 起才有记录", "the pack of {name} has rules from {since} only")
NO_OWN_PACK = Bilingual(
    "{requested} 没有自己的规则包，按{name}的规定计算，当地规定须向经办机构核对",
    "{requested} has no pack of its own; the rules of {name} are used, check the local ones with the office",
)
REFERENCE_ONLY = Bilingual(
    "这是参考结果：当地规定未收录或依据不足，日期和金额须经办机构确认后才能作准",
    "a reference only: the local rule is not recorded or rests on weak sources;"
    " the office must confirm dates and amounts",
)
UNSETTLED_MONTHS = Bilingual(
    "{months} 缴没缴还不清楚，或还没到账。缴了就没断，没缴就断了，先查清再定",
    "{months} are unknown or not credited yet: paid, nothing lapsed; not paid, they lapsed; find out first",
)
PARTLY_PAID = Bilingual("{months} 未足额到账，按未缴处理", "{months} were not paid in full and count as unpaid")
OUTCOMES = {
    "yes": Bilingual("能办", "yes"),
    "no": Bilingual("办不了", "no"),
    "ask": Bilingual("须经办确认", "ask the office"),
    "kept": Bilingual("连续计算", "kept"),
    "restarts": Bilingual("重新计算", "restarts"),
}
BEARERS = {
    "fund": Bilingual("医保基金", "the fund"),
    "employer": Bilingual("用人单位", "the employer"),
    "self": Bilingual("个人", "the person"),
    "ask": Bilingual("须经办确认", "ask the office"),
}
NO_WAIT = Bilingual("无等待期", "no wait")
WAIT_OF_MONTHS = Bilingual("等待{n}个月", "wait of {n} months")
WAIT_OF_DAYS = Bilingual("等待{n}天", "wait of {n} days")
NOT_SETTLED = Bilingual("未定", "not settled")
PRESENT_PRICE = Bilingual("按目前的价格规定", "at the present price rule")
OTHER_PRICE = Bilingual("价格规定改变，届时须重新计算", "the price rule changes, work the cost out anew then")
WAIT_UNSETTLED = Bilingual(
    "当地文件对变动等待期怎么数说法不一：按较长的{longer}个月安排，也可能是{shorter}个月",
    "local texts conflict on how the variable wait is counted:"
    " rely on the longer {longer} months; {shorter} is possible",
)
EXTRA = Bilingual("{name} {years}", "{name} {years}")
DUPLICATE_MONTHS = Bilingual(
    "有的月份出现两条已缴记录，请向经办机构核对是不是重复参保",
    "some months are recorded as paid twice; ask the office whether this is duplicate cover",
)
PAID_TWICE = Bilingual(
    "{months}居民医保和{scheme}都有：同一时间只能享受一份待遇，看病按哪一份报请问经办机构。{refund}",
    "{months}: resident insurance and {scheme} both; benefits are drawn once, ask the office which of them pays."
    " {refund}",
)
PAID_AHEAD = Bilingual(
    "{year}年度的居民医保已经缴了，又参加了{scheme}：到时只能享受一份待遇。{refund}",
    "resident insurance for {year} is paid already, and {scheme} has begun; benefits will be drawn once. {refund}",
)
REFUND_BY = Bilingual(
    "用不上的居民医保费，在{day}以前可以申请退，年度开始以后不退（{text}）；退费找税务部门",
    "A resident premium that is not needed is refunded until {day}, not once the year has begun ({text}); the tax"
    " office handles it",
)
REFUND_ANY_TIME = Bilingual(
    "用不上的居民医保费可以申请退（{text}）；退费找税务部门",
    "A resident premium that is not needed is refunded ({text}); the tax office handles it",
)
NO_REFUND = Bilingual(
    "这一年度已经开始，居民医保费按规定不退（{text}）",
    "That year has begun, and by the rule its premium is not refunded ({text})",
)
ASK_REFUND = Bilingual(
    "居民医保费能不能退、最晚哪天申请，请问经办机构和税务部门",
    "Ask the office and the tax office whether the resident premium is refunded, and until when",
)
PAID_BY_FUND = Bilingual(
    "{months}由失业保险基金缴费，不算断缴。停领失业保险金以后，从{then}起要接着缴（新单位、灵活就业或居民）；要不要等待、"
    "最晚哪天办，见各个办法",
    "{months} were paid by the unemployment fund, and nothing lapsed. Once the benefit ends payment must go on from"
    " {then} (a new unit, flexible, or resident insurance); the wait, and until when to act,"
    " stand with each way",
)
OWED_BESIDE = Bilingual(
    "{months}单位欠缴职工医保，这几个月有居民医保：看病先按居民医保报。补缴由单位办；单位补缴以后，职工医保比居民医保多报的部分"
    "由基金补还是由单位赔，请问经办机构",
    "{months}: the unit owes employee insurance while resident insurance is paid, which pays treatment meanwhile. The"
    " unit is to pay the arrears; ask the office whether the fund or the unit then makes up what employee insurance"
    " would have paid more",
)
DIFFERENCE_QUESTION = Bilingual(
    "{first}至{last}住院按居民医保报了；单位补缴以后，按职工医保本来能多报的部分由谁出、怎么算？",
    "The stay from {first} to {last} was paid by resident insurance; once the unit has paid its arrears, who makes up"
    " what employee insurance would have paid more, and how is it worked out?",
)
OFFICE_DECISION = Bilingual("经办核定", "decided by the office")
DECIDED_BECAUSE = Bilingual("经办核定：{reason}", "decided by the office: {reason}")
DECIDED_BY = Bilingual("经办核定：{reason}（{record}）", "decided by the office: {reason} ({record})")
DECIDED_AMOUNT = Bilingual("经办核定的应缴金额", "amount to pay, as decided by the office")
BIRTH_BILL_QUESTION = Bilingual(
    "{day}生育的医疗费和生育津贴，按这个办法能不能报、能不能补报？",
    "Are the costs and the allowance of a birth on {day} paid, or paid later, this way?",
)
STAY_BILL_QUESTION = Bilingual(
    "{first}至{last}住院的费用，整张账单怎么结算、谁承担？",
    "How is the whole bill of a stay from {first} to {last} settled, and who bears it?",
)
ALREADY_RESUMED = Bilingual(
    "已经续上缴费，补缴只影响断缴的月份；现在的待遇不受这次补缴的日子影响",
    "contributions have been resumed; paying now settles the lapsed months only and does not move present benefits",
)
NOTHING_THAT_YEAR = Bilingual("这一参保年度得不到待遇", "nothing is paid in that insured year")
FROM_NEW_YEAR = Bilingual("从参保年度第一天起算", "counted from the first day of the insured year")
FROM_PAYMENT = Bilingual(
    "从缴费那天起算，晚一天恢复就晚一天", "counted from the payment, every day later delays cover by a day"
)
PLAN_IN_PAST = Bilingual(
    "拟缴费日 {pay_on} 已经过去；如果当时没有缴，请改成今后的日子再看",
    "the planned payment day {pay_on} is over; if nothing was paid then, choose a later day",
)
CAUSE_OF_NO_LAPSE = Bilingual(
    "填了 {month} 起断缴的原因，但那个月没有断缴，这一条没有用上",
    "a cause is given for a lapse from {month}, but nothing lapses then; it was not used",
)
