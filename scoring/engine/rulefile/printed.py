"""A rule file in words: numbered sections for paper, for pages and for an archive, whatever job the rules are of.

A job gives the sentences; this module gives them their numbers, 一、（一）1. in Chinese, 1 · 1.1 · (a) in English, and
their form as plain text and as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class LineTable:
    """A table that belongs to the sentence before it; a cell may have several lines.  ``widths``: of the columns, in
    any unit."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Line = str | LineTable

Body = tuple[str, Sequence[Line], Sequence[tuple[str, Sequence[Line]]]]
"""A section before it is numbered: its title, its own sentences, and the sections in it with theirs."""

SHORT_DIGEST = 12
"""How many digits of a digest are printed: enough to tell two editions apart by eye."""

_BLOCK = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-#>*+|`~=<_]))", re.MULTILINE)
"""Where a sign that begins a block of Markdown needs a backslash before it."""

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number, numbered lines under it with their tables, and sections inside it."""

    heading: str
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A whole rule file in words: its title, its edition with the digest that freezes it, its sections; who signs it,
    and the day."""

    title: str
    edition: str
    sections: tuple[Section, ...]
    signed: tuple[str, ...] = ()
    dated: date | None = None
    lang: Lang = "zh"

    @property
    def day(self) -> str:
        """The day in words; "" where there is none."""
        day = self.dated
        if day is None:
            return ""
        return f"{day.year}年{day.month}月{day.day}日" if self.lang == "zh" else f"{day.day} {day:%B %Y}"


def number(value: int) -> str:
    """A Chinese numeral from 1 to 99."""
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def sections(bodies: Sequence[Body], lang: Lang) -> tuple[Section, ...]:
    """The bodies as numbered sections; a body without sentences and sections takes no number."""
    filled = [body for body in bodies if body[1] or body[2]]
    return tuple(
        Section(
            _HEADING[lang]((no,), title),
            _numbered(lines, lang),
            tuple(
                Section(_HEADING[lang]((no, inner), its_title), _numbered(its, lang))
                for inner, (its_title, its) in enumerate(parts, start=1)
            ),
        )
        for no, (title, lines, parts) in enumerate(filled, start=1)
    )


def plain_text(printed: PrintedSheet) -> str:
    """The rules as plain text, a blank line between sections; at the end who signs, and the edition."""
    return "\n".join((printed.title, *_plain(printed.sections), *_end(printed))) + "\n"


def markdown(printed: PrintedSheet) -> str:
    """The rules as Markdown with headings of three levels."""
    end = (text for line in _end(printed) if line for text in ("", _as_written(line)))
    return "\n".join((f"# {printed.title}", *_marked(printed.sections, 2), *end)) + "\n"


def _end(printed: PrintedSheet) -> tuple[str, ...]:
    signed = (*printed.signed, *([printed.day] if printed.day else []))
    return (*(("", *signed) if signed else ()), "", printed.edition)


def _zh_heading(numbers: tuple[int, ...], title: str) -> str:
    return f"{number(numbers[0])}、{title}" if len(numbers) == 1 else f"（{number(numbers[-1])}）{title}"


def _en_heading(numbers: tuple[int, ...], title: str) -> str:
    return f"{'.'.join(map(str, numbers))} {title}"


def _zh_line(no: int, text: str) -> str:
    return f"{no}. {text}"


def _en_line(no: int, text: str) -> str:
    """With a letter, beyond z with a number."""
    return f"({chr(ord('a') + no - 1) if no <= 26 else no}) {text}"


_HEADING: Mapping[Lang, Callable[[tuple[int, ...], str], str]] = {"zh": _zh_heading, "en": _en_heading}
_LINE: Mapping[Lang, Callable[[int, str], str]] = {"zh": _zh_line, "en": _en_line}


def _numbered(lines: Sequence[Line], lang: Lang) -> tuple[Line, ...]:
    """The lines with their numbers; one alone needs none."""
    if sum(isinstance(line, str) for line in lines) == 1:
        return tuple(lines)
    numbers = count(1)
    return tuple(line if isinstance(line, LineTable) else _LINE[lang](next(numbers), line) for line in lines)


def _plain(parts: Sequence[Section]) -> Iterator[str]:
    for section in parts:
        yield ""
        yield section.heading
        for line in section.lines:
            yield from _rows(line) if isinstance(line, LineTable) else (line,)
        yield from _plain(section.sections)


def _rows(table: LineTable) -> Iterator[str]:
    for row in table.rows:
        yield "  " + " | ".join(cell.replace("\n", " / ") for cell in row)


def _marked_table(table: LineTable) -> Iterator[str]:
    yield ""
    for row in (table.head, ("---",) * len(table.head), *table.rows):
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |"


def _as_written(text: str) -> str:
    """The text with what Markdown would take at the begin of a line for a heading, a list, a quotation or a table made
    plain: it would renumber a number too."""
    return _BLOCK.sub(r"\g<0>\\", text)


def _marked(parts: Sequence[Section], level: int) -> Iterator[str]:
    for section in parts:
        yield from ("", f"{'#' * level} {section.heading}")
        for line in section.lines:
            if isinstance(line, LineTable):
                yield from _marked_table(line)
                continue
            yield from ("", _as_written(line))  # a blank line makes each line its own paragraph
        yield from _marked(section.sections, level + 1)
