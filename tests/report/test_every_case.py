"""Property and published cases: every text of the model stands on paper, once, inside the margins."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.file.reading import read_case
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.report.content.blocks import Tiles, Turn
from app.report.content.composing import PaperKind
from app.report.content.notice import notice
from app.report.content.sections import Style
from app.report.content.service_item import service_paper
from app.report.layout.marks import Page, RuleMark
from app.report.layout.pages import pages_of
from app.report.layout.pdf import pdf_bytes
from app.report.papers import build, build_notice
from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment
from app.rules.outcome.guidance.service_items import service_items
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.rules.record.months import Month, Span
from app.system.resources import resource
from app.wording.glance import glance
from app.wording.phrasebook import Phrasebook
from app.wording.service_guide import item_page
from tests.report import example
from tests.report.content.test_employer import owed
from tests.report.layout.test_pages import inside_the_margins

pytestmark = pytest.mark.usefixtures("qapp")
SHELF = open_shelf()
SAMPLES = sorted(resource("samples").glob("*.json"))
RARE = "𠮷𬭚㐂龘鱻镕喆﨑①㎡ÀéЖ"
WORDS = st.text("断缴补缴医保凭证abc d12，。、（）" + RARE, min_size=1, max_size=120).map(
    lambda text: f"«{text.strip()}»"
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(pages: list[Page]) -> str:
    """What is printed between the headers and footers: a paragraph may go on over the page."""
    return squeezed("".join(text for page in pages for text in body(page).text))


def body(page: Page) -> Page:
    rules = [at for at, mark in enumerate(page.marks) if isinstance(mark, RuleMark)]
    return replace(page, marks=page.marks[rules[0] + 1 if page.number > 1 else 0 : rules[-1]])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(WORDS, min_size=12, max_size=12, unique_by=squeezed),
    documents=st.integers(0, 40),
    steps=st.integers(0, 12),
    questions=st.integers(0, 8),
    lapses=st.integers(1, 12),
    large=st.booleans(),
)
def test_every_text_stands_once_inside_the_margins_whatever_its_length(  # noqa: PLR0917  hypothesis gives them by name
    qapp, said, documents, steps, questions, lapses, large
) -> None:
    case, assessment, option = example.zhang()
    written: list[str] = []

    def told(number: int, place: str) -> Bilingual:
        text = f"{place}{number:02}{said[number % len(said)]}"
        written.append(text)
        return Bilingual(text, text)

    option = replace(
        option,
        documents=tuple(
            replace(
                example.LABOUR,
                id=f"d{n}",
                title=Bilingual(f"甲{n:02}", f"甲{n:02}"),
                where=told(n, "乙"),
                why=told(n, "丙"),
                instead=told(n, "丁"),
                if_missing=told(n, "戊"),
            )
            for n in range(documents)
        ),
        steps=tuple(
            replace(example.STEPS[0], id=f"s{n}", text=told(n, "己"), contact=told(n, "庚")) for n in range(steps)
        ),
        questions=tuple(replace(option.questions[0], text=told(n, "辛")) for n in range(questions)),
        reasons=tuple(replace(reason, text=told(n, "壬")) for n, reason in enumerate(option.reasons)),
        disagreements=(replace(option.disagreements[0], says=told(0, "癸")),),
    )
    (latest,) = assessment.lapses
    older = tuple(
        replace(
            latest, lapse=replace(latest.lapse, span=Span(Month.of(2012 + n, 5), Month.of(2012 + n, 6)), open=False)
        )
        for n in range(lapses - 1)
    )
    assessment = replace(example.with_ways(assessment, option, option), lapses=(*older, latest))
    pages = build_notice(case, assessment, option, Style(large=large))
    inside_the_margins(pages)
    text = printed(pages)
    for each in written:
        assert text.count(squeezed(each)) == 1, each


def every_sample() -> list[tuple[Case, date]]:
    opened = [read_case(path, date(2026, 11, 30)) for path in SAMPLES]
    return [(each.case, each.as_of) for each in opened]


def every_example() -> list[tuple[Case, date]]:
    return [example_case(each["case"]) for code in SHELF.codes for each in SHELF.find(code).record.get("examples", ())]


def answered(case: Case, as_of: date) -> Assessment:
    policy = SHELF.policy_for(case.region)
    return with_turning_points(case, policy, assess(case, policy, as_of))


SMALL_AND_LARGE = (Style(), Style("en", large=True))


def fits_and_answers(case: Case, assessment: Assessment, styles: tuple[Style, ...] = SMALL_AND_LARGE) -> None:
    """Every way prints inside the margins, and its first page alone holds the four answers."""
    for key, option in (assessment.ways or {None: None}).items():
        for style in styles:
            pages = build_notice(case, assessment, option, style)
            inside_the_margins(pages)
            first = squeezed("".join(pages[0].text))
            for tile in glance(case, assessment, key).answers:
                for said in (tile.about.question, tile.value, tile.line):
                    assert squeezed(said.in_(style.language)) in first
            sure = option is None or option.verdict is Verdict.YES
            if sure and glance(case, assessment, key).nothing_to_do and not style.large:
                assert len(pages) == 1, "where nothing is to be done, one page is enough"


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_every_way_of_every_sample_fits_and_its_first_page_answers(number: int) -> None:
    case, as_of = every_sample()[number]
    fits_and_answers(case, answered(case, as_of))


@pytest.mark.slow
def test_every_way_of_every_published_example_fits_and_its_first_page_answers() -> None:
    for number, (case, as_of) in enumerate(every_example()):
        fits_and_answers(case, answered(case, as_of), SMALL_AND_LARGE[number % 2 :][:1])


@pytest.mark.slow
def test_a_thousand_papers_leave_nothing_behind() -> None:
    case, assessment, option = example.zhang()
    counted = []
    for _ in range(3):
        for _ in range(20):
            pdf_bytes(build_notice(case, assessment, option, Style()), "x", assessment.as_of)
        gc.collect()
        counted.append(Counter(type(each).__name__ for each in gc.get_objects() if type(each).__module__ != "builtins"))
    grown = {name: n - counted[1][name] for name, n in counted[2].items() if n > counted[1][name] + 5}
    assert not grown


def test_the_first_page_and_the_screen_say_the_same() -> None:
    case, assessment, option = example.zhang()
    blocks = notice(case, assessment, option, Style()).blocks
    first = blocks[: blocks.index(Turn.PAGE)]
    (tiles,) = [block for block in first if isinstance(block, Tiles)]
    seen = glance(case, assessment, "planned")
    assert [tile.value for tile in tiles.tiles] == [tile.value.zh for tile in seen.answers]


GOLDEN = Path(__file__).parent / "golden"


def dumped(pages: list[Page]) -> str:
    """What is printed where: for every page its texts with place in millimetres and size in points."""
    lines = []
    for page in pages:
        lines.append(f"page {page.number} of {page.of}")
        for mark in page.marks:
            size = getattr(mark, "size", None)
            if size is not None and hasattr(mark, "text"):
                lines.append(f"{mark.x / 28.3465:6.1f} {mark.y / 28.3465:6.1f} {size / 10:4.1f} {mark.text}")
    return "\n".join(lines) + "\n"


def looked_at(name: str, pages: list[Page]) -> None:
    """Where a page is meant to change, look at it, delete its file here and run the test twice."""
    path = GOLDEN / f"{name}.txt"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(dumped(pages), encoding="utf-8")
        pytest.fail(f"{path.name} was written: look at the page")
    assert dumped(pages) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", list(PaperKind))
def test_pages_look_as_they_were_looked_at(kind: PaperKind, language, large: bool) -> None:
    case, assessment, option = owed() if kind in (PaperKind.BILL, PaperKind.LETTER) else example.zhang()
    pages = build(kind, case, assessment, option, Style(language, large=large))
    looked_at(f"{kind}-{language}-{'large' if large else 'normal'}", pages)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_of_a_service_item_looks_as_it_was_looked_at(language, large: bool) -> None:
    """The item has documents, steps, limits in time, channels, and what only weak sources say."""
    words = Phrasebook("services", language)
    items = map(item_page, service_items(SHELF.policy_for("140100"), date(2026, 11, 30)))
    page = next(each for each in items if each.key == "unit-back-payment")
    paper = replace(service_paper(page, "太原市", "{page}/{pages}", words), large=large)
    looked_at(f"service-{language}-{'large' if large else 'normal'}", pages_of(paper))
