"""The command `import`: official contribution records become a case; what they leave open is told on stderr."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from app.cases.file.reading import content_of
from app.cases.file.saving import save_case
from app.cases.pasting.findings import meaning_said, place_said, rows_in_doubt, said_of
from app.cases.pasting.into_record import Join, RecordProposal, proposed, with_proposal
from app.cases.pasting.meanings import CHOICES, Asked, ListQuestion
from app.cases.pasting.people import SeveralPeople
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import RowVerdict
from app.cases.pasting.statement import read_statement, unused_meanings
from app.cases.pasting.summary import cautions, counts_said, left_out_said, summary
from app.cases.pasting.whose import Owner, is_of_another_place, owner_of, owner_said, with_owner
from app.cases.problems import UnusableCase, printable, trouble_writing
from app.cases.statements.files import Grids, grids_of
from app.cases.statements.refusal import Refusal
from app.cli.exit_codes import DONE
from app.cli.outputs import require_new_case
from app.cli.streams import Unusable, complain, unusable
from app.regions.divisions import NATION, find, name_of
from app.rules.bilingual import Bilingual, Language
from app.rules.record.case import Case
from app.rules.record.history import Scheme
from app.system.clock import today
from app.wording.phrasebook import Phrasebook, phrase
from app.wording.values import scheme_name

_UNNAMED: Final = Scheme.EMPLOYEE
"""The scheme of months for which no statement names one."""


def perform(wanted: Namespace) -> int:
    """Write the case that statements prove; returns 0. `Unusable` where they cannot be read or the case be written."""
    meanings = _meanings(wanted)
    _require_usable(wanted)
    grids = _grids(wanted)
    listing, region = _listing(wanted, grids, meanings)
    as_of = wanted.as_of or today()
    proposal = proposed(listing.rows, _UNNAMED, region, as_of)
    owner = owner_of(listing)
    case = with_owner(with_proposal(Case(region), proposal, Join.REPLACE), owner)
    _save(case, as_of, wanted)
    told = _Findings(wanted, listing, proposal, case, owner)
    complain(told.lines(unused_meanings(grids, meanings)))
    return DONE


def _meanings(wanted: Namespace) -> Mapping[str, str]:
    meanings = {}
    for text in wanted.map:
        heading, equals, meaning = text.rpartition("=")
        if not equals or not heading.strip():
            raise unusable("--map", phrase("cli", "import.no_equals", text=printable(text)), wanted.lang)
        if not any(meaning.strip() in choices for choices in CHOICES.values()):
            words = Phrasebook("cli", wanted.lang)
            said = phrase("paste", "refused.meaning", text=printable(meaning)).in_(wanted.lang)
            raise Unusable(f"--map: {said}", *(f"--map: {_choices(about, words)}" for about in Asked))
        meanings[heading.strip()] = meaning.strip()
    return meanings


def _require_usable(wanted: Namespace) -> None:
    """Nothing is read where the case could not be written, or its place is none."""
    if wanted.region is not None and find(wanted.region) is None:
        raise unusable(printable(wanted.region), phrase("cli", "no_such_region"), wanted.lang)
    output = os.path.realpath(wanted.output)
    if any(os.path.realpath(path) == output for path in wanted.statements):
        raise unusable(printable(str(wanted.output)), phrase("cli", "same_file"), wanted.lang)
    require_new_case(wanted.output, wanted.lang)


def _grids(wanted: Namespace) -> Grids:
    try:
        files = [(content_of(path), path.name) for path in wanted.statements]
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None
    grids = grids_of(files)
    if isinstance(grids, Refusal):
        raise unusable(printable(str(wanted.statements[grids.file - 1])), grids.said, wanted.lang)
    return grids


def _listing(wanted: Namespace, grids: Grids, meanings: Mapping[str, str]) -> tuple[Listing, str]:
    """The list, and the place of the case: as asked for, else the one the statements name, else the nation."""
    region = wanted.region or NATION
    listing = read_statement(grids, region, meanings, wanted.person)
    if wanted.region is None and isinstance(listing, Listing) and (place := owner_of(listing).place) is not None:
        region = place
        listing = read_statement(grids, region, meanings, wanted.person)
    if isinstance(listing, Listing):
        return listing, region
    where = _named(wanted.statements, wanted.lang)
    lines = [f"{where}: {listing.in_(wanted.lang)}"]
    if isinstance(listing, SeveralPeople):
        words = Phrasebook("cli", wanted.lang)
        lines += [
            f"{where}: {words('import.person', n=n, who=printable(it))}" for n, it in enumerate(listing.people, 1)
        ]
    raise Unusable(*lines)


def _named(paths: Sequence[Path], language: Language) -> str:
    first = printable(str(paths[0]))
    if len(paths) == 1:
        return first
    return Phrasebook("cli", language)("import.several", first=first, n=len(paths))


def _save(case: Case, as_of: date, wanted: Namespace) -> None:
    try:
        save_case(case, as_of, wanted.output)
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None
    except OSError as error:
        raise unusable(printable(str(wanted.output)), trouble_writing(error), wanted.lang) from None


def _choices(about: Asked, words: Phrasebook) -> str:
    said = [words("import.choice", key=key, said=meaning_said(about, key)) for key in CHOICES[about]]
    return words("import.answer_of", about=words(f"import.about.{about.value}"), choices=words("text.list").join(said))


class _Findings:
    """What is told of a statement that was read, a line each."""

    def __init__(self, wanted: Namespace, listing: Listing, proposal: RecordProposal, case: Case, owner: Owner) -> None:
        self._wanted, self._listing, self._proposal, self._case, self._owner = wanted, listing, proposal, case, owner
        self._words = Phrasebook("cli", wanted.lang)
        self._where = _named(wanted.statements, wanted.lang)

    def lines(self, unused: Sequence[str]) -> Iterator[str]:
        """What was read; what is in doubt, and how it is answered; what the paper cannot show; whose it is."""
        whole = [summary(self._listing, self._proposal), counts_said(self._listing), left_out_said(self._listing)]
        yield from self._of_all(it for it in whole if it is not None)
        for row in rows_in_doubt(self._listing):
            file = printable(str(self._wanted.statements[row.file - 1]))
            yield f"{file}: {self._words('import.row', where=place_said(row), said=said_of(row))}"
        yield from self._questions()
        yield from self._of_all(cautions(self._listing, self._proposal, ()))
        if any(row.scheme is None and row.verdict is RowVerdict.TAKEN for row in self._listing.rows):
            yield from self._of_all([phrase("paste", "caution.scheme_assumed", scheme=scheme_name(_UNNAMED))])
        yield from self._of_all(phrase("cli", "import.unused", text=printable(text)) for text in unused)
        yield from self._of_all(self._whose())
        yield from self._of_all([phrase("cli", "import.done", path=printable(str(self._wanted.output)))])

    def _of_all(self, said: Iterator[Bilingual] | Sequence[Bilingual]) -> Iterator[str]:
        return (f"{self._where}: {printable(self._words.of(it))}" for it in said)

    def _questions(self) -> Iterator[str]:
        for question in self._listing.questions:
            answer = shlex.quote(f"{question.key}={_example(question)}")
            yield from self._of_all([phrase("cli", "import.answer", question=question.said, answer=printable(answer))])
        for about in Asked:
            if any(question.about is about for question in self._listing.questions):
                yield f"{self._where}: {_choices(about, self._words)}"

    def _whose(self) -> Iterator[Bilingual]:
        if said := owner_said(self._owner):
            listed = Bilingual("、".join(it.zh for it in said), ", ".join(it.en for it in said))
            yield phrase("cli", "import.owner", said=listed)
        if self._owner.masked_name or self._owner.masked_number:
            yield phrase("cli", "import.masked")
        region, place = self._case.region, self._owner.place
        if region == NATION:
            yield phrase("cli", "import.no_place")
        elif place is not None and is_of_another_place(self._case, self._owner):
            yield phrase("cli", "import.other_place", place=name_of(place), region=name_of(region))


def _example(question: ListQuestion) -> str:
    """The answer to show: the likely one, else the first there is."""
    return question.likely or question.choices[0]
