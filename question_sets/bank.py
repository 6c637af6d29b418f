"""A question bank in lines, as offices write it: numbered stems, options, labelled answers, or answers at the end.

Text files and Word documents give the same ``Line`` values, so both are read by this one reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from question_sets.bank_answers import AnswerList, begins_list, is_list, kind_of, lists_answers
from question_sets.bank_items import UNDERLINED, UNMARKED, Item, Line
from question_sets.bank_marks import (
    answers_of_row,
    asks,
    is_answers_head,
    is_chapter,
    is_key_alone,
    is_passage,
    key_before_number,
    labelled,
    number_first,
    number_of,
    number_style,
    numbers_of_row,
    option_at,
    section_of,
    stake_of,
    with_colon,
    with_points,
)
from question_sets.kinds import TYPES
from question_sets.model import Draft
from question_sets.options import marked_options
from scoring.tables.delimited import decode
from scoring.tables.limits import MAX_CELL, MAX_ROWS
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.text import clean

_BEGINS = frozenset({"stem", "type", "no"})


@dataclass(slots=True)
class BankDrafts:
    """What a bank gave: drafts in order, notes with their place, blank lines."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[SourcePlace, Problem]] = field(default_factory=list)
    blank: int = 0


def read_text_bank(name: str, data: bytes) -> BankDrafts:
    """A bank in a text file; the row of a place is the line of the file."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return read_bank([Line(SourcePlace(name, row, "line"), line) for row, line in enumerate(text.split("\n"), start=1)])


def read_bank(lines: Sequence[Line]) -> BankDrafts:
    """Every question of ``lines`` as a draft, and a note for every line that is part of none."""
    filled = sum(bool(line.text.strip()) for line in lines)
    if filled > MAX_ROWS:
        raise Unreadable(error("too-many-rows", limit=MAX_ROWS, rows=filled))
    texts = [number_first(clean(line.text[: MAX_CELL + 1])) for line in lines]
    bank = _Bank(numbered=sum(number_of(text, 0) is not None for text in texts) > 1)
    following, ahead = "", [""] * len(texts)
    for index in range(len(texts) - 1, -1, -1):
        ahead[index], following = following, texts[index].translate(UNMARKED) or following
    for line, text, next_text in zip(lines, texts, ahead, strict=True):
        bank.read(line, text, next_text)
    bank.found.drafts = [item.draft() for item in bank.items]
    return bank.found


class _Bank:
    """The state between lines."""

    def __init__(self, *, numbered: bool) -> None:
        self.numbered = numbered
        self.items: list[Item] = []
        self.found = BankDrafts()
        self.item: Item | None = None  # the question that a further line belongs to
        self.section = self.chapter = self.stake = ""
        self.seen: set[str] = set()  # the kinds of the sections that have questions
        self.answers: AnswerList | None = None
        self.after_blank = False
        self.style: str | None = None  # how its questions are numbered
        self.row: tuple[int, ...] = ()  # the numbers over a row of answers

    def read(self, line: Line, text: str, following: str) -> None:
        """One line; ``following`` is the text of the next one that has any."""
        text = self._unmarked(text)
        if not text and not line.media and not line.problems:
            self.found.blank += 1
            self.after_blank = True
            return
        if len(text) > MAX_CELL:
            self._tell(line, error("cell-too-long", limit=MAX_CELL, length=len(line.text)))
        elif text and not self._passage(line, text) and not self._titled(line, text, following):
            if self.answers is not None:
                self.answers.read(line.place, text)
            else:
                self._pieces(line, text, following)
        if self.item is not None and self.answers is None:
            self.item.media += line.media
            self.item.shown += line.shown
            self.item.problems += line.problems
        else:
            self.found.notes += [(line.place, problem) for problem in line.problems]
            self.found.notes += [(line.place, warning("picture-skipped", "media", name=name)) for name in line.media]
        self.after_blank = False

    def _unmarked(self, text: str) -> str:
        """``text`` without the signs of underlined words, unless they may be the answers of a 填空 question."""
        kind = kind_of(self.section)
        fills = kind == "fill" or (kind not in TYPES.values() and option_at(text) is None)
        return text if fills and not text.startswith(UNDERLINED[0]) else text.translate(UNMARKED)

    def _tell(self, line: Line, problem: Problem) -> None:
        self.found.notes.append((line.place, problem))

    def _passage(self, line: Line, text: str) -> bool:
        """A passage: of the question that waits for its key, else of several, which is named."""
        if self.answers is not None or not is_passage(text):
            return False
        if self.item is not None and not self.item.parts.get("key"):
            self.item.put("stem", text)
        else:
            self.item = None
            self._tell(line, warning("passage-skipped", text=text[:40]))
        return True

    def _titled(self, line: Line, text: str, following: str) -> bool:
        """Sections, titles, and the heading of the answers."""
        section = section_of(with_colon(text) if self.answers is not None else text)
        if section is not None:
            name, behind = section
            listed = bool(lists_answers(behind))
            if self.answers is None and listed:
                self._answers_follow(line, text)
            if self.answers is not None and (kind_of(name) in self.seen or listed or is_list(following)):
                self.answers.begin(name)
                if listed:
                    self.answers.read(line.place, behind)
                return True
            self.section, self.item, self.answers, self.stake, self.style = name, None, None, "", None
            self._tell(line, note("section", text=text[:40]))
            return True
        if stake := stake_of(text):
            self.stake, self.item = stake, None
            self._tell(line, note("section-stake", stake=stake))
            return True
        if numbers := numbers_of_row(text):
            self.row = numbers
            return True
        if self.row:
            keys, numbers, self.row = answers_of_row(text), self.row, ()
            if self.answers is None:
                self._answers_follow(line, text)
            if self.answers is not None:
                self.answers.read_row(line.place, numbers, keys)
            return True
        if self.answers is None and is_answers_head(text):
            if self._heads_a_list(following):
                self._answers_follow(line, text)
            elif self.item is not None:
                self.item.put("key", "")
            return True
        if self.answers is None and is_chapter(text, following):
            self.chapter, self.item = text, None
            self._tell(line, note("chapter-title", text=text[:40]))
            return True
        return False

    def _heads_a_list(self, following: str) -> bool:
        """Whether the answers of many questions follow, not the one of the current question."""
        if section_of(with_colon(following)) is not None:
            return True
        if not self.items:
            return False
        long = TYPES.get(self.section) == "short"
        return begins_list(following, self.items[-1].no, long=long)

    def _answers_follow(self, line: Line, text: str) -> None:
        lacking = {item.section for item in self.items if not item.parts.get("key")}
        own = self.section if lacking == {self.section} else ""
        self.answers = AnswerList(self.items, own, self.found.notes)
        self.item = None
        self._tell(line, note("answers-at-end", text=text[:40]))

    def _pieces(self, line: Line, text: str, following: str) -> None:
        """A line of questions, divided at its labels."""
        (_, head), *rest = labelled(text)
        if head:
            self._plain(line, head, text if rest else following)
        for name, value in rest:
            if name == "key" and not head and self.items and lists_answers(value) > 1:
                self._answers_follow(line, text)
                if self.answers is not None:
                    self.answers.read(line.place, value)
                return
            if name == "explanation" and self.item is None and self.numbered:
                self._tell(line, note("line-skipped", text=text[:40]))
                continue
            if self.item is None or self._begins(self.item, name):
                self._begin(line, 0)
            assert self.item is not None
            self.item.put(name, value)

    def _begins(self, item: Item, name: str) -> bool:
        """Whether a label begins another question; 问题 in a numbered one that waits for its key goes on with it."""
        goes_on = name == "stem" and bool(item.no) and not item.parts.get("key")
        return name in _BEGINS and bool(item.parts.get(name)) and not goes_on

    def _plain(self, line: Line, text: str, following: str) -> None:
        """A line, or its part before the first label: a new question, an option, a key, or more of the same."""
        item = self.item
        last = self.items[-1].no if self.items else 0
        before, text = ("", text) if item and _next_option(item, text, last) else key_before_number(text)
        numbered = number_of(text, last + 1) or number_of(text, 1)
        letter = option_at(text)
        style = number_style(text)
        if (
            numbered
            and style == (self.style or style)
            and self._believed(numbered[0], last, asks(numbered[1], following))
        ):
            self.style = style
            self._begin(line, numbered[0]).put("stem", numbered[1])
            if before:
                self.items[-1].parts["key"] = [before]
        elif item and letter is not None and letter == marked_options(item.text("option_cell")):
            item.put("option_cell", with_points(text))
        elif item and is_key_alone(text) and not item.parts.get("key") and item.part != "explanation":
            item.put("key", text)
        elif item is not None and (item.no or not self._complete(item)):
            if letter == 0:
                item.problems.append(warning("options-again", "options", place=line.place, text=text[:40]))
            item.put(item.part, text)
        elif self.numbered:
            self._tell(line, note("line-skipped", text=text[:40]))
        else:
            self._begin(line, 0).put("stem", text)

    def _believed(self, number: int, last: int, asking: bool) -> bool:
        """Whether a number begins a question, and is not one of a list inside an explanation or a long answer."""
        item = self.item
        if item is None or not item.no:
            return True
        if item.part in ("explanation", "key") and not asking and (number != last + 1 or item.enumerates()):
            return False
        if number > last + 1:
            item.problems.append(warning("number-jump", "no", before=last, after=number))
        return True

    def _complete(self, item: Item) -> bool:
        """Whether a question without a number has all it needs, so that the next line begins another."""
        options = bool(item.parts.get("option_cell"))
        if item.parts.get("key"):
            return options or self.after_blank or is_key_alone(item.text("key"))
        return self.after_blank and (options or bool(item.parts.get("stem")))

    def _begin(self, line: Line, number: int) -> Item:
        self.seen.add(kind_of(self.section))
        self.item = Item(line.place, number, self.section, self.chapter)
        if self.stake:
            self.item.parts["stake"] = [self.stake]
        self.items.append(self.item)
        return self.item


def _next_option(item: Item, text: str, last: int) -> bool:
    """Whether ``（B）3.5`` is the next option, and not the key and the number of the next question."""
    _, behind = key_before_number(text)
    number = number_of(behind, last + 1)
    asked = number is not None and number[0] == last + 1 and not number[1][:1].isdigit()
    return not asked and option_at(text) == marked_options(item.text("option_cell"))
