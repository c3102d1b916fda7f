"""Makes `pinyin.json` from `regions.tsv` and the PyPI package `pypinyin` 0.55.0 (MIT).

Knows how the names of places are read. Does not know the program, and the program never imports it.

    python -m pip install pypinyin==0.55.0
    python resources/regions/build_pinyin.py

The same two inputs give the same bytes. `pypinyin` reads single letters by their commonest reading; the names of places
keep older ones, which stand below.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

from pypinyin import lazy_pinyin

PYPINYIN = "0.55.0"
LETTERS = {
    "伽": "jia",
    "佛": "fo",
    "什": "shi",
    "勒": "le",
    "卡": "ka",
    "圩": "xu",
    "尾": "wei",
    "曾": "zeng",
    "朝": "chao",
    "柏": "bai",
    "泊": "bo",
    "漯": "luo",
    "珲": "hun",
    "蚌": "beng",
    "覃": "qin",
    "都": "du",
    "长": "chang",
}
"""How a letter is read in the name of every place but those below."""
NAMES = {
    "丹棱县": "dan leng xian",
    "乐陵市": "lao ling shi",
    "六合区": "lu he qu",
    "南乐县": "nan le xian",
    "单县": "shan xian",
    "大城县": "dai cheng xian",
    "宕昌县": "tan chang xian",
    "崆峒区": "kong tong qu",
    "民乐县": "min le xian",
    "洪洞县": "hong tong xian",
    "浚县": "xun xian",
    "涡阳县": "guo yang xian",
    "穆棱市": "mu ling shi",
    "筠连县": "jun lian xian",
    "红寺堡区": "hong si pu qu",
    "绥棱县": "sui ling xian",
    "繁峙县": "fan shi xian",
    "荥经县": "ying jing xian",
    "长子县": "zhang zi xian",
}


def syllables(name: str) -> str:
    """How a name is read, a syllable for every letter, without tones."""
    if name in NAMES:
        return NAMES[name]
    read = lazy_pinyin(name)
    if len(read) != len(name):
        sys.exit(f"{name}: {read}")
    return " ".join(LETTERS.get(letter, syllable) for letter, syllable in zip(name, read, strict=True))


def main() -> None:
    """Write `pinyin.json` beside this script."""
    if version("pypinyin") != PYPINYIN:
        sys.exit(f"pypinyin is {version('pypinyin')}, expected {PYPINYIN}")
    here = Path(__file__)
    rows = [line.split("\t") for line in here.with_name("regions.tsv").read_text(encoding="utf-8").splitlines()]
    names = {code: name for code, name, *unlisted in rows if not unlisted}
    for name in NAMES.keys() - set(names.values()):
        sys.exit(f"{name}: no place of this name is listed")
    text = json.dumps({code: syllables(name) for code, name in names.items()}, separators=(",", ":"))
    here.with_name("pinyin.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{len(names)} names read")  # noqa: T201  a script's own report


if __name__ == "__main__":
    main()
