"""Colours of rich text, and small pieces of it that several packages use."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from app.rules.bilingual import Language
from app.rules.law.terms import Source
from app.rules.value_type import value_type
from app.wording.escaping import escape
from app.wording.office_and_bills import grade_name


@value_type
class Inks:
    """Colours of rich text, as `#rrggbb`: remarks, links, warnings, thin lines."""

    quiet: str
    link: str
    alarm: str
    line: str


def inks_of(palette: QPalette) -> Inks:
    """The colours of running text under a palette."""
    roles = QPalette.ColorRole
    named = (palette.color(role).name() for role in (roles.PlaceholderText, roles.Link, roles.BrightText, roles.Mid))
    return Inks(*named)


def quiet(text: str, inks: Inks) -> str:
    """Rich text in the colour of remarks."""
    return f"<span style='color:{inks.quiet}'>{text}</span>"


def source_line(source: Source, language: Language) -> str:
    """A source as one line of rich text: title, number, issuer, date, standing."""
    parts = [source.title, source.number, source.issuer, source.dated]
    said = " · ".join(escape(part) for part in parts if part)
    return f"{said} [{escape(grade_name(source).in_(language))}]"
