"""The colours and patterns of the timeline, by role and theme. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.value_type import value_type


class Theme(StrEnum):
    """Where colours are seen: on screen (light, dark, high contrast) or on black-and-white paper."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    PRINT = "print"


class ColourRole(StrEnum):
    """What a bar, marker or band means."""

    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    BACK_PAID = "back_paid"
    PLANNED = "planned"
    IN_TRANSIT = "in_transit"
    UNKNOWN = "unknown"
    LAPSE = "lapse"
    WAITING = "waiting"
    BENEFIT = "benefit"
    REDUCED = "reduced"
    EMPLOYER_PAID = "employer_paid"
    SELF_PAID = "self_paid"
    ASK = "ask"
    AS_OF = "as_of"
    PAY_ON = "pay_on"
    PAY_BY = "pay_by"
    RESTORATION = "restoration"
    CHANGE = "change"
    ENROLMENT = "enrolment"


class Pattern(StrEnum):
    """How a bar is filled, so that it is told apart without colour."""

    SOLID = "solid"
    LINED = "lined"
    DOTTED = "dotted"
    OUTLINED = "outlined"
    QUESTIONED = "questioned"
    STREAKED = "streaked"
    UNDERLINED = "underlined"
    BARRED = "barred"
    SLANTED = "slanted"


PATTERNS: Mapping[ColourRole, Pattern] = {
    ColourRole.EMPLOYEE: Pattern.SOLID,
    ColourRole.FLEXIBLE: Pattern.SOLID,
    ColourRole.RESIDENT: Pattern.SOLID,
    ColourRole.BACK_PAID: Pattern.OUTLINED,
    ColourRole.PLANNED: Pattern.OUTLINED,
    ColourRole.IN_TRANSIT: Pattern.STREAKED,
    ColourRole.UNKNOWN: Pattern.QUESTIONED,
    ColourRole.LAPSE: Pattern.LINED,
    ColourRole.WAITING: Pattern.DOTTED,
    ColourRole.BENEFIT: Pattern.SOLID,
    ColourRole.REDUCED: Pattern.UNDERLINED,
    ColourRole.EMPLOYER_PAID: Pattern.BARRED,
    ColourRole.SELF_PAID: Pattern.OUTLINED,
    ColourRole.ASK: Pattern.QUESTIONED,
    ColourRole.ENROLMENT: Pattern.SLANTED,
}


@value_type
class Ink:
    """The colours of one meaning, as `#rrggbb`.

    `fill` is the background of `text`; `line` draws edges, pattern strokes and the lines of markers.
    """

    fill: str
    line: str
    text: str


@value_type
class Palette:
    """Every colour of the timeline in one theme: backgrounds, texts, grid, and the ink of each role."""

    surface: str
    future: str
    text: str
    muted: str
    grid: str
    grid_strong: str
    focus: str
    inks: Mapping[ColourRole, Ink]

    def ink(self, role: ColourRole, *, tentative: bool) -> Ink:
        """The ink of a role; paler for what is `tentative`."""
        ink = self.inks[role]
        if not tentative or PATTERNS.get(role) is not Pattern.SOLID:
            return ink
        return Ink(_mixed(ink.fill, self.surface), ink.line, self.text)


