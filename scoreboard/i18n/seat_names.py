"""What a seat is called in words, where nobody has given it a name of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from scoreboard.i18n.catalogue import LANGS
from scoreboard.i18n.catalogue import say as say_in
from scoring.usecases.tickets import Call

_NUMBERED = re.compile(r"(?P<name>.+?)(?: (?P<no>\d+))?")


def call_in(say: Callable[..., str]) -> Call:
    """Calls seats by their role in the words of ``say``, as for their cards: 评委 2, 大屏."""
    return lambda role, no: f"{say(f'common.role.{role}')} {no or ''}".strip()


def seat_name(role: str, label: str, say: Callable[..., str]) -> str:
    """``label``; where it is only the role in any language, or the role and a number, that in the words of ``say``."""
    found = _NUMBERED.fullmatch(label)
    plain = {role, *(say_in(lang, f"common.role.{role}") for lang in LANGS)}
    if role == "team" or found is None or found["name"] not in plain:
        return label
    return " ".join(part for part in (say(f"common.role.{role}"), found["no"]) if part)
