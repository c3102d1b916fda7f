"""Makes the fonts we print with from the Debian package ``fonts-noto-cjk``.

Knows fonts. Does not know the program, and the program never imports it.

    python resources/fonts/build_fonts.py            # rebuild the three .otf files beside this script
    python resources/fonts/build_fonts.py --check    # rebuild elsewhere, compare byte for byte
    python resources/fonts/build_fonts.py --report   # also print the coverage table for README.md

Why not ship Noto Sans CJK SC as it is? Because what a reader copies out of our PDF must be what we printed.
Qt finds the text of a PDF by asking the font, for every glyph it drew, for the *lowest* BMP code point of
that glyph. Upstream lets several characters share a glyph and forms ligatures, so printed text came back
wrong (measured with PySide6 6.8.3 and pdftotext):

    一生身人大小  came back as  ⼀⽣⾝⼈⼤⼩   (Kangxi radicals; they fail every search and comparison)
    ——            came back as  ⸺           (a ligature of two dashes)
    1•2           came back as  1·2

So this font has **one glyph per character and one character per glyph**:

* The blocks Kangxi Radicals and CJK Radicals Supplement are left out. Text that holds such characters
  (pasted from a bad PDF) should be folded to ordinary ideographs before it is stored.
* Where characters share a glyph, the lowest code point that is stable under NFC keeps it.
  - A character that NFC replaces by another (compatibility ideographs, U+2329 …) is left out: the program
    stores NFC, so it never asks for it. Such characters with a glyph of their own stay.
  - Every other character gets a copy of the glyph, so nothing that people type is lost: no-break space,
    soft and no-break hyphen, the dots · • ‧ ・, ‒ beside –, … beside ⋯, ／ beside ∕, the dingbat circled
    digits, and the few unified ideographs that upstream draws alike (曶 㫚, 胶 㬵, …).
* The tab has a glyph. Where a font has none, Qt takes the space's, and then every space in a PDF reads as
  a tab.
* No layout tables, so no ligatures, no localised forms, no kerning, no vertical forms. Accents that have no
  composed character are placed by HarfBuzz's fallback.
* Without ligatures the dash needs care: upstream's — is 0.9 em wide with white at both sides, which leaves a
  hole in the Chinese dash ——. We take upstream's form for Simplified Chinese and draw it over its whole
  width, so that two of them join.

Characters outside the BMP print, but Qt writes no text for them: it looks no further than U+FFFF. No font
can change that.

Hints, vertical metrics and the Hangul blocks are left out for size. The same input and the same version of
fontTools give the same bytes.

Bold letters are for what the program says, not for 25 000 rare characters that names may hold. So the two
weights of the family hold what is common (`is_common`), and the rest stands in one weight in a family of its
own, which the program names second: a rare character comes from there, in bold text too, and Qt thickens it.

Names: the licence (SIL OFL 1.1) as packaged reserves no font name for Noto. The family is named apart all
the same, because a changed font must not be mistaken for an installed "Noto Sans CJK SC", and because
"Noto" and "Source" are other people's marks.
"""

# ruff: noqa: T201 - a script talks to the person who runs it

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Final
from unicodedata import is_normalized

from fontTools.cffLib import FDSelect, TopDict
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE: Final = Path(__file__).resolve().parent

# --- where it comes from ------------------------------------------------------------------------------------

SOURCE_DIRECTORY: Final = Path("/usr/share/fonts/opentype/noto")
SOURCE_PACKAGE: Final = "fonts-noto-cjk"
SOURCE_PACKAGE_VERSION: Final = "1:20220127+repack1-1"
SOURCE_FAMILY: Final = "Noto Sans CJK SC"
SOURCE_FONT_VERSION: Final = "Version 2.004;hotconv 1.0.118;makeotfexe 2.5.65603"
FONTTOOLS_VERSION: Final = "4.68.0"

# --- what it is called --------------------------------------------------------------------------------------

FAMILY: Final = "Xubaotong Sans SC"
POSTSCRIPT_FAMILY: Final = "XubaotongSansSC"
FONT_VERSION: Final = "1.000"
UNREGISTERED_VENDOR: Final = "NONE"


