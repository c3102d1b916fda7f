"""The service items as the window opens them: those of the place and the day of the case, with their print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.report.content.service_item import service_paper
from app.rules.outcome.guidance.service_items import lapse_effects, place_channels, service_items
from app.ui.dialogs.services_dialog import ServicesDialog
from app.wording.service_guide import AREA, GuidePage, channels_page, effects_page, item_page
from app.wording.values import day

if TYPE_CHECKING:
    from app.report.content.blocks import Paper
    from app.rules.law.policy import Policy
    from app.ui.state.session import Session, State
    from app.ui.state.shell import Shell
    from app.wording.phrasebook import Phrasebook

    ShowPaper = Callable[[QWidget, Phrasebook, Paper, str], None]


def dialog(preview: ShowPaper, shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it; `preview` shows one of its sheets as it is printed."""
    state, words = session.state, shell.phrases.within(AREA)
    policy = session.engine.policy_for(state.case.region)[0] if session.engine is not None else None
    pages = tuple(_pages(policy, state)) if policy is not None else ()
    title = _title(words, policy, state) if policy is not None else words("title")
    made = ServicesDialog(pages, title, shell.phrases, parent)
    if policy is not None:
        foot = words("foot", place=policy.requested_name, day=day(state.as_of))
        made.print_asked.connect(partial(_print, preview, made, shell.phrases, foot))
    return made


def _pages(policy: Policy, state: State) -> Iterator[GuidePage]:
    yield from map(item_page, service_items(policy, state.as_of))
    yield channels_page(place_channels(policy, state.as_of))
    yield effects_page(lapse_effects(policy))


def _title(words: Phrasebook, policy: Policy, state: State) -> str:
    return words("title.place", place=policy.requested_name, day=day(state.as_of))


def _print(preview: ShowPaper, made: ServicesDialog, phrases: Phrasebook, foot: str, page: GuidePage) -> None:
    paper = service_paper(page, foot, phrases.within("policies").template("print.page"), phrases.within(AREA))
    preview(made, phrases, paper, phrases.of(page.title))
