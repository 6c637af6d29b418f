"""Stems: their numbering, a type written in front, and an answer left in the bracket."""

from __future__ import annotations

import re

from question_sets.keys import fill_values, letters_of, truth
from question_sets.kinds import TYPES, type_name
from question_sets.text import BLANK, gaps
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.tables.text import bare, clean, coded, until_stable

_NUMBERING = re.compile(r"^(?:\d{1,4}|第\d{1,4}题)(?:[、．:：]|\.(?!\d)|[)）])\s*(?=\D)")
_TAG = re.compile(r"^[(（\[【]([^()（）\[\]【】]{1,10})[)）\]】]\s*")
_TAIL_TAG = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,10})[)）\]】][。.]?$")
_BRACKET = re.compile(r"[(（【\[]\s{0,9}([^()（）【】\[\]]{1,40}?)\s{0,9}[)）】\]]")

_LABEL = re.compile(r"^(?:正确|标准|参考)?答案\s{0,4}[:：]\s{0,4}(?=\S)")


def numbering_off(stem: str) -> str:
    """``12、题干`` without its number; a stem that begins with a figure of its own (5.4运动) stays."""
    return until_stable(lambda text: clean(_NUMBERING.sub("", text, count=1)) or text, stem)


def leading_tag(stem: str) -> tuple[str, str]:
    """The stem without the type in front of it (``【多选题】…``), and the text of that type or ""."""
    tag = _TAG.match(stem)
    if tag is None or type_name(tag[1]) not in TYPES or not stem[tag.end() :].strip():
        return stem, ""
    rest, inner = leading_tag(numbering_off(clean(stem[tag.end() :])))
    return rest, inner or tag[1]


def trailing_tag(stem: str) -> tuple[str, str]:
    """The stem without the type behind it (``…是（  ）。（单选）``), and the text of that type or ""."""
    tag = _TAIL_TAG.search(stem)
    if tag is None or TYPES.get(type_name(tag[1]), "") not in ("single", "multiple", "true_false", "fill"):
        return stem, ""
    return clean(stem[: tag.start()]), tag[1]


def cleared_stem(stem: str, kind: QuestionType, key: str) -> tuple[str, str, bool]:
    """The stem with its answer taken out of the bracket, the answer found there or "", and whether it equals ``key``.

    A bracket whose content differs from a given key stays: it may be part of the sentence (维生素（A）).
    """
    for bracket in reversed(list(_BRACKET.finditer(stem))):
        inside = unlabelled(bracket[1].strip())
        meant = _meaning(inside, kind)
        if meant is None:
            continue
        if not key or meant == _meaning(key, kind):
            before, after = stem[: bracket.start()], stem[bracket.end() :]
            own = inside != bracket[1].strip() and gaps(before + after)  # the blank stands elsewhere
            return clean(before + ("" if own else BLANK) + after), inside, bool(key)
        if kind != "fill":
            return stem, inside, False
    return stem, "", False


def unlabelled(inside: str) -> str:
    """What stands in a bracket, without the word before it: ``答案：瑞金`` is 瑞金."""
    return _LABEL.sub("", inside, count=1)


def _meaning(text: str, kind: QuestionType) -> object:
    """What ``text`` says as a key of this type; None where it says nothing."""
    if kind in ("single", "multiple"):
        letters = letters_of(text)
        in_order = letters is not None and "".join(letters) == re.sub(r"[^a-j]", "", coded(text)).upper()
        return letters if in_order and (kind == "multiple" or len(letters or ()) == 1) else None
    if kind == "true_false":
        return truth(text) if len(coded(text)) <= 2 else None
    if kind == "fill":
        values = fill_values(text, 1)
        return bare(values[0]) if values else None
    return None