@dataclass(frozen=True)
class Weight:
    """One weight: its style name and the digest of the collection it was made from."""

    style: str
    source_sha256: str

    @property
    def source_name(self) -> str:
        """Upstream's file."""
        return f"NotoSansCJK-{self.style}.ttc"


REGULAR: Final = Weight("Regular", "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a")
BOLD: Final = Weight("Bold", "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb")


@dataclass(frozen=True)
class Cut:
    """One file of ours: its weight, and whether it holds the common characters or the rare ones."""

    weight: Weight
    rare: bool = False

    @property
    def family(self) -> str:
        """The rare characters are a family of their own, or bold text would not find them."""
        return f"{FAMILY} Rare" if self.rare else FAMILY

    @property
    def postscript_name(self) -> str:
        """The name in a PDF."""
        return f"{POSTSCRIPT_FAMILY}{'Rare' if self.rare else ''}-{self.weight.style}"

    @property
    def output_name(self) -> str:
        """Our file."""
        return f"{self.postscript_name}.otf"

    @property
    def full_name(self) -> str:
        """The family with the style, as font lists show it."""
        return self.family if self.weight is REGULAR else f"{self.family} {self.weight.style}"

    def holds(self, code_point: int) -> bool:
        """Whether the character belongs here; tab and space belong everywhere."""
        return code_point in (TAB, SPACE) or is_common(code_point) is not self.rare


CUTS: Final = (Cut(REGULAR), Cut(BOLD), Cut(REGULAR, rare=True))

# --- what it holds ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A range of code points, both ends included; of each we take whatever the source has."""

    name: str
    first: int
    last: int

    def __contains__(self, code_point: object) -> bool:
        return isinstance(code_point, int) and self.first <= code_point <= self.last


TAB: Final = 0x0009
SPACE: Final = 0x0020

BLOCKS: Final = (
    Block("Tab", TAB, TAB),
    Block("Basic Latin", 0x0020, 0x007E),
    Block("Latin-1 Supplement", 0x00A0, 0x00FF),
    Block("Latin Extended, IPA", 0x0100, 0x02AF),  # pinyin: ā ǎ ǹ ɑ ɡ
    Block("Spacing Modifier Letters", 0x02B0, 0x02FF),
    Block("Combining Diacritical Marks", 0x0300, 0x036F),
    Block("Greek", 0x0370, 0x03FF),  # Greek and Cyrillic are in GB 2312
    Block("Cyrillic", 0x0400, 0x04FF),
    Block("Latin Extended Additional", 0x1E00, 0x1EFF),
    Block("General Punctuation", 0x2000, 0x206F),
    Block("Superscripts, Currency", 0x2070, 0x20CF),
    Block("Letterlike Symbols, Number Forms", 0x2100, 0x218F),
    Block("Arrows", 0x2190, 0x21FF),
    Block("Mathematical Operators", 0x2200, 0x22FF),
    Block("Miscellaneous Technical", 0x2300, 0x23FF),
    Block("Control Pictures", 0x2400, 0x243F),
    Block("Enclosed Alphanumerics", 0x2460, 0x24FF),
    Block("Box Drawing, Block Elements", 0x2500, 0x259F),
    Block("Geometric Shapes", 0x25A0, 0x25FF),
    Block("Miscellaneous Symbols, Dingbats", 0x2600, 0x27BF),
    Block("Supplemental Arrows and Symbols", 0x2900, 0x2BFF),
    Block("Supplemental Punctuation", 0x2E00, 0x2E7F),
    Block("Ideographic Description Characters", 0x2FF0, 0x2FFF),
    Block("CJK Symbols and Punctuation", 0x3000, 0x303F),
    Block("Hiragana, Katakana", 0x3040, 0x30FF),
    Block("Bopomofo", 0x3100, 0x312F),
    Block("Kanbun, Bopomofo Extended", 0x3190, 0x31BF),
    Block("CJK Strokes", 0x31C0, 0x31EF),
    Block("Katakana Phonetic Extensions", 0x31F0, 0x31FF),
    Block("Enclosed CJK Letters and Months", 0x3200, 0x32FF),
    Block("CJK Compatibility", 0x3300, 0x33FF),
    Block("CJK Extension A", 0x3400, 0x4DBF),
    Block("CJK Unified Ideographs (URO)", 0x4E00, 0x9FFF),
    Block("CJK Compatibility Ideographs", 0xF900, 0xFAFF),
    Block("Vertical Forms, CJK Compatibility Forms", 0xFE10, 0xFE4F),
    Block("Small Form Variants", 0xFE50, 0xFE6F),
    Block("Fullwidth and Halfwidth Forms", 0xFF00, 0xFF9F),
    Block("Fullwidth Signs", 0xFFE0, 0xFFEF),
    Block("CJK Extension B", 0x20000, 0x2A6DF),
    Block("CJK Extension C", 0x2A700, 0x2B73F),
    Block("CJK Extension D", 0x2B740, 0x2B81F),
    Block("CJK Extension E", 0x2B820, 0x2CEAF),
    Block("CJK Extension F", 0x2CEB0, 0x2EBEF),
    Block("CJK Extension I", 0x2EBF0, 0x2EE5F),
    Block("CJK Compatibility Ideographs Supplement", 0x2F800, 0x2FA1F),
    Block("CJK Extension G", 0x30000, 0x3134F),
    Block("CJK Extension H", 0x31350, 0x323AF),
)

