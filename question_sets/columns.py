"""Headings of the tables that people have, and the field that each heading means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_sets.keys import LETTERS
from scoring.tables.headings import IGNORED, MAX_HEADING, Meanings, column_key
from scoring.tables.text import coded

_NAMES: dict[str, str] = {
    "type": "题型 题目类型 试题类型 题类 题目题型 试题题型 类型 type questiontype kind",
    "stem": "题干 题干内容 试题题干 题目题干 题目内容 试题内容 题面 题目 试题 问题 问题内容 内容 "
    "考题 赛题 竞赛题目 题目描述 题目及选项 题目和选项 题目内容及选项 题干及选项 题干和选项 试题及选项 "
    "试题内容及选项 stem question questiontext text prompt",
    "option_cell": "选项 备选项 选项内容 候选项 options choices option",
    "key": "正确答案 标准答案 答案 参考答案 正确选项 答案选项 试题答案 题目答案 标准 正解 "
    "key answer answers correctanswer "
    "correctanswers correct rightanswer correctoption",
    "also": "备选答案 备用答案 其他答案 其它答案 同义答案 可接受答案 可接受的答案 等效答案 替代答案 另一答案 "
    "alternativeanswer alternativeanswers alternateanswer alternateanswers acceptedanswer acceptedanswers "
    "acceptableanswers otheranswers synonyms",
    "explanation": "解析 答案解析 试题解析 题目解析 解答 说明 解释 答题解析 explanation answerexplanation feedback "
    "rationale analysis",
    "citation": "出处 来源 依据 题目来源 试题来源 法条依据 citation source reference",
    "difficulty": "难度 难易度 难度系数 难易程度 难度等级 difficulty level",
    "chapter": "章节 章 所属章节 知识点 分类 类别 题目分类 试题分类 所属分类 栏目 chapter section category topic unit",
    "tags": "标签 关键词 关键字 tags tag keywords label labels",
    "points": "分值 分数 题目分值 试题分值 本题分值 分 points score marks mark",
    "stake": "风险分 风险分值 风险 stake stakes",
    "conflicts": "互斥组 互斥 互斥题 冲突组 不同场 conflictswith conflicts exclusive",
    "checked_on": "核对日期 核对于 核实日期 校对日期 checkedon checked",
    "valid_until": "有效期至 有效至 有效期 validuntil expires",
    "clue_cell": "线索 提示线索 clues clue",
    "media": "媒体 媒体文件 多媒体 素材 附件 图片 图片文件 配图 音频 音频文件 视频 视频文件 "
    "media mediafile image picture audio sound video film attachment file",
    "no": "序号 题号 编号 题目编号 试题编号 no num number id # question# index",
}
FIELDS: dict[str, tuple[str, int]] = {
    name: (field, order) for field, names in _NAMES.items() for order, name in enumerate(names.split())
}
"""Folded heading → (field, order of preference within the field)."""

_DECORATION = re.compile(r"[*＊:：_\-.]|[(（\[【].*?[)）\]】]")
_LIMITS = re.compile(r"(?:max\d{1,4}characters|chooseatleastone)$")
"""What the template of Kahoot adds to its headings."""

_OPTION = re.compile(r"^(?:选项|选|备选|备选项|备选答案|候选项|答案|option|choice|answer)?([a-j])(?:选项|项|答案)?$")
_OPTION_NO = re.compile(
    r"^(?:选项|选|备选|备选项|备选答案|候选项|option|choice|answer)(\d{1,2}|[一二三四五六七八九十])$"
)
_CLUE = re.compile(r"^(?:线索|提示线索|clue)(\d{1,2}|[一二三四五六七八九十])$")
_ANSWER = re.compile(
    r"^(?:填空)?(?:正确|标准|参考|试题|题目)?答案[(（]?(\d{1,2}|[一二三四五六七八九十])[)）]?$"
    r"|^(?:correct|right)answer(\d{1,2})$"
)
_BLANK = re.compile(
    r"^(?:第(\d{1,2}|[一二三四五六七八九十])(?:个)?空|(?:填)?空[(（]?(\d{1,2}|[一二三四五六七八九十])[)）]?"
    r"|填空(\d{1,2}|[一二三四五六七八九十])|blank(\d{1,2}))(?:的)?(?:正确|标准|参考)?(?:答案)?$"
)
_CHINESE = "一二三四五六七八九十"

OPTIONS = tuple(f"option{number}" for number in range(1, len(LETTERS) + 1))

BLANKS = tuple(f"blank{number}" for number in range(1, len(LETTERS) + 1))

MEANINGS = (*_NAMES, *OPTIONS, *BLANKS, IGNORED)
"""What an organiser may say of a column: a field, an option or a blank by its number, or nothing."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field, in order of preference; ``options`` by letter, ``clues`` by number.  ``answers``
    hold a key in several columns, by number: 答案1, 答案2, or ``by_blank`` 第1空, 第2空.

    ``unknown`` columns are not known, ``again`` are further columns of an option, clue or answer that has one (its
    meaning, the first place, this place), ``ignored`` are to be left out.
    """

    fields: dict[str, tuple[int, ...]]
    options: tuple[tuple[int, int], ...]
    clues: tuple[tuple[int, int], ...]
    unknown: tuple[int, ...]
    again: tuple[tuple[str, int, int], ...] = ()
    ignored: tuple[int, ...] = ()
    answers: tuple[tuple[int, int], ...] = ()
    by_blank: bool = False

    @property
    def named(self) -> int:
        """How many columns were recognised."""
        numbered = len(self.options) + len(self.clues) + len(self.answers)
        return sum(map(len, self.fields.values())) + numbered + len(self.again)

    @property
    def score(self) -> int:
        """How many columns were recognised; 0 if the row cannot be the heading of a question table."""
        return self.named if "stem" in self.fields and self.useful else 0

    @property
    def useful(self) -> bool:
        """Whether a stem would have something beside it that makes it a question."""
        return bool(self.options or self.answers) or any(
            name in self.fields for name in ("key", "type", "option_cell", "also")
        )

    def known(self, width: int) -> frozenset[int]:
        """The columns below ``width`` that have a meaning or are to be left out."""
        return frozenset(index for index in range(width) if self.meaning(index)) | set(self.ignored)

    def meaning(self, index: int) -> str:
        """The field of a column: "stem", "option1" …, "clue1" …, or ""."""
        for name, places in self.fields.items():
            if index in places:
                return name
        numbered = {place: OPTIONS[number] for number, place in self.options}
        numbered |= {place: f"clue{number}" for number, place in self.clues}
        numbered |= {place: f"blank{number}" for number, place in self.answers}
        numbered |= {place: name for name, _, place in self.again}
        return numbered.get(index, "")


def read_heading(cells: Sequence[str], meanings: Meanings | None = None, first_column: int = 0) -> Columns:
    """The columns of a row read as a heading; ``score`` tells whether it is one.  ``meanings`` go before names."""
    found: dict[str, list[tuple[int, int]]] = {}
    options: dict[int, int] = {}
    clues: dict[int, int] = {}
    answers: dict[int, int] = {}
    by_blank = False
    unknown, again, ignored = [], [], []
    for index, cell in enumerate(cells):
        name = _name(cell)
        said = meanings.get(column_key(first_column + index, cell), "") if meanings else ""
        option = OPTIONS.index(said) if said in OPTIONS else None if said else _option(name)
        if said == IGNORED:
            ignored.append(index)
        elif option is not None:
            if (first := options.setdefault(option, index)) != index:
                again.append((OPTIONS[option], first, index))
        elif said and said not in BLANKS:
            found.setdefault(said, []).append((-1, index))
        elif clue := _CLUE.match(name):
            if (first := clues.setdefault(_number(clue[1]), index)) != index:
                again.append((f"clue{_number(clue[1])}", first, index))
        elif answer := (BLANKS.index(said) + 1, True) if said else _answer(cell):
            by_blank |= answer[1]
            if (first := answers.setdefault(answer[0], index)) != index:
                again.append((f"blank{answer[0]}", first, index))
        elif name in FIELDS:
            field, order = FIELDS[name]
            found.setdefault(field, []).append((order, index))
        elif name:
            unknown.append(index)
    keys = found.get("key", ())
    if answers and len(keys) == 1 and not by_blank:
        if 1 not in answers:  # 答案, 答案2, 答案3
            answers[1] = found.pop("key")[0][1]
        elif not options:  # 答案1 … 答案4 beside 正确答案, as Kahoot's template has them
            options, answers = {number - 1: index for number, index in answers.items()}, {}
    fields = {field: tuple(index for _, index in sorted(places)) for field, places in found.items()}
    lettered, counted, keyed = (tuple(sorted(columns.items())) for columns in (options, clues, answers))
    return Columns(fields, lettered, counted, tuple(unknown), tuple(again), tuple(ignored), keyed, by_blank)


def heading_score(cells: Sequence[str], meanings: Meanings | None = None, first_column: int = 0) -> int:
    """How good a heading of a question table a row would be (``scoring.tables.grids.Score``)."""
    return read_heading(cells, meanings, first_column).score


def near_score(cells: Sequence[str]) -> int:
    """The same where a heading may lack what it needs: how many columns of at least two were recognised.  A row that
    is filled for the greater part with other texts is none."""
    columns = read_heading(cells)
    return columns.named if columns.named >= max(2, len(columns.unknown)) else 0


def _name(cell: str) -> str:
    plain = coded(cell[: MAX_HEADING + 1])
    return _LIMITS.sub("", _DECORATION.sub("", plain)) or plain


def _option(name: str) -> int | None:
    if lettered := _OPTION.match(name):
        return LETTERS.index(lettered[1].upper())
    if numbered := _OPTION_NO.match(name):
        number = _number(numbered[1])
        return number - 1 if 1 <= number <= len(LETTERS) else None
    return None


def _answer(cell: str) -> tuple[int, bool] | None:
    """The number of a heading such as 答案（2） or 第三空, and whether it counts blanks; None for any other."""
    plain = coded(cell[: MAX_HEADING + 1])
    for name in (plain.strip("*:"), _DECORATION.sub("", plain)):
        for pattern, by_blank in ((_ANSWER, False), (_BLANK, True)):
            found = pattern.match(name)
            number = _number(next(filter(None, found.groups()))) if found else 0
            if 1 <= number <= len(BLANKS):
                return number, by_blank
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _CHINESE.index(text) + 1