_LIGHT = Palette(
    surface="#ffffff",
    future="#f6f7f9",
    text="#1c2530",
    muted="#4d5761",
    grid="#e9edf1",
    grid_strong="#cbd2d9",
    focus="#0b6a88",
    inks={
        ColourRole.EMPLOYEE: Ink("#1f6aa5", "#1f6aa5", "#ffffff"),
        ColourRole.FLEXIBLE: Ink("#1d7f72", "#1d7f72", "#ffffff"),
        ColourRole.RESIDENT: Ink("#7557a3", "#7557a3", "#ffffff"),
        ColourRole.BACK_PAID: Ink("#ffffff", "#1f6aa5", "#1a5a8d"),
        ColourRole.PLANNED: Ink("#ffffff", "#77818c", "#4d5761"),
        ColourRole.IN_TRANSIT: Ink("#ffffff", "#1f6aa5", "#1a5a8d"),
        ColourRole.UNKNOWN: Ink("#f3f4f6", "#77818c", "#4d5761"),
        ColourRole.LAPSE: Ink("#fdf1f0", "#c0362c", "#8f1f17"),
        ColourRole.WAITING: Ink("#fff5e0", "#b0700f", "#6e4400"),
        ColourRole.BENEFIT: Ink("#2b7a52", "#2b7a52", "#ffffff"),
        ColourRole.REDUCED: Ink("#e6f4ec", "#2b7a52", "#1a5537"),
        ColourRole.EMPLOYER_PAID: Ink("#fbf3ea", "#9a5b13", "#6e4008"),
        ColourRole.SELF_PAID: Ink("#f5f6f7", "#838d98", "#4d5761"),
        ColourRole.ASK: Ink("#f3f4f6", "#77818c", "#4d5761"),
        ColourRole.AS_OF: Ink("#1c2530", "#4d5761", "#4d5761"),
        ColourRole.PAY_ON: Ink("#0b6a88", "#0b6a88", "#0b6a88"),
        ColourRole.PAY_BY: Ink("#b3261e", "#b3261e", "#8f1f17"),
        ColourRole.RESTORATION: Ink("#2b7a52", "#2b7a52", "#1a5537"),
        ColourRole.CHANGE: Ink("#8a5a00", "#8a5a00", "#6e4400"),
        ColourRole.ENROLMENT: Ink("#efebf7", "#8069a8", "#5a4287"),
    },
)

_DARK = Palette(
    surface="#191d22",
    future="#20252b",
    text="#e8ebef",
    muted="#a6aeb8",
    grid="#2b323a",
    grid_strong="#444e58",
    focus="#4cb4d3",
    inks={
        ColourRole.EMPLOYEE: Ink("#6cb2e6", "#6cb2e6", "#0c1a25"),
        ColourRole.FLEXIBLE: Ink("#5fc4b4", "#5fc4b4", "#08201c"),
        ColourRole.RESIDENT: Ink("#b79ce0", "#b79ce0", "#1b1029"),
        ColourRole.BACK_PAID: Ink("#191d22", "#6cb2e6", "#9fd0f3"),
        ColourRole.PLANNED: Ink("#191d22", "#8a94a0", "#c8ced6"),
        ColourRole.IN_TRANSIT: Ink("#191d22", "#6cb2e6", "#9fd0f3"),
        ColourRole.UNKNOWN: Ink("#2b323a", "#8f99a5", "#d0d5db"),
        ColourRole.LAPSE: Ink("#3a1f1e", "#ff8a80", "#ffb4ad"),
        ColourRole.WAITING: Ink("#372b14", "#e3a94a", "#f4d39a"),
        ColourRole.BENEFIT: Ink("#6fc497", "#6fc497", "#06281a"),
        ColourRole.REDUCED: Ink("#1c3328", "#6fc497", "#b4e4ca"),
        ColourRole.EMPLOYER_PAID: Ink("#35291c", "#dca262", "#f0cda4"),
        ColourRole.SELF_PAID: Ink("#272b31", "#6c7580", "#d0d5db"),
        ColourRole.ASK: Ink("#2b323a", "#8f99a5", "#d0d5db"),
        ColourRole.AS_OF: Ink("#e8ebef", "#a6aeb8", "#c8ced6"),
        ColourRole.PAY_ON: Ink("#4cb4d3", "#4cb4d3", "#7fcde4"),
        ColourRole.PAY_BY: Ink("#ff8a80", "#ff8a80", "#ffb4ad"),
        ColourRole.RESTORATION: Ink("#6fc497", "#6fc497", "#96dbb6"),
        ColourRole.CHANGE: Ink("#e3a94a", "#e3a94a", "#f0c885"),
        ColourRole.ENROLMENT: Ink("#282339", "#9a85c4", "#cdbdec"),
    },
)