IDEOGRAPHS: Final = tuple(
    block for block in BLOCKS if block.name.startswith(("CJK Ext", "CJK Uni", "CJK Compatibility I"))
)
IN_NAMES_OF_PLACES: Final = frozenset("埇沚浉瀍猇硚鄠")
"""Ideographs beyond GB 2312 that the program itself writes."""

RADICAL_BLOCKS: Final = (
    Block("CJK Radicals Supplement", 0x2E80, 0x2EFF),
    Block("Kangxi Radicals", 0x2F00, 0x2FDF),
)

LAST_OF_BMP: Final = 0xFFFF

JOINING_DASHES: Final = (0x2014, 0x2E3A, 0x2E3B)  # — ⸺ ⸻

# GSUB is read before it is dropped, for the Simplified Chinese dashes.
UNUSED_TABLES: Final = ("BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")


class SourceError(Exception):
    """The installed upstream font is not the one this script was written for."""


# --- deciding -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CharacterPlan:
    """Which character gets which glyph, so that no two characters share one.

    own:     code point -> upstream's glyph
    copies:  code point -> code point in ``own`` whose glyph it gets a copy of
    dropped: code point -> code point in ``own`` that has its glyph
    """

    own: Mapping[int, str]
    copies: Mapping[int, int]
    dropped: Mapping[int, int]

    @property
    def covered(self) -> frozenset[int]:
        """Every code point this font holds."""
        return frozenset(self.own) | frozenset(self.copies)


def plan_characters(source: Mapping[int, str]) -> CharacterPlan:
    """Choose from upstream's ``source`` (code point -> glyph name) what this font holds.

    >>> plan = plan_characters({0x20: "space", 0xA0: "space", 0x2F08: "ren", 0x4EBA: "ren"})
    >>> dict(plan.own), dict(plan.copies), dict(plan.dropped)
    ({32: 'space', 20154: 'ren'}, {160: 32}, {})
    >>> plan_characters({0x4E0D: "bu", 0xF967: "bu"}).dropped
    {63847: 19981}
    """
    sharers: defaultdict[str, list[int]] = defaultdict(list)
    for code_point in sorted(source):
        if any(code_point in block for block in BLOCKS):
            sharers[source[code_point]].append(code_point)

    own: dict[int, str] = {}
    copies: dict[int, int] = {}
    dropped: dict[int, int] = {}
    for glyph, code_points in sharers.items():
        keeper, *others = sorted(code_points, key=lambda each: (not _is_stable(each), each))
        own[keeper] = glyph
        for other in others:
            (copies if _is_stable(other) else dropped)[other] = keeper
    return CharacterPlan(own, copies, dropped)


