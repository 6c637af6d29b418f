"""An answer that repeats what stands behind its blank is the same answer: ``1964年`` where the stem says ``____年``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from question_sets.text import after_gaps

_WORDS = """
年 月 日 号 天 周 周岁 岁 个月 个 名 人 位 次 届 条 款 项 章 编 节 篇 卷 首 字 回 度 摄氏度 ℃ 元 万元 亿元 秒 分 分钟
小时 米 厘米 千米 公里 里 克 千克 公斤 斤 吨 升 毫升 赫兹 欧 安 伏 牛 倍 % 种 类 座 枚 颗 国
"""
_UNITS = sorted(_WORDS.split(), key=len, reverse=True)
_TAIL = re.compile(r"[\u4e00-\u9fff℃%]*")
_LONGEST_TAIL = 4
"""A few words behind a blank that end a sentence are repeated as a unit is: ``烈士纪念日`` for ``____纪念日。``"""


def with_units(stem: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The answers with the spellings that repeat the unit, or the few words, behind their blanks."""
    tails = after_gaps(stem)
    if len(tails) != len(values):
        return values
    return tuple(_repeated(value, tail) for value, tail in zip(values, tails, strict=True))


def _repeated(value: str, text: str) -> str:
    spellings = value.split("|")
    longer = [f"{one}{tail}" for tail in _tails(text) for one in spellings if not one.endswith(tail)]
    return "|".join(dict.fromkeys([*spellings, *longer]))


def _tails(text: str) -> Iterator[str]:
    tail = _TAIL.match(text)
    words = tail[0] if tail else ""
    if unit := next((one for one in _UNITS if words.startswith(one)), ""):
        yield unit
    if words != unit and 0 < len(words) <= _LONGEST_TAIL:
        yield words
