"""Saves the case without the person it is of, to be handed on with the report of a fault."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cases.deidentified import deidentified
from app.cases.file.saving import save_case
from app.cases.problems import UnusableCase, trouble_writing
from app.rules.outcome.assessment import Assessment
from app.rules.record.case import Case
from app.system.users_file import shown_name
from app.ui.state.session import Session

if TYPE_CHECKING:
    from app.ui.state.shell import Shell


def ask_and_save(shell: Shell, session: Session) -> None:
    """Ask for a file, and save the current case there without the person."""
    name = shell.phrases.within("saving")("report.name", day=f"{session.state.as_of:%Y%m%d}")
    shell.boxes.ask_file_to_save(name, partial(_save, shell, session))


def _save(shell: Shell, session: Session, path: Path) -> None:
    phrases, state = shell.phrases, session.state
    try:
        save_case(without_the_person(session), state.as_of, path)
    except UnusableCase as problem:
        shell.boxes.tell(phrases("save.refused", file=shown_name(path)), "\n".join(problem.lines(phrases.language)))
    except OSError as trouble:
        shell.boxes.tell(phrases("save.refused", file=shown_name(path)), phrases.of(trouble_writing(trouble)))
    else:
        shell.mention(phrases.within("saving")("report.saved", file=shown_name(path)))


def without_the_person(session: Session) -> Case:
    """The current case without the person, answered by the packs in use as before."""
    return deidentified(session.state.case, partial(_assessed, session))


def _assessed(session: Session, case: Case) -> Assessment:
    engine = session.engine
    policy = engine.policy_for(case.region)[0] if engine is not None else None
    if engine is None or policy is None:
        raise LookupError("no packs")  # the same for any case: nothing taken out changes it
    return engine.refine(case, policy, engine.assess(case, policy, session.state.as_of))