def is_common(code_point: int) -> bool:
    """Whether both weights hold it: every sign and letter, and the ideographs of GB 2312.

    >>> [is_common(ord(each)) for each in "A，国埇㐂"]
    [True, True, True, True, False]
    """
    if not any(code_point in block for block in IDEOGRAPHS) or chr(code_point) in IN_NAMES_OF_PLACES:
        return True
    try:
        return bool(chr(code_point).encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _is_stable(code_point: int) -> bool:
    """Whether NFC leaves the character as it is."""
    return is_normalized("NFC", chr(code_point))


def simplified_chinese_forms(font: TTFont) -> dict[str, str]:
    """Upstream's glyph substitutions for text marked as Simplified Chinese: feature ``locl`` of hani/ZHS."""
    gsub = font["GSUB"].table
    (script,) = (each.Script for each in gsub.ScriptList.ScriptRecord if each.ScriptTag == "hani")
    (language,) = (each.LangSys for each in script.LangSysRecord if each.LangSysTag == "ZHS ")
    features = (gsub.FeatureList.FeatureRecord[index] for index in language.FeatureIndex)
    (lookups,) = (each.Feature.LookupListIndex for each in features if each.FeatureTag == "locl")
    forms: dict[str, str] = {}
    for index in lookups:
        for subtable in gsub.LookupList.Lookup[index].SubTable:
            forms |= getattr(subtable, "ExtSubTable", subtable).mapping
    return forms


# --- building -----------------------------------------------------------------------------------------------


def build(cut: Cut, source_path: Path) -> bytes:
    """One cut as an OpenType font file with CFF outlines."""
    font = open_face(source_path)
    source = characters_of(font)
    covered = plan_characters(source).covered
    average = _average_width(font, [source[each] for each in sorted(covered)])
    plan = plan_characters({each: source[each] for each in covered if cut.holds(each)})
    _subset(font, plan)
    subset_order = font.getGlyphOrder()

    font = _reopened(font)
    glyph_order = _number_glyphs(font)
    new_names = dict(zip(subset_order, glyph_order, strict=True))
    cmap = {code_point: new_names[glyph] for code_point, glyph in plan.own.items()}
    for code_point, original in sorted(plan.copies.items()):
        cmap[code_point] = _copy_glyph(font, cmap[original])
    for dash in sorted(cmap.keys() & set(JOINING_DASHES)):
        _draw_over_whole_width(font, cmap[dash])
    _write_cmap(font, cmap)
    _rename(font, cut)
    _refresh_os2(font, average)

    output = BytesIO()
    font.save(output)
    return output.getvalue()


def open_face(source_path: Path) -> TTFont:
    """The Simplified Chinese face of an upstream collection."""
    with TTCollection(source_path, lazy=True) as collection:
        families = [face["name"].getBestFamilyName() for face in collection]
    if SOURCE_FAMILY not in families:
        raise SourceError(f"{source_path} has no face {SOURCE_FAMILY!r}, only {families}")
    return TTFont(source_path, fontNumber=families.index(SOURCE_FAMILY), lazy=True, recalcTimestamp=False)


def characters_of(font: TTFont) -> dict[int, str]:
    """Upstream's characters, with the tab, and with the dashes in their form for Simplified Chinese."""
    characters: dict[int, str] = dict(font.getBestCmap())
    forms = simplified_chinese_forms(font)
    dashes = {dash: forms[characters[dash]] for dash in JOINING_DASHES}
    return characters | {TAB: characters[SPACE]} | dashes


def _subset(font: TTFont, plan: CharacterPlan) -> None:
    options = Options()
    options.drop_tables = [*options.drop_tables, *UNUSED_TABLES]
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=plan.own.values())
    subsetter.subset(font)


def _reopened(font: TTFont) -> TTFont:
    """The font as it reads back from its own bytes, so that every table agrees with the new glyph set."""
    buffer = BytesIO()
    font.save(buffer)
    font.close()
    return TTFont(BytesIO(buffer.getvalue()), recalcTimestamp=False)


