"""Replaces letters that a PDF gives out in place of those it shows: radicals for signs that look like them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RADICAL: Final = re.compile("[\u2e80-\u2fd5]")
_LOOK_ALIKES: Final = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳罓⺵罒⺶羊⺷羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝"
    "⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉"
    "⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
"""Radicals of the supplement, each followed by the sign it is shown as; Unicode itself ties only two of them."""

_TABLE: Final = {
    **{ord(sign): unicodedata.normalize("NFKC", sign) for sign in map(chr, range(0x2E80, 0x2FD6))},
    **{ord(radical): sign for radical, sign in zip(_LOOK_ALIKES[::2], _LOOK_ALIKES[1::2], strict=True)},
}


def as_shown(text: str) -> str:
    """A text with its radicals turned back into the signs they are shown as.

    >>> as_shown("2024年1⽉ ⼈员 居⺠ ⻓沙")
    '2024年1月 人员 居民 长沙'
    """
    return text.translate(_TABLE) if _RADICAL.search(text) else text
