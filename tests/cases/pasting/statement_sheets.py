"""Statements made anew in the layouts that offices use, with what is true of each month; all people are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.rules.record.months import Month

PAID, UNPAID, TRANSIT, PARTLY = "paid", "unpaid", "in_transit", "partly_paid"
FIRMS = ("测试用单位甲有限公司", "测试丙厂", "某某共享汽车公司", "累计科技有限公司", "某某居民服务部中心")


@dataclass
class Sheet:
    """A list as cells: what stands above the rows, the rows, what stands below; and what is true.

    `truth` has the state of each month the rows speak of. `months`: the places of cells that name the month of a row,
    `evidence`: those that speak of its payment.
    """

    name: str
    home: str
    above: list[list[str]]
    rows: list[list[str]]
    truth: dict[Month, str]
    months: tuple[int, ...]
    below: list[list[str]] = field(default_factory=list)
    statuses: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    amounts: tuple[int, ...] = ()
    credited: tuple[int, ...] = ()
    schemes: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    delimiter: str = "\t"
    of_row: list[tuple[Month, ...]] = field(default_factory=list)

    @property
    def cells(self) -> list[list[str]]:
        return [*self.above, *self.rows, *self.below]

    def text(self) -> str:
        return "\n".join(self.delimiter.join(row) for row in self.cells)

    def with_rows(self, rows: Sequence[Sequence[str]]) -> Sheet:
        return replace(self, rows=[list(row) for row in rows])


def record(rng: random.Random, *states: str) -> list[tuple[Month, str]]:
    """Months in a row with a lapse or two between, most of them paid."""
    month = Month.of(rng.randint(2015, 2023), rng.randint(1, 12))
    told = []
    for _ in range(rng.randint(6, 14)):
        if rng.random() < 0.1:
            month = month + rng.randint(1, 4)
        told.append((month, rng.choice(states) if states and rng.random() < 0.2 else PAID))
        month = month + 1
    return told


def heads_of(text: str) -> list[str]:
    return text.split()


def six(month: Month) -> str:
    return f"{month.year}{month.number:02d}"


def dashed(month: Month) -> str:
    return str(month)


def day_of(rng: random.Random, month: Month) -> str:
    return f"{month}-{rng.randint(2, 28):02d}"


def money(rng: random.Random) -> str:
    return f"{rng.randint(80, 900)}.{rng.randint(10, 99)}"


def _by_month(rng, told, line: Callable[[Month, str], list[str]], *, newest_first=False):
    rows, of_row = [], []
    for month, state in reversed(told) if newest_first else told:
        rows.append(line(month, state))
        of_row.append((month,))
    return rows, of_row


WORDS = {PAID: "已到账", UNPAID: "欠费", TRANSIT: "未到账", PARTLY: "未足额到账"}


def national(rng):
    told = record(rng, UNPAID, TRANSIT, PARTLY)
    words = {PAID: "已足额到账", UNPAID: "中断", TRANSIT: "在途", PARTLY: "未足额到账"}

    def line(month, state):
        day = f"{day_of(rng, month)} 10:22:31" if state == PAID else ""
        return [
            "一档",
            "职工基本医疗保险",
            "深圳市",
            "正常应缴",
            words[state],
            six(month),
            six(month),
            day,
            "440300",
            "310",
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of(
        "缴费档次 险种类型名称 统筹区名称 缴费类型 到账类型 费款所属期开始日期 费款所属期结束日期 "
        "到账时间 统筹区代码 险种类型代码"
    )
    return Sheet(
        "L1",
        "440300",
        [heads],
        rows,
        dict(told),
        (5, 6),
        statuses=(4,),
        kinds=(3,),
        credited=(7,),
        schemes=(1, 9),
        delimiter=",",
        of_row=of_row,
    )


def older_office(rng):
    told = record(rng, UNPAID, TRANSIT, PARTLY)
    codes = {PAID: "1", UNPAID: "2", TRANSIT: "3", PARTLY: "0"}

    def line(month, state):
        day = day_of(rng, month) if state == PAID else ""
        return [
            "城镇职工基本医疗保险",
            six(month),
            "4500.00",
            ".07",
            money(rng),
            ".02",
            money(rng),
            rng.choice(FIRMS[:2]),
            codes[state],
            "10",
            day,
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of(
        "参保险种 费款期号 缴费工资 单位缴费比例 单位缴费 个人缴费比例 个人缴费 参保单位 缴费标志 缴费类型 到账日期"
    )
    return Sheet(
        "L2",
        "450400",
        [heads],
        rows,
        dict(told),
        (1,),
        statuses=(8,),
        kinds=(9,),
        amounts=(4, 6),
        credited=(10,),
        schemes=(0,),
        of_row=of_row,
    )


def tianjin(rng):
    told = record(rng)

    def line(month, state):
        return [
            rng.choice(FIRMS),
            six(month + rng.choice((0, 0, 0, 3))),
            six(month),
            "6000",
            money(rng),
            money(rng),
            money(rng),
            money(rng),
            money(rng),
            money(rng),
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of(
        "缴费公司 缴费年月 费款所属年月 缴费基数 单位划入统筹 单位划入个账 个人缴纳统筹 "
        "个人缴纳金额 缴费合计 划入个人账户"
    )
    return Sheet("L3 天津", "120000", [heads], rows, dict(told), (2,), amounts=(7, 8), of_row=of_row)


def qingdao(rng):
    told = record(rng, UNPAID)
    kinds = {PAID: "正常", UNPAID: "正常"}

    def line(month, state):
        return [
            six(month + rng.choice((0, 0, 2))),
            six(month),
            rng.choice(FIRMS),
            kinds[state],
            "6,000.00",
            "120.00",
            "30.00",
            "5.00",
            "150.00",
            "0.00",
            "已缴费" if state == PAID else "欠费",
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of(
        "缴费年月 应属年月 单位名称 缴费类别 缴费基数 个人缴费 单位划入账户 大额救助 共划入账户 公务员补助 缴费标志"
    )
    return Sheet(
        "L3 青岛", "370200", [heads], rows, dict(told), (1,), statuses=(10,), kinds=(3,), amounts=(5,), of_row=of_row
    )


def huangshi(rng):
    told = record(rng, UNPAID)
    rows, of_row = [], []
    for month, state in told:
        for n, part in enumerate(("单位", "个人")):
            day = day_of(rng, month) if state == PAID else ""
            rows.append(
                [
                    FIRMS[0],
                    "职工基本医疗保险",
                    six(month) if n == 0 else "",
                    six(month) if n == 0 else "",
                    "4000",
                    part,
                    "正常应缴",
                    money(rng),
                    "已缴费" if state == PAID else "欠费",
                    day,
                ]
            )
            of_row.append((month,))
    heads = heads_of("单位名称 险种类型 台账年月 费款所属期 缴费基数 款项 缴费类型 本期应缴 缴费标志 到账日期")
    return Sheet(
        "L3 黄石",
        "420200",
        [heads],
        rows,
        dict(told),
        (3,),
        statuses=(8,),
        kinds=(6,),
        amounts=(7,),
        credited=(9,),
        schemes=(1,),
        of_row=of_row,
    )


def zhoushan(rng):
    told = record(rng, UNPAID)

    def line(month, state):
        arrived = six(month) if state == PAID else ""
        return [six(month), arrived, arrived, "5000", money(rng), money(rng), "0", "0", "正常应收", FIRMS[0], "市本级"]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("应缴年月 实缴年月 到账年月 缴费基数 单位金额 个人金额 医疗补助 医疗救助 类型 所在单位 参保地")
    return Sheet(
        "L3 舟山", "330900", [heads], rows, dict(told), (0,), kinds=(8,), amounts=(4, 5), credited=(2,), of_row=of_row
    )


def huaian(rng):
    told = record(rng, TRANSIT)

    def line(month, state):
        return [
            FIRMS[0],
            "测试甲",
            "在职",
            "职工基本医疗保险",
            "正常应缴",
            six(month),
            six(month),
            "4000",
            "已缴费",
            WORDS[state],
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("单位名称 姓名 人员状态 种类 缴费类型 对应缴费期 实际缴费期 缴费基数 缴费标志 到账标志")
    return Sheet(
        "L3 淮安", "320800", [heads], rows, dict(told), (5,), statuses=(8, 9), kinds=(4,), schemes=(3,), of_row=of_row
    )


def chengdu(rng):
    told = record(rng, UNPAID)

    def line(month, state):
        return [
            six(month),
            FIRMS[0],
            "5000",
            money(rng),
            money(rng),
            money(rng),
            "7%",
            "2%",
            day_of(rng, month) if state == PAID else "",
        ]

    rows, of_row = _by_month(rng, told, line, newest_first=True)
    heads = heads_of(
        "缴费月份 单位名称 缴费基数 单位缴费金额 个人缴费金额 划入账户金额 单位缴费比例 个人缴费比例 实收时间"
    )
    return Sheet(
        "L4 成都",
        "510100",
        [["医疗保险缴费明细"], heads],
        rows,
        dict(told),
        (0,),
        amounts=(3, 4),
        credited=(8,),
        of_row=of_row,
    )


def nanchang(rng):
    told = record(rng, UNPAID)

    def line(month, state):
        return [six(month), "职工基本医疗保险", "5000", money(rng), money(rng), "否" if state == PAID else "是"]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("所属期 险种 缴费基数 单位缴费 个人缴费 是否欠费")
    return Sheet(
        "L4 南昌", "360100", [heads], rows, dict(told), (0,), statuses=(5,), amounts=(3, 4), schemes=(1,), of_row=of_row
    )


def zhenjiang(rng):
    told = record(rng, TRANSIT)

    def line(month, state):
        there = state == PAID
        return [
            f"{month.year}年{month.number}月",
            "职工医疗保险",
            "5000",
            money(rng),
            "是" if there else "否",
            six(month) if there else "",
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("所属期 险种 缴费基数 个人缴费 是否到账 到账年月")
    return Sheet(
        "L4 镇江",
        "321100",
        [heads],
        rows,
        dict(told),
        (0,),
        statuses=(4,),
        amounts=(3,),
        credited=(5,),
        schemes=(1,),
        of_row=of_row,
    )


def xinxiang(rng):
    told = record(rng, UNPAID)

    def line(month, state):
        return [
            dashed(month),
            "3000",
            money(rng),
            money(rng),
            money(rng),
            money(rng),
            "正常缴费",
            "已实缴" if state == PAID else "未实缴",
            "已划",
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("结算期 缴费基数 个人缴纳 单位缴划账户 单位缴划统筹 应缴金额 缴费类型 缴费标志 划账户标志")
    return Sheet(
        "L4 新乡", "410700", [heads], rows, dict(told), (0,), statuses=(7,), kinds=(6,), amounts=(2,), of_row=of_row
    )


def dalian(rng):
    told = record(rng)
    rows, of_row = [], []
    for month, _ in told:
        rows.append(
            [
                FIRMS[0],
                str(month.year),
                str(month.number),
                str(month.number),
                "4500",
                "8%",
                "2%",
                money(rng),
                money(rng),
                "正常缴费",
                "已缴",
                "单位代扣",
                day_of(rng, month),
            ]
        )
        of_row.append((month,))
    heads = heads_of(
        "单位名称 年度 起始月份 终止月份 缴费基数 缴费比例单位 缴费比例个人 缴费金额个人 "
        "缴费金额单位 缴费类型 缴费标记 缴费方式 缴费时间"
    )
    return Sheet(
        "L5",
        "210200",
        [heads],
        rows,
        dict(told),
        (1, 2, 3),
        statuses=(10,),
        kinds=(9,),
        amounts=(7, 8),
        delimiter=",",
        of_row=of_row,
    )


def guangzhou(rng):
    month, rows, truth, of_row = Month.of(rng.randint(2014, 2018), rng.randint(1, 12)), [], {}, []
    for _ in range(rng.randint(4, 7)):
        last = month + rng.randint(1, 6)
        months = tuple(month + n for n in range(last - month + 1))
        rows.append(
            [
                "44010001",
                six(month),
                six(last),
                str(len(months)),
                "",
                rng.choice(("", "", "补缴")),
                money(rng),
                money(rng),
                "0.00",
                "5000.00",
                "职工社会医疗保险",
            ]
        )
        truth |= dict.fromkeys(months, PAID)
        of_row.append(months)
        month = last + rng.choice((1, 1, 3))
    heads = heads_of(
        "历史单位编号 开始缴费日期 终止缴费日期 累计月数 转移/视同缴费 补收/补缴 单位缴费 "
        "个人缴费 政府资助 缴费基数 医保类别"
    )
    return Sheet(
        "L6",
        "440100",
        [heads],
        rows,
        truth,
        (1, 2),
        kinds=(),
        amounts=(6, 7),
        schemes=(10,),
        counts=(3,),
        of_row=of_row,
    )


def suzhou(rng):
    told = record(rng, TRANSIT)

    def line(month, state):
        return [
            six(month),
            FIRMS[0],
            "正常应缴",
            "4494.00",
            "1",
            money(rng),
            money(rng),
            WORDS[state],
            day_of(rng, month) if state == PAID else "",
        ]

    rows, of_row = _by_month(rng, told, line, newest_first=True)
    heads = heads_of("结算期 单位名称 应缴类型 缴费基数 月数 单位缴纳 个人缴纳 到账标记 到账日期")
    below = [[f"共 {len(rows)} 条"]]
    return Sheet(
        "L7",
        "320500",
        [["医疗保险缴费明细"], heads],
        rows,
        dict(told),
        (0,),
        below,
        (7,),
        (2,),
        (5, 6),
        (8,),
        (),
        (4,),
        of_row=of_row,
    )


def tax_payment(rng):
    told = record(rng)

    def line(month, state):
        return [
            "344016",
            "职工基本医疗保险费",
            "职工基本医疗保险（个人缴纳）",
            f"{month.first_day.isoformat()} 至 {month.last_day.isoformat()}",
            day_of(rng, month),
            money(rng),
        ]

    rows, of_row = _by_month(rng, told, line)
    heads = heads_of("原凭证号 参保费种 品目名称 税款所属时期 入（退）库日期 实缴（退）金额")
    return Sheet(
        "L9",
        "440100",
        [["税收完税证明"], heads],
        rows,
        dict(told),
        (3,),
        amounts=(5,),
        credited=(4,),
        schemes=(1, 2),
        of_row=of_row,
    )


def shenzhen(rng):
    told = record(rng)

    def line(month, state):
        pension, hurt = ["4492.0", "718.72", "359.36"], ["4492", "8.98"]
        return [
            str(month.year),
            f"{month.number:02d}",
            "100001",
            *pension,
            "1",
            "6475.0",
            money(rng),
            money(rng),
            "1",
            "4492",
            "22.46",
            *hurt,
            "2360",
            "16.52",
            "4.72",
        ]

    rows, of_row = _by_month(rng, told, line)
    groups = [
        ("养老保险", "基数 单位交 个人交"),
        ("医疗保险", "险种 基数 单位交 个人交"),
        ("生育", "险种 基数 单位交"),
        ("工伤保险", "基数 单位交"),
        ("失业保险", "基数 单位交 个人交"),
    ]
    over = ["缴费年", "月", "单位编号"] + [name for name, subs in groups for _ in subs.split()]
    under = ["缴费年", "月", "单位编号"] + [sub for _, subs in groups for sub in subs.split()]
    above = [["深圳市社会保险历年参保缴费明细表（个人）"], over, under]
    below = [["合计", "", "", "3593.6"], ["备注：带“*”标识为补缴，空行为断缴。"], ["打印日期：2024年8月2日"]]
    return Sheet("L10", "440300", above, rows, dict(told), (0, 1), below, amounts=(8, 9), schemes=(6,), of_row=of_row)


def hunan(rng):
    told = record(rng, UNPAID)
    rows, of_row = [], []
    for month, state in told:
        for name in ("工伤保险", "企业职工基本养老保险", "职工基本医疗保险"):
            good = state == PAID or "医疗" not in name
            rows.append(
                [
                    six(month),
                    name,
                    "4053",
                    money(rng),
                    money(rng),
                    "正常" if good else "欠费",
                    day_of(rng, month) if good else "",
                    "正常应缴",
                    "某某区",
                ]
            )
            of_row.append((month,) if "医疗" in name else ())
    heads = heads_of("费款所属期 险种类型 缴费基数 单位应缴 个人应缴 缴费标志 到账日期 缴费类型 经办机构")
    below = [["说明:本信息由参保地经办机构负责解释"]]
    return Sheet(
        "L11",
        "430700",
        [["缴费明细"], heads],
        rows,
        dict(told),
        (0,),
        below,
        (5,),
        (7,),
        (3, 4),
        (6,),
        (1,),
        of_row=of_row,
    )


def henan(rng):
    year = rng.randint(2018, 2024)
    truth, rows, of_row = {}, [], []
    for number in range(1, 13):
        month = Month.of(year, number)
        state = UNPAID if rng.random() < 0.2 else PAID
        truth[month] = state
        rows.append([f"{number:02d}", "4200", "●", "4200", "●", "4200", "●" if state == PAID else "△"])
        of_row.append((month,))
    over = ["月份", "基本养老保险", "基本养老保险", "失业保险", "失业保险", "基本医疗保险", "基本医疗保险"]
    under = ["月份", *["缴费基数", "缴费情况"] * 3]
    above = [["社会保险个人权益记录单"], [f"( {year} )"], over, under]
    below = [["说明：●表示已经实缴，△表示欠费，○表示外地转入，-表示未制定计划。"]]
    return Sheet("L12", "410100", above, rows, truth, (0,), below, statuses=(6,), of_row=of_row)


def beijing(rng):
    first, truth, rows, of_row = rng.randint(2014, 2020), {}, [], []
    for year in range(first, first + rng.randint(3, 5)):
        months = tuple(Month.of(year, n) for n in range(1, 13))
        rows.append([f"{year}-01至{year}-12", "12", "60000", "4800", "12", "60000", "300", "12", "60000", "1200"])
        truth |= dict.fromkeys(months, PAID)
        of_row.append(months)
    groups = ["养老实际缴费"] * 3 + ["失业实际缴费"] * 3 + ["医疗实际缴费"] * 3
    above = [
        ["北京市社会保险个人权益记录"],
        ["缴费起止年月", *groups],
        ["缴费起止年月", *["月数", "年缴费基数", "个人缴费"] * 3],
    ]
    return Sheet(
        "L13", "110000", above, rows, truth, (0,), [["合计", "36", "------"]], amounts=(9,), counts=(7,), of_row=of_row
    )


def bare_columns(rng):
    told = record(rng, UNPAID, TRANSIT)

    def line(month, state):
        return [six(month), "职工医保", "正常缴费" if state == PAID else WORDS[state], money(rng)]

    rows, of_row = _by_month(rng, told, line)
    return Sheet(
        "没有表头", "140100", [], rows, dict(told), (0,), statuses=(2,), amounts=(3,), schemes=(1,), of_row=of_row
    )


def bare_months(rng):
    told = record(rng)
    rows, of_row = _by_month(rng, told, lambda month, state: [six(month), "职工医保", "500"])
    return Sheet("没有表头和状态", "140100", [], rows, dict(told), (0,), amounts=(2,), schemes=(1,), of_row=of_row)


def lines(rng):
    told = record(rng, UNPAID)
    rows, of_row = _by_month(
        rng,
        told,
        lambda month, state: [f"{month.year}年{month.number}月", "职工医保", "正常缴费" if state == PAID else "欠费"],
    )
    return Sheet(
        "一行一句", "140100", [], rows, dict(told), (0,), statuses=(2,), schemes=(1,), delimiter=" ", of_row=of_row
    )


def spaced(rng):
    told = record(rng, UNPAID)
    rows, of_row = _by_month(rng, told, lambda month, state: [six(month), "职工医保", WORDS[state], "4500"])
    return Sheet(
        "空格隔开",
        "140100",
        [["年月", "险种", "状态", "缴费基数"]],
        rows,
        dict(told),
        (0,),
        statuses=(2,),
        schemes=(1,),
        delimiter=" ",
        of_row=of_row,
    )


def decimals(rng):
    told = record(rng, UNPAID)
    rows, of_row = _by_month(
        rng, told, lambda month, state: [f"{month.year}.{month.number:02d}", FIRMS[0], WORDS[state], money(rng)]
    )
    return Sheet(
        "小数年月",
        "140100",
        [["年月", "单位名称", "到账标志", "个人缴费"]],
        rows,
        dict(told),
        (0,),
        statuses=(2,),
        amounts=(3,),
        of_row=of_row,
    )


LAYOUTS = (
    *(national, older_office, tianjin, qingdao, huangshi, zhoushan, huaian, chengdu, nanchang, zhenjiang, xinxiang),
    *(dalian, guangzhou, suzhou, tax_payment, shenzhen, hunan, henan, beijing),
    *(bare_columns, bare_months, lines, spaced, decimals),
)