def _number_glyphs(font: TTFont) -> list[str]:
    """Make every CID equal to its glyph index, and return the new glyph order.

    Upstream's CIDs mean nothing outside upstream (its ordering is Identity). Must run before any table
    that holds glyph names is read.
    """
    top = _top_dict(font)
    order = [".notdef", *(f"cid{index:05d}" for index in range(1, len(top.charset)))]
    top.charset = order
    top.CharStrings.charStrings = {glyph: index for index, glyph in enumerate(order)}
    font.setGlyphOrder(order)
    return list(order)


def _copy_glyph(font: TTFont, original: str) -> str:
    """Append a copy of the glyph ``original`` and return its name."""
    top = _top_dict(font)
    charstrings = top.CharStrings
    selector: FDSelect = top.FDSelect
    index = len(top.charset)
    copy = f"cid{index:05d}"
    charstrings.charStringsIndex.append(charstrings[original])
    charstrings.charStrings[copy] = index
    selector.append(selector[font.getGlyphID(original)])
    metrics = font["hmtx"].metrics
    metrics[copy] = metrics[original]
    top.charset.append(copy)
    font.setGlyphOrder(list(top.charset))
    return copy


def _draw_over_whole_width(font: TTFont, dash: str) -> None:
    """Replace a dash by a bar as high as before that begins and ends at the edges of its cell."""
    glyphs = font.getGlyphSet()
    bounds = BoundsPen(glyphs)
    glyphs[dash].draw(bounds)
    _, bottom, _, top = bounds.bounds
    metrics = font["hmtx"].metrics
    width, _ = metrics[dash]

    charstrings = _top_dict(font).CharStrings
    private = charstrings[dash].private
    pen = T2CharStringPen(width - private.nominalWidthX, glyphs)
    pen.moveTo((0, bottom))
    pen.lineTo((width, bottom))
    pen.lineTo((width, top))
    pen.lineTo((0, top))
    pen.closePath()
    charstrings[dash] = pen.getCharString(private, charstrings.globalSubrs)
    metrics[dash] = (width, 0)


def _write_cmap(font: TTFont, cmap: Mapping[int, str]) -> None:
    """Replace the cmap, variation sequences included, by ``cmap`` in formats 4 (BMP) and 12 (all)."""
    in_bmp = {code_point: glyph for code_point, glyph in cmap.items() if code_point <= LAST_OF_BMP}
    layout = ((4, 0, 3, in_bmp), (12, 0, 4, cmap), (4, 3, 1, in_bmp), (12, 3, 10, cmap))
    subtables = []
    for table_format, platform, encoding, mapping in layout:
        subtable = CmapSubtable.newSubtable(table_format)
        subtable.platformID = platform
        subtable.platEncID = encoding
        subtable.language = 0
        subtable.cmap = dict(sorted(mapping.items()))
        subtables.append(subtable)
    font["cmap"].tables = subtables


def _rename(font: TTFont, cut: Cut) -> None:
    name = font["name"]
    postscript_name = cut.postscript_name
    kept = {name_id: name.getDebugName(name_id) for name_id in (0, 7, 9, 11, 13, 14)}
    entries = kept | {
        1: cut.family,
        2: cut.weight.style,
        3: f"{FONT_VERSION};{UNREGISTERED_VENDOR};{postscript_name}",
        4: cut.full_name,
        5: f"Version {FONT_VERSION}",
        6: postscript_name,
        10: f"Modified version of {SOURCE_FAMILY} {cut.weight.style}, {SOURCE_FONT_VERSION}",
    }
    name.names = []
    for name_id, text in sorted(entries.items()):
        name.setName(text, name_id, platformID=3, platEncID=1, langID=0x409)

    font["head"].fontRevision = float(FONT_VERSION)
    font["OS/2"].achVendID = UNREGISTERED_VENDOR

    cff = font["CFF "].cff
    cff.fontNames = [postscript_name]
    top = _top_dict(font)
    top.FullName = cut.full_name
    top.FamilyName = cut.family
    top.CIDFontVersion = float(FONT_VERSION)
    top.CIDCount = len(top.charset)
    for part in top.FDArray:
        part.FontName = f"{postscript_name}-{part.FontName.rpartition('-')[2]}"