_HIGH_CONTRAST = Palette(
    surface="#000000",
    future="#000000",
    text="#ffffff",
    muted="#ffffff",
    grid="#4d4d4d",
    grid_strong="#808080",
    focus="#ffff00",
    inks={
        ColourRole.EMPLOYEE: Ink("#9ecbff", "#9ecbff", "#000000"),
        ColourRole.FLEXIBLE: Ink("#5cf2ea", "#5cf2ea", "#000000"),
        ColourRole.RESIDENT: Ink("#d9b8ff", "#d9b8ff", "#000000"),
        ColourRole.BACK_PAID: Ink("#000000", "#9ecbff", "#ffffff"),
        ColourRole.PLANNED: Ink("#000000", "#ffffff", "#ffffff"),
        ColourRole.IN_TRANSIT: Ink("#000000", "#9ecbff", "#ffffff"),
        ColourRole.UNKNOWN: Ink("#000000", "#ffffff", "#ffffff"),
        ColourRole.LAPSE: Ink("#000000", "#ff8a80", "#ffffff"),
        ColourRole.WAITING: Ink("#000000", "#ffc35c", "#ffffff"),
        ColourRole.BENEFIT: Ink("#7dffb3", "#7dffb3", "#000000"),
        ColourRole.REDUCED: Ink("#000000", "#7dffb3", "#ffffff"),
        ColourRole.EMPLOYER_PAID: Ink("#000000", "#ffc35c", "#ffffff"),
        ColourRole.SELF_PAID: Ink("#000000", "#bfbfbf", "#ffffff"),
        ColourRole.ASK: Ink("#000000", "#ffffff", "#ffffff"),
        ColourRole.AS_OF: Ink("#ffffff", "#ffffff", "#ffffff"),
        ColourRole.PAY_ON: Ink("#ffff00", "#ffff00", "#ffff00"),
        ColourRole.PAY_BY: Ink("#ff8a80", "#ff8a80", "#ff8a80"),
        ColourRole.RESTORATION: Ink("#7dffb3", "#7dffb3", "#7dffb3"),
        ColourRole.CHANGE: Ink("#ffc35c", "#ffc35c", "#ffc35c"),
        ColourRole.ENROLMENT: Ink("#000000", "#d9b8ff", "#ffffff"),
    },
)

_PRINT = Palette(
    surface="#ffffff",
    future="#ffffff",
    text="#000000",
    muted="#3d3d3d",
    grid="#dedede",
    grid_strong="#b8b8b8",
    focus="#000000",
    inks={
        ColourRole.EMPLOYEE: Ink("#3f3f3f", "#3f3f3f", "#ffffff"),
        ColourRole.FLEXIBLE: Ink("#6b6b6b", "#6b6b6b", "#ffffff"),
        ColourRole.RESIDENT: Ink("#cfcfcf", "#6b6b6b", "#000000"),
        ColourRole.BACK_PAID: Ink("#ffffff", "#000000", "#000000"),
        ColourRole.PLANNED: Ink("#ffffff", "#6b6b6b", "#000000"),
        ColourRole.IN_TRANSIT: Ink("#ffffff", "#6b6b6b", "#000000"),
        ColourRole.UNKNOWN: Ink("#ffffff", "#6b6b6b", "#000000"),
        ColourRole.LAPSE: Ink("#ffffff", "#000000", "#000000"),
        ColourRole.WAITING: Ink("#ffffff", "#000000", "#000000"),
        ColourRole.BENEFIT: Ink("#3f3f3f", "#3f3f3f", "#ffffff"),
        ColourRole.REDUCED: Ink("#ffffff", "#3f3f3f", "#000000"),
        ColourRole.EMPLOYER_PAID: Ink("#ffffff", "#3f3f3f", "#000000"),
        ColourRole.SELF_PAID: Ink("#ffffff", "#6b6b6b", "#000000"),
        ColourRole.ASK: Ink("#ffffff", "#6b6b6b", "#000000"),
        ColourRole.AS_OF: Ink("#000000", "#6b6b6b", "#000000"),
        ColourRole.PAY_ON: Ink("#000000", "#000000", "#000000"),
        ColourRole.PAY_BY: Ink("#000000", "#000000", "#000000"),
        ColourRole.RESTORATION: Ink("#000000", "#000000", "#000000"),
        ColourRole.CHANGE: Ink("#000000", "#3d3d3d", "#000000"),
        ColourRole.ENROLMENT: Ink("#ffffff", "#6b6b6b", "#000000"),
    },
)

PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: _LIGHT,
    Theme.DARK: _DARK,
    Theme.HIGH_CONTRAST: _HIGH_CONTRAST,
    Theme.PRINT: _PRINT,
}


_TINT = 0.22  # share of its colour that an unsettled bar keeps
_NEARLY_BLACK = 0.04045  # below it sRGB is linear (IEC 61966-2-1)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours after WCAG 2, from 1 (the same) to 21 (black on white).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _mixed(colour: str, ground: str) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(own * _TINT + other * (1 - _TINT)):02x}" for own, other in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _NEARLY_BLACK else ((channel + 0.055) / 1.055) ** 2.4
