"""An answer that repeats what stands behind its blank is the same answer: ``1964年`` where the stem says ``____年``."""

from __future__ import annotations

import re

from question_sets.text import after_gaps

_WORDS = """
年 年代 年级 世纪 月 日 号 天 周 周岁 岁 个月 个 名 人 位 次 届 条 款 项 章 编 节 篇 卷 首 字 回 度 摄氏度 ℃ 元 万元
亿元 秒 分 分钟 小时 米 厘米 公分 千米 公里 里 克 千克 公斤 斤 吨 升 毫升 赫兹 欧 安 伏 牛 倍 % 种 类 座 枚 颗 只 国
"""
_NO_UNITS = ("分之", "日报")
"""Words that begin as a unit does and are none."""
_UNITS = sorted([*_WORDS.split(), *_NO_UNITS], key=len, reverse=True)
_TAIL = re.compile(r"[\u4e00-\u9fff℃%]*")
_LONGEST_TAIL = 4
"""A few words behind a blank that end a sentence are repeated as a unit is: ``烈士纪念日`` for ``____纪念日。``"""

_CHINESE = "[〇○零一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+"
_DIGITS = rf"(?:\d+(?:[.,，．]\d+)*|{_CHINESE}(?:点{_CHINESE})?)"
_NUMBER = re.compile(rf"(?:{_DIGITS}年)?(?:{_DIGITS}月)?{_DIGITS}")
"""A plain number, or the part of a date that ends in one: ``1949年10`` before ``月``."""
_MEASURED = re.compile(rf"半|{_DIGITS}")
"""How an amount begins that has its unit already: ``半年``."""


def with_units(stem: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The answers with the spellings that repeat the unit, or the few words, behind their blanks.

    Done again, it adds nothing: a spelling that ends with what stands behind its blank is left as it is.
    """
    tails = after_gaps(stem)
    if len(tails) != len(values):
        return values
    return tuple(_repeated(value, tail) for value, tail in zip(values, tails, strict=True))


def _repeated(value: str, text: str) -> str:
    spellings = value.split("|")
    tail = _TAIL.match(text)
    words = tail[0] if tail else ""
    unit = next((one for one in _UNITS if words.startswith(one)), "")
    if unit in _NO_UNITS:
        unit = ""
    if len(words) > _LONGEST_TAIL:
        words = ""
    tails = tuple(filter(None, dict.fromkeys((unit, words))))
    plain = [one for one in spellings if not one.endswith(tails)] if tails else []
    longer = [f"{one}{more}" for more in tails for one in plain if _takes(one, more, unit)]
    return "|".join(dict.fromkeys([*spellings, *longer]))


def _takes(spelling: str, tail: str, unit: str) -> bool:
    """Whether a spelling with this tail is one thing said in full: a unit follows a number only, and no other unit."""
    if _NUMBER.fullmatch(spelling):
        return True
    return tail != unit and not (unit and _MEASURED.match(spelling))
