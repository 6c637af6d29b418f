"""The words of papers, in the language of a paper."""

from __future__ import annotations

from datetime import date

from scoreboard.i18n.catalogue import say, saying
from scoreboard.i18n.titles import Titles
from scoring.engine.quiz.wording.zh import signers
from scoring.engine.review.wording import en, zh
from scoring.engine.rulefile.printed import Lang, number

_DAYS = {"zh": zh.day, "en": en.day}


def word(lang: Lang, key: str, /, **fields: object) -> str:
    """The words under ``award_papers.<key>``."""
    return say(lang, f"award_papers.{key}", **fields)


def titled_word(lang: Lang, titles: Titles, key: str, /, **fields: object) -> str:
    """The same, as a rule sheet calls people."""
    return saying(lang, titles)(f"award_papers.{key}", **fields)


def day_of(day: date, lang: Lang) -> str:
    """``2012年9月20日``, without leading zeros; in English ``20 September 2012``."""
    return _DAYS[lang](day)


def label(lang: Lang, text: str) -> str:
    """A text with a colon after it."""
    return word(lang, "colon", label=text)


def body_of(organiser: str) -> str:
    """Who holds an event, without the word 主办 before it, where it names one body; as it is written where several."""
    return next(iter(signers(organiser)), organiser)


def nth(lang: Lang, no: int, text: str, level: int = 1) -> str:
    """A heading with its number: 一、 and in it （一）, in English 1. and (1)."""
    if lang == "zh":
        return f"{number(no)}、{text}" if level == 1 else f"（{number(no)}）{text}"
    return f"{no}. {text}" if level == 1 else f"({no}) {text}"


def with_unit(lang: Lang, name: str, unit: str) -> str:
    """A name, and the organisation that it belongs to if that is another."""
    return word(lang, "with_unit", name=name, unit=unit) if unit and unit != name else name
