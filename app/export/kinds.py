"""The one door for files of an answer: every kind of output is a value, and `content` makes its bytes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.export.wanted import Wanted
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase


class ExportKind(StrEnum):
    """A kind of file, by its suffix: first what is printed, then what is edited, then the rest."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ICS = "ics"
    TXT = "txt"
    PNG = "png"
    SVG = "svg"

    @property
    def told(self) -> Bilingual:
        """What such a file holds."""
        return phrase("export", f"kind.{self}")

    @property
    def drawn(self) -> bool:
        """True where Qt draws on it, so that a QGuiApplication must be there."""
        return self in (ExportKind.PDF, ExportKind.DOCX, ExportKind.PNG, ExportKind.SVG)


def kind_of(path: Path) -> ExportKind | None:
    """The kind that a file's suffix names; None for any other suffix.

    >>> kind_of(Path("告知单.DOCX")), kind_of(Path("notice"))
    (<ExportKind.DOCX: 'docx'>, None)
    """
    suffix = path.suffix.lower().removeprefix(".")
    return ExportKind(suffix) if suffix in list(ExportKind) else None


def content(kind: ExportKind, wanted: Wanted) -> bytes:
    """The bytes of a file, the same on every run; `NothingToExport` where the answer has nothing of that kind."""
    match kind:
        case ExportKind.PDF:
            from app.export.drawn import paper_pdf

            return paper_pdf(wanted)
        case ExportKind.DOCX:
            from app.export.word import paper_docx

            return paper_docx(wanted)
        case ExportKind.XLSX:
            from app.export.bill_sheet import bill_xlsx

            return bill_xlsx(wanted)
        case ExportKind.ICS:
            from app.export.calendar import deadlines_ics

            return deadlines_ics(wanted)
        case ExportKind.TXT:
            from app.export.plain import answer_txt

            return answer_txt(wanted)
        case ExportKind.PNG | ExportKind.SVG:
            from app.export.drawn import timeline_picture

            return timeline_picture(wanted, "png" if kind is ExportKind.PNG else "svg")


def draw_without_a_screen() -> None:
    """Make Qt ready for what is `drawn`, where there is no window."""
    from app.report.offscreen import make_ready

    make_ready()
