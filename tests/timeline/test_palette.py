import pytest

from app.timeline.palette import PALETTES, PATTERNS, ColourRole, Pattern, Theme, contrast

READABLE, VISIBLE = 4.5, 3.0


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", ColourRole)
def test_every_role_has_an_ink_in_every_theme_and_its_text_is_readable(theme: Theme, role: ColourRole) -> None:
    palette = PALETTES[theme]
    ink = palette.inks[role]
    if role in PATTERNS:
        assert contrast(ink.text, ink.fill) >= READABLE
        assert contrast(ink.line, palette.surface) >= VISIBLE
        assert contrast(ink.line, palette.future) >= VISIBLE


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", ColourRole)
def test_labels_beside_bars_and_markers_are_readable_on_the_sheet(theme: Theme, role: ColourRole) -> None:
    palette = PALETTES[theme]
    ink = palette.inks[role]
    for ground in (palette.surface, palette.future):
        if role not in PATTERNS:
            assert contrast(ink.text, ground) >= READABLE
            assert contrast(ink.line, ground) >= VISIBLE
        elif PATTERNS[role] is not Pattern.SOLID:  # labels of solid bars are written in the canvas's own text colour
            assert contrast(ink.text, ground) >= READABLE


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", PATTERNS)
def test_what_is_not_settled_is_readable_and_never_solid(theme: Theme, role: ColourRole) -> None:
    palette = PALETTES[theme]
    settled, unsettled = palette.ink(role, tentative=False), palette.ink(role, tentative=True)
    assert contrast(unsettled.text, unsettled.fill) >= READABLE
    assert (unsettled != settled) == (PATTERNS[role] is Pattern.SOLID)
    assert unsettled.line == settled.line


@pytest.mark.parametrize("theme", Theme)
def test_the_sheet_itself_is_readable(theme: Theme) -> None:
    palette = PALETTES[theme]
    for ground in (palette.surface, palette.future):
        assert contrast(palette.text, ground) >= READABLE
        assert contrast(palette.muted, ground) >= READABLE
        assert contrast(palette.focus, ground) >= VISIBLE


def test_paper_is_black_and_white() -> None:
    palette = PALETTES[Theme.PRINT]
    colours = {palette.surface, palette.future, palette.text, palette.muted, palette.grid, palette.grid_strong}
    colours |= {colour for ink in palette.inks.values() for colour in (ink.fill, ink.line, ink.text)}
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_bars_of_one_lane_that_share_a_pattern_differ_in_grey_on_paper() -> None:
    inks = PALETTES[Theme.PRINT].inks
    greys = [inks[role].fill for role in (ColourRole.EMPLOYEE, ColourRole.FLEXIBLE, ColourRole.RESIDENT)]
    assert len(set(greys)) == 3


def test_a_lapse_a_wait_and_cover_never_share_a_pattern() -> None:
    kinds = (
        ColourRole.EMPLOYEE,
        ColourRole.LAPSE,
        ColourRole.WAITING,
        ColourRole.BACK_PAID,
        ColourRole.UNKNOWN,
        ColourRole.IN_TRANSIT,
    )
    assert len({PATTERNS[role] for role in kinds}) == len(kinds)
