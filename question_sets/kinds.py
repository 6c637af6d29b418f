"""The type of a question: from the many names that tables use, or inferred if none is given."""

from __future__ import annotations

import re

from question_sets.keys import judged, judging
from question_sets.text import gaps
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.tables.text import coded

_NAMES: dict[str, str] = {
    "single": "单选 单项选择 单项 单选择 单项选 single singlechoice single_choice radio sc onecorrect",
    "multiple": "多选 多项选择 多项 多选择 不定项 不定项选择 不定项选 multiple multi multipleanswer multipleanswers "
    "multipleresponse multi_choice multiselect checkbox ma",
    "true_false": "判断 是非 对错 判断正误 判断对错 判断是非 正误 真假 true_false truefalse true/false t/f tf "
    "trueorfalse boolean bool yes/no yesno judgement judgment",
    "fill": "填空 填充 fill fillin fill-in fillintheblank fillintheblanks fill-in-the-blank "
    "fill_in_the_blank blank blanks cloze",
    "short": "简答 问答 论述 名词解释 案例分析 材料分析 材料 情景 情景分析 情境 开放 主观 视频 演讲 short "
    "shortanswer short_answer essay open openended open-ended",
    "": "选择 客观 choice multiplechoice multiple_choice mc mcq select",
}
TYPES: dict[str, str] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""Every known name, folded and without 题; "" means a choice question whose key shows whether it is single or
multiple."""

_ROUND_NAMES = (
    "必答 个人必答 共同必答 同步必答 团队必答 轮答 抢答 风险 加赛 备用 观众 观众互动 观众答 "
    "限时 限时快答 快答 指定 步步高 线索"
)
ROUNDS = frozenset(_ROUND_NAMES.split())
"""Names of rounds that tables have in the type column: they become a tag, and the type is inferred."""

_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十\d]+(?:部分|大题|章|节)?[、.:．：)）]?)+")
_TAIL = re.compile(r"[(（\[【].*$|[:：,，].*$")


def type_name(text: str) -> str:
    """The bare name in a type cell or a section heading: ``一、单项选择题（每题10分）`` gives ``单项选择``."""
    name = _TAIL.sub("", _ORDINAL.sub("", coded(text).strip("[]【】()（）")))
    return name.removesuffix("部分").removesuffix("试题").removesuffix("题目").removesuffix("题型").removesuffix("题")


def infer(options: tuple[str, ...], key_text: str, keys: int, stem: str) -> QuestionType:
    """The most likely type if the source says none: ``keys`` is the number of letters that the key names."""
    if judging(options):
        return "true_false"
    if len(options) >= 2:
        return "multiple" if keys > 1 else "single"
    if key_text and judged(key_text, stem):
        return "true_false"
    return "fill" if gaps(stem) else "short"
