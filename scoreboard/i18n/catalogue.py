"""The words of every page and message, in Chinese and English, from ``scoreboard/i18n/words/<lang>/<area>.toml``.

A key is ``<area>.<place in the file>``: ``host.next.start`` is ``start`` under ``[next]`` of host.toml.  The words of
an error stand under ``[errors.<code>]`` of any area, or under ``[<code>]`` of errors.toml; either way the keys are
``errors.<code>.message`` · ``.safe`` (what is safe) · ``.next`` (what to do).  ``{field}`` is filled in.  Only in
contest.toml, whose keys stand for those of other areas, errors have its name before theirs as well.

Nothing here needs Flask: the command line speaks before the server's runtime is chosen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, partial, reduce
from pathlib import Path
from typing import Any

from scoreboard import paths
from scoreboard.i18n.titles import USUAL, Titles, of_entries

LANGS = ("zh", "en")

_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?", re.ASCII)

_PLACE = re.compile(r"\{([a-z_]+)\}")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every key of a language with its words."""
    found: dict[str, str] = {}
    for name in _files(lang):
        for key, words in _of_file(lang, name).items():
            found.setdefault(key, words)
    return found


@cache
def _files(lang: str) -> Mapping[str, Path]:
    """The areas of a language, each with its file."""
    return {file.stem: file for file in sorted((paths.words() / lang).glob("*.toml"))}


@cache
def _of_file(lang: str, name: str) -> Mapping[str, str]:
    """The keys that one file has, with their words."""
    found: dict[str, str] = {}
    for key, words in keys_of(_files(lang)[name]):
        found.setdefault(key, words)
    return found


def _words_near(lang: str, key: str) -> Mapping[str, str]:
    """Words among which the key's are, if there are any: those of its area's file, so that a command need not read
    all of them; words of errors stand in any file."""
    name = key.partition(".")[0]
    return _of_file(lang, name) if name != "errors" and name in _files(lang) else catalogue(lang)


def keys_of(file: Path) -> Iterator[tuple[str, str]]:
    """The keys of one file with their words."""
    for key, words in _flat(tomllib.loads(file.read_text("utf-8"))):
        shared = key.startswith("errors.") and file.stem != "contest"
        yield (key if shared else f"{file.stem}.{key}"), words.strip("\n")


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(value)


def say(lang: str, key: str, /, **fields: object) -> str:
    """The words for ``key`` in ``lang``.  A key without words is returned itself, and a field that is not given stays
    visible: in a match a page with an odd label is better than no page.  The tests check every key and field."""
    return _filled(lang, _words_near(lang, key).get(key, key), fields)


def saying(lang: str, titles: Titles = USUAL) -> Callable[..., str]:
    """``say`` in a language, with the titles that a rule sheet gives."""
    if titles == USUAL:
        return partial(say, lang)
    return lambda key, /, **fields: _filled(lang, titled(lang, key, titles), fields)


def saying_in_review(lang: str, chair: str = "") -> Callable[..., str]:
    """``saying`` with what a campaign calls its chair; "" for the usual word."""
    return saying(lang, titles_in_review(lang, chair))


def titles_in_review(lang: str, chair: str = "") -> Titles:
    """The titles of a review whose campaign calls its chair so; "" for the usual word within a sentence, so that no
    chief judge is named there."""
    return Titles(chair or say(lang, "common.role.chair").lower())


def titled(lang: str, key: str, titles: Titles) -> str:
    """The words for ``key`` with the titles that a rule sheet gives, their fields still to be filled in.  A contest of
    performances has some words of its own, ``contest.<key>``."""
    own = f"contest.{key}"
    if titles.contest and known(lang, own):
        key = own
    return called(lang, _words_near(lang, key).get(key, key), titles)


def called(lang: str, words: str, titles: Titles) -> str:
    """The words with the titles that a rule sheet gives, or a campaign its chair.  Words that both share name the chief
    judge, so in a review there is always a title."""
    words = of_entries(lang, words, titles)
    if not (chief := titles.chief):
        return words
    great = chief[:1].upper() + chief[1:]
    return _usual_titles(lang).sub(lambda found: great if found[0][0].isupper() else chief, words)


@cache
def _usual_titles(lang: str) -> re.Pattern[str]:
    usual = (re.escape(say(lang, f"common.role.{role}")) for role in ("chief", "chair"))
    return re.compile("|".join(rf"(?<![a-z]){title}(?![a-z])" for title in usual), re.IGNORECASE)


def _filled(lang: str, words: str, fields: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda place: _text(lang, fields.get(place[1], place[0])), words)


def _text(lang: str, value: object) -> str:
    """A field as it stands in a sentence; several things one after the other."""
    if not isinstance(value, list | tuple):
        return str(value)
    texts = [str(one) for one in value]
    return reduce(lambda one, other: say(lang, "marks.pair", one=one, other=other), texts) if texts else ""


def _day(lang: str, text: str) -> str:
    if found := _ISO_DAY.fullmatch(text):
        from scoring.engine.review.wording import en, zh  # most commands name no day, and it takes long to load

        with suppress(ValueError):
            day = {"zh": zh.day, "en": en.day}[lang](date.fromisoformat(found[1]))
            return f"{day} {found[2]}" if found[2] else day
    return text


def known(lang: str, key: str) -> bool:
    """Whether there are words for this key."""
    return key in _words_near(lang, key)


def area(lang: str, *names: str) -> dict[str, str]:
    """The words of whole areas, for a page's script."""
    return {key: words for key, words in catalogue(lang).items() if key.partition(".")[0] in names}


def has_titles(lang: str, code: str) -> bool:
    """Whether the words of an error are others where a rule sheet gives titles."""
    said = [catalogue(lang).get(f"errors.{code}.{part}", "") for part in ("message", "safe", "next")]
    return any(called(lang, words, _SOME) != words for words in said)


_SOME = Titles("X", contest=True, entry="X")


def of_error(lang: str, code: str, part: str, titles: Titles = USUAL, /, **fields: object) -> str:
    """One part (``message`` · ``safe`` · ``next``, and ``command`` where the command line goes on in another way) of an
    error's words; a code without words says so itself.  A day (``2012-06-15``, or with its hour
    ``2012-06-15T18:00``) and a box of a form (``title``) stand in it as people call them, titles as in
    ``saying``."""
    fields = {name: _day(lang, value) if isinstance(value, str) else value for name, value in fields.items()}
    key = f"errors.{code}.{part}"
    wanted = f"refusals.expected.{fields.get('expected')}"
    if known(lang, wanted):
        fields["expected"] = say(lang, wanted)
    if code.startswith("text-") and known(lang, box := f"refusals.field.{fields.get('field')}"):
        fields["field"] = say(lang, box)
    return saying(lang, titles)(key if known(lang, key) else f"errors.unknown.{part}", **{"code": code, **fields})
