"""How wide a text is, and where a long title is broken: into lines of like length, and not within a word."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import pairwise

_WORDS_BEGIN = re.compile(
    "(?=关于|知识竞赛|获奖|评选|推荐|参评|评分|表彰|先进|入选|名单|审定|上报|典型|征求|的决定|的通报|的公示|的通知)"
)
"""Before these a title is broken rather than elsewhere."""

_TOGETHER = re.compile(r"[A-Za-z0-9.%]+|“[^”]*”|《[^》]*》|〔[^〕]*〕|（[^）]*）")
"""What is not broken: numbers, names in marks."""

_NOT_FIRST = frozenset("，。、；：！？）》”〕年月日号的")
"""What no line begins with."""


def ems(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def labelled(text: str, room: float) -> list[str]:
    """The lines of a label for which a line has ``room`` characters: its last word is not cut, 创学领导小组 | 意见."""
    lines = last_word_whole(text, room)
    return lines if len(lines) > 1 else balanced(text, room + 1)


def last_word_whole(text: str, room: float) -> list[str]:
    """A label, in two lines where it is too long for one and its last word is known, 所在（主办） | 单位."""
    found = _LAST_WORD.search(text)
    if ems(text) > room and found is not None and ems(text[: found.start()]) <= room:
        return [text[: found.start()], found[0]]
    return [text]


_LAST_WORD = re.compile("(?<=..)(意见|主任|组长|负责人|签字|单位|（.{1,4}）)$")


def balanced(title: str, room: float) -> list[str]:
    """The lines of a title for which a line has ``room`` characters; one that fits stays whole.  A character is left
    free: programs set a blank between Chinese and digits."""
    room -= 1
    count = math.ceil(ems(title) / room)
    if count <= 1:
        return [title]
    lines, rest = [], title
    for left in range(count, 1, -1):
        at = _break(rest, ems(rest) / left, room)
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*lines, rest]


def parted(title: str) -> list[str]:
    """A title in the parts between which a page may break it."""
    whole = [found.span() for found in _TOGETHER.finditer(title)]
    begins = (found.start() for found in _WORDS_BEGIN.finditer(title))
    ends = [0, *(at for at in begins if at and not any(a < at < b for a, b in whole)), len(title)]
    return [title[start:end] for start, end in pairwise(ends)]


def _break(text: str, wanted: float, room: float) -> int:
    """Where a line that should be ``wanted`` characters wide ends."""
    whole = [found.span() for found in _TOGETHER.finditer(text)]
    begins = {found.start() for found in _WORDS_BEGIN.finditer(text)}
    best, least = 0, math.inf
    width = 0.0
    for at, sign in enumerate(text):
        if at and width <= room and sign not in _NOT_FIRST - {"的"} and not any(a < at < b for a, b in whole):
            cost = abs(width - wanted) + (0 if at in begins or text[at - 1] == " " else 3.5)
            if sign == "的" and at not in begins:
                cost += 2
            if cost < least:
                best, least = at, cost
        width += ems(sign)
    return best or max(1, int(room))
