"""The list of answers at the end of a bank: ``1-5 ABCDA``, ``1.A 2.B 3.C``, ``1. 长江`` a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_sets.bank_items import Item
from question_sets.bank_marks import is_key_alone, labelled
from question_sets.kinds import TYPES
from scoring.tables.problems import Problem, SourcePlace, error, note

_MARKER = re.compile(
    r"(?:^|(?<=[\s;；,，。、A-JＡ-Ｊ√×✓✗对错:：]))第?(\d{1,4})[ \t]{0,2}"
    r"(?:[-－—–~～至到]{1,2}[ \t]{0,2}(\d{1,4})[ \t]{0,2})?题?"
    r"(?:[.．、:：)）]+|(?=[ \t\u3000A-JＡ-Ｊ√×✓✗对错(（【]))"
)
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．:：]|[(（][一二三四五六七八九十]{1,3}[)）])[ \t\u3000]{0,4}(?=第?\d)"
)
_SIGN = re.compile(r"[A-JＡ-Ｊ]+|[√×✓✗✔✘]|正确|错误|对|错|[TF]")
_ENDS = " \t\u3000,，;；、."
_MOST = 200
"""A range of more questions than this is none."""


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """One answer of a list: the number of its question, its key, and what else stands behind it by field."""

    no: int
    key: str
    more: tuple[tuple[str, str], ...] = ()


class AnswersDiffer(Exception):
    """A range of numbers with more or fewer answers."""


def listed_answers(text: str) -> list[ListedAnswer]:
    """The answers of a line in order; empty if the line begins with no number.  A number counts only where it follows
    the one before it, so that figures inside an answer stay there.  The number of a section in front says nothing more:
    where numbers begin again, the next section does.

    Raises ``AnswersDiffer`` with the range (``1-5``) for which the line has another number of answers.
    """
    text = _ORDINAL.sub("", text)
    marks: list[tuple[int, int, int, int]] = []
    for mark in _MARKER.finditer(text):
        first = int(mark[1])
        until = int(mark[2] or first)
        follows = first == marks[-1][1] + 1 if marks else not mark.start() and first > 0
        if follows and first <= until < first + _MOST:
            marks.append((first, until, mark.start(), mark.end()))
    found: list[ListedAnswer] = []
    ends = [mark[2] for mark in marks[1:]] + [len(text)]
    for (first, until, _, begun), end in zip(marks, ends, strict=False):
        answer = text[begun:end].strip(_ENDS)
        found += [_single(first, answer)] if until == first else _ranged(first, until, answer)
    return found


def _single(no: int, answer: str) -> ListedAnswer:
    (_, key), *more = labelled(answer)
    named = [text for field, text in more if field == "key"]
    rest = tuple((field, text) for field, text in more if field != "key")
    return ListedAnswer(no, key or "".join(named[:1]), rest)


def _ranged(first: int, until: int, answer: str) -> list[ListedAnswer]:
    count = until - first + 1
    pieces = [piece for piece in re.split(r"[\s,，、;；]+", answer) if piece]
    runs = _SIGN.findall(answer)
    signs = [sign for run in runs for sign in (run if run.isupper() else [run])]
    for keys in (pieces, runs, signs):
        if len(keys) == count:
            return [ListedAnswer(first + index, key) for index, key in enumerate(keys)]
    raise AnswersDiffer(f"{first}-{until}")


def lists_answers(text: str) -> int:
    """How many answers ``text`` has if it is a line of such a list, else 0."""
    try:
        return len(listed_answers(text))
    except AnswersDiffer:
        return 2  # a range, with the wrong number of answers


def is_list(text: str) -> bool:
    """Whether a line of answers, maybe a single one, can be nothing else: ``1-5 ABCDA``, ``1.D``."""
    count = lists_answers(text)
    return count > 1 or (count == 1 and is_key_alone(listed_answers(text)[0].key))


def begins_list(text: str, after: int, *, long: bool) -> bool:
    """Whether a line below a heading 答案 begins the list of all answers.  A single one might also be the answer to
    question ``after`` itself, or the next question; where answers are ``long``, it may be numbered within."""
    count = lists_answers(text)
    if count != 1:
        return count > 1
    (one,) = listed_answers(text)
    return one.no != after + 1 and (is_key_alone(one.key) or not long)


class AnswerList:
    """Gives the answers of a list to the questions above it.  Where numbers begin again in each section, the list names
    the section, or begins again too."""

    def __init__(self, items: Sequence[Item], section: str, notes: list[tuple[SourcePlace, Problem]]) -> None:
        self.notes = notes
        self.kind = kind_of(section)
        self.last: Item | None = None
        self.runs: list[dict[int, Item]] = []
        self.run = self.at = 0
        before = 0
        for item in items:
            if not self.runs or item.no <= before:
                self.runs.append({})
            self.runs[-1][item.no] = item
            before = item.no

    def begin(self, section: str) -> None:
        """The answers of this section follow; by a name that no section of questions has, they go by their order."""
        kind = kind_of(section)
        self.kind = kind if any(kind_of(item.section) == kind for run in self.runs for item in run.values()) else ""
        self.last = None

    def read(self, place: SourcePlace, text: str) -> None:
        """One line: answers, or more of the last one."""
        try:
            listed = listed_answers(text)
        except AnswersDiffer as wrong:
            self.notes.append((place, error("answers-differ", "key", range=wrong)))
            return
        if not listed or (len(listed) == 1 and self._inside(listed[0].no)):
            self._more(place, text)
            return
        for one in listed:
            self._give(place, one)

    def read_row(self, place: SourcePlace, numbers: Sequence[int], keys: Sequence[str]) -> None:
        """A row of answers below a row of numbers, as a table has them."""
        if len(numbers) != len(keys):
            self.notes.append((place, error("answers-differ", "key", range=f"{numbers[0]}-{numbers[-1]}")))
            return
        for number, key in zip(numbers, keys, strict=True):
            self._give(place, ListedAnswer(number, key))

    def _inside(self, number: int) -> bool:
        """Whether a number belongs to an enumeration within an answer: the question of that number has its answer."""
        item = self.last
        return item is not None and item.part == "explanation" and number != self.at + 1

    def _more(self, place: SourcePlace, text: str) -> None:
        (_, head), *rest = labelled(text)
        if self.last is None:
            self.notes.append((place, note("line-skipped", text=text[:40])))
            return
        for name, value in [(self.last.part, head)] * bool(head) + rest:
            self.last.put(name, value)

    def _give(self, place: SourcePlace, one: ListedAnswer) -> None:
        if one.no <= self.at:
            self.run += 1
        self.at = one.no
        fitting = [run[one.no] for run in self.runs if one.no in run]
        if self.kind:
            fitting = [item for item in fitting if kind_of(item.section) == self.kind]
        elif len(fitting) > 1:
            fitting = [run[one.no] for run in self.runs[self.run : self.run + 1] if one.no in run]
        if len(fitting) != 1:
            code = "answer-of-several" if fitting else "answer-without-question"
            self.notes.append((place, error(code, "key", no=one.no, text=one.key[:40])))
            return
        item = self.last = fitting[0]
        if item.parts.get("key"):
            item.problems.append(error("answer-twice", "key", place=place, text=one.key[:40]))
            return
        item.put("key", one.key)
        for name, value in one.more:
            item.put(name, value)


def kind_of(section: str) -> str:
    """What the questions of a section are, however it is called: 单选 and 单项选择 are one kind."""
    return TYPES.get(section) or section
