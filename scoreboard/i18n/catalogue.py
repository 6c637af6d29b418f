"""The words of every page and message, in Chinese and English, from ``scoreboard/i18n/words/<lang>/<area>.toml``.

A key is ``<area>.<place in the file>``: ``host.next.start`` is ``start`` under ``[next]`` of host.toml.  The words of
an error stand under ``[errors.<code>]`` of any area, or under ``[<code>]`` of errors.toml; either way the keys are
``errors.<code>.message`` · ``.safe`` (what is safe) · ``.next`` (what to do).  ``{field}`` is filled in.

Nothing here needs Flask: the command line speaks before the server's runtime is chosen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, reduce
from pathlib import Path
from typing import Any

from scoreboard import paths

LANGS = ("zh", "en")

_PLACE = re.compile(r"\{([a-z_]+)\}")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every key of a language with its words."""
    found: dict[str, str] = {}
    for file in sorted((paths.words() / lang).glob("*.toml")):
        for key, words in keys_of(file):
            found.setdefault(key, words)
    return found


def keys_of(file: Path) -> Iterator[tuple[str, str]]:
    """The keys of one file with their words."""
    for key, words in _flat(tomllib.loads(file.read_text("utf-8"))):
        yield (key if key.startswith("errors.") else f"{file.stem}.{key}"), words.strip("\n")


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(value)


def say(lang: str, key: str, /, **fields: object) -> str:
    """The words for ``key`` in ``lang``.  A key without words is returned itself, and a field that is not given stays
    visible: in a match a page with an odd label is better than no page.  The tests check every key and field."""
    words = catalogue(lang).get(key, key)
    return _PLACE.sub(lambda place: _text(lang, fields.get(place[1], place[0])), words)


def _text(lang: str, value: object) -> str:
    """A field as it stands in a sentence; several things one after the other."""
    if not isinstance(value, list | tuple):
        return str(value)
    texts = [str(one) for one in value]
    return reduce(lambda one, other: say(lang, "marks.pair", one=one, other=other), texts) if texts else ""


def known(lang: str, key: str) -> bool:
    """Whether there are words for this key."""
    return key in catalogue(lang)


def area(lang: str, *names: str) -> dict[str, str]:
    """The words of whole areas, for a page's script."""
    return {key: words for key, words in catalogue(lang).items() if key.partition(".")[0] in names}


def of_error(lang: str, code: str, part: str, /, **fields: object) -> str:
    """One part (``message`` · ``safe`` · ``next``) of an error's words; a code without words says so itself."""
    key = f"errors.{code}.{part}"
    wanted = f"refusals.expected.{fields.get('expected')}"
    if known(lang, wanted):
        fields["expected"] = say(lang, wanted)
    return say(lang, key if known(lang, key) else f"errors.unknown.{part}", **{"code": code, **fields})
