"""What a seat is called in words, where nobody has given it a name of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from scoreboard.i18n.catalogue import LANGS
from scoreboard.i18n.catalogue import say as say_in
from scoring.usecases.tickets import Call

_NUMBERED = re.compile(r"(?:(?P<before>\d+)号)?(?P<name>.+?)(?: (?P<after>\d+))?")
"""A role, or a role and its number in the way of any language: 2号评委, judge 2 (and 评委 2, as on older cards)."""


def call_in(say: Callable[..., str]) -> Call:
    """Calls seats by their role in the words of ``say``, as for their cards: 2号评委, 大屏."""
    return lambda role, no: _named(role, str(no or ""), say)


def seat_name(role: str, label: str, say: Callable[..., str]) -> str:
    """``label``; where it is only the role in any language, or the role and a number, that in the words of ``say``."""
    found = _NUMBERED.fullmatch(label)
    plain = {role, *(say_in(lang, f"common.role.{role}") for lang in LANGS)}
    if role == "team" or found is None or found["name"] not in plain:
        return label
    return _named(role, found["before"] or found["after"] or "", say)


def _named(role: str, no: str, say: Callable[..., str]) -> str:
    name = say(f"common.role.{role}")
    return say("common.numbered", role=name, no=no) if no else name
