"""A rule file in words: numbered sections for paper, for pages and for an archive, whatever job the rules are of.

A job gives the sentences; this module gives them their numbers, 一、（一）1. in Chinese, 1 · 1.1 · (a) in English, and
their form as plain text and as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]

Body = tuple[str, Sequence[str], Sequence[tuple[str, Sequence[str]]]]
"""A section before it is numbered: its title, its own sentences, and the sections in it with theirs."""

SHORT_DIGEST = 12
"""How many digits of a digest are printed: enough to tell two editions apart by eye."""

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number, numbered lines under it, and sections inside it."""

    heading: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A whole rule file in words: its title, its edition with the digest that freezes it, its sections."""

    title: str
    edition: str
    sections: tuple[Section, ...]


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
    """The rules as plain text, a blank line between sections."""
    return "\n".join((printed.title, printed.edition, *_plain(printed.sections))) + "\n"


def markdown(printed: PrintedSheet) -> str:
    """The rules as Markdown with headings of three levels."""
    return "\n".join((f"# {printed.title}", "", printed.edition, *_marked(printed.sections, 2))) + "\n"


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


def _numbered(lines: Sequence[str], lang: Lang) -> tuple[str, ...]:
    return tuple(_LINE[lang](no, text) for no, text in enumerate(lines, start=1))


def _plain(parts: Sequence[Section]) -> Iterator[str]:
    for section in parts:
        yield ""
        yield section.heading
        yield from section.lines
        yield from _plain(section.sections)


def _marked(parts: Sequence[Section], level: int) -> Iterator[str]:
    for section in parts:
        yield from ("", f"{'#' * level} {section.heading}")
        for line in section.lines:
            # Markdown would renumber a line that starts with a number; a blank line makes each line its own paragraph.
            yield from ("", line.replace(". ", "\\. ", 1) if line[0].isdigit() else line)
        yield from _marked(section.sections, level + 1)