def _average_width(font: TTFont, glyphs: Sequence[str]) -> int:
    """The average of the widths that are not zero; the files have that of all characters, as fields are sized by it."""
    widths = [width for width, _ in (font["hmtx"].metrics[glyph] for glyph in glyphs) if width]
    return round(sum(widths) / len(widths))


def _refresh_os2(font: TTFont, average: int) -> None:
    os2 = font["OS/2"]
    os2.recalcUnicodeRanges(font)
    os2.recalcCodePageRanges(font)
    os2.xAvgCharWidth = average


def _top_dict(font: TTFont) -> TopDict:
    return font["CFF "].cff.topDictIndex[0]


# --- telling ------------------------------------------------------------------------------------------------


def differences_from_expected(weight: Weight, source_path: Path) -> list[str]:
    """Print which source was found; return how it differs from the one this script was written for."""
    digest = hashlib.sha256(source_path.read_bytes()).hexdigest()
    with open_face(source_path) as face:
        font_version = face["name"].getDebugName(5)
    package_version = _installed_package_version()
    print(f"{source_path}\n  package {SOURCE_PACKAGE} {package_version}\n  {font_version}\n  sha256 {digest}")
    expectations = (
        ("package version", SOURCE_PACKAGE_VERSION, package_version),
        ("font version", SOURCE_FONT_VERSION, font_version),
        ("sha256", weight.source_sha256, digest),
    )
    return [f"{what} is {found}, expected {expected}" for what, expected, found in expectations if found != expected]


def _installed_package_version() -> str:
    try:
        query = subprocess.run(  # noqa: S603 - every argument is a constant of this file
            ["dpkg-query", "--show", "--showformat=${Version}", SOURCE_PACKAGE],  # noqa: S607 - found by PATH, as apt's
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "(not installed as a Debian package)"
    return query.stdout


def coverage_table(source_path: Path) -> str:
    """A Markdown table: per block, how many characters upstream has and what became of them."""
    with open_face(source_path) as face:
        source = characters_of(face)
    plan = plan_characters(source)
    rows = ["| block | code points | upstream | here | of these, copies | left out |", "|---|---|---:|---:|---:|---:|"]
    for block in sorted((*BLOCKS, *RADICAL_BLOCKS), key=lambda each: each.first):
        upstream = sum(code_point in block for code_point in source)
        here = sum(code_point in block for code_point in plan.covered)
        copies = sum(code_point in block for code_point in plan.copies)
        if upstream:
            span = f"{block.first:04X}–{block.last:04X}"
            rows.append(f"| {block.name} | {span} | {upstream} | {here} | {copies} | {upstream - here} |")
    rows.append(f"| total | | | {len(plan.covered)} | {len(plan.copies)} | |")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, or check, every cut; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=SOURCE_DIRECTORY, help="directory of NotoSansCJK-*.ttc")
    parser.add_argument("--any-source", action="store_true", help="go on although the source is another version")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a rebuild would differ")
    parser.add_argument("--report", action="store_true", help="print the coverage table")
    options = parser.parse_args(arguments)

    if version("fonttools") != FONTTOOLS_VERSION:
        print(f"note: fontTools {version('fonttools')}; with {FONTTOOLS_VERSION} the bytes may differ", file=sys.stderr)

    failures: list[str] = []
    for cut in CUTS:
        source_path = options.source / cut.weight.source_name
        differences = differences_from_expected(cut.weight, source_path)
        for difference in differences:
            print(f"  note: {difference}", file=sys.stderr)
        if differences and not options.any_source:
            raise SourceError("another source than expected; see the notes above, or pass --any-source")

        built = build(cut, source_path)
        output_path = HERE / cut.output_name
        if not options.check:
            output_path.write_bytes(built)
        elif not output_path.is_file() or output_path.read_bytes() != built:
            failures.append(output_path.name)
        print(f"  -> {output_path.name}, {len(built)} bytes, sha256 {hashlib.sha256(built).hexdigest()}")

    if options.report:
        print(coverage_table(options.source / REGULAR.source_name))
    if failures:
        print(f"differs from a rebuild: {', '.join(failures)}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (SourceError, OSError) as error:
        sys.exit(f"build_fonts: {error}")
