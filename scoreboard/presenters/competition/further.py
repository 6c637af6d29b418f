"""What a result changes further on, in words: on what it is the ground of, and how that would differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scoreboard.presenters.say import Say
from scoring.engine.competition.other_base import Further, OtherBase


@dataclass(frozen=True, slots=True)
class FurtherText:
    """``rests``: what was decided on the ground of the result · ``changes``: what of it would be otherwise."""

    rests: tuple[str, ...]
    changes: tuple[str, ...]


def further_text(found: Further | None, names: Mapping[int, str], say: Say) -> FurtherText | None:
    """In sentences; ``names``: of teams by their number.  None where nothing rests on the result."""
    if found is None:
        return None
    return FurtherText(tuple(_rests(found, say)), tuple(_changes(found, names, say)))


def for_the_chief(found: Further | None) -> Further | None:
    """What a chief judge may know of it: a list that nobody has confirmed is the organisers' own."""
    if found is None or found.confirmed:
        return found
    return replace(found, listed=False, base=OtherBase(), again=False) if found.signed else None


def _rests(found: Further, say: Say) -> Iterator[str]:
    if found.drawn:
        yield say("stages.further.drawn", later=found.later)
    elif found.listed:
        yield say(f"stages.further.{'confirmed' if found.confirmed else 'listed'}", stage=found.stage)
    for scope, version in found.signed:
        yield say("stages.further.signed", what=scope or say("stages.further.whole"), version=version)


def _changes(found: Further, names: Mapping[int, str], say: Say) -> Iterator[str]:
    if not found.listed:
        return
    base, comma = found.base, say("organiser.comma")
    into, out, carried = (comma.join(names[no] for no in teams) for teams in (base.into, base.out, base.carried))
    if into and out:
        yield say("stages.further.instead", into=into, out=out, later=found.later)
    elif into or out:
        yield say(f"stages.further.{'into' if into else 'out'}", teams=into or out, later=found.later)
    if carried:
        yield say("stages.further.carried", teams=carried, later=found.later)
    if base.open:
        yield say("stages.further.open")
    if base == OtherBase():
        yield say("stages.further.again" if found.again else "stages.further.same")
