"""The number of the advice on the screen: the same as in text and on paper."""

from __future__ import annotations

from app.cases.code.codes import advice_number
from app.ui.state.session import State


def number_shown(state: State) -> str:
    """The number of the way that is shown; empty while there is no record, or no answer."""
    if state.assessment is None or not state.case.is_told:
        return ""
    return advice_number(state.case, state.assessment, state.option, margin=state.margin)
