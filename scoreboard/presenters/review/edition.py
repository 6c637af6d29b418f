"""A new edition of a campaign in words: what it changes, what that moves, and who stands elsewhere by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.presenters.review.usual_values import WORDS, usual_values
from scoreboard.presenters.say import Say
from scoreboard.presenters.usual_values import called
from scoring.engine.codec import decimal_text
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_changes import Change
from scoring.engine.review.moves import Move, Standing
from scoring.engine.review.state import ReviewState
from scoring.engine.rounding import rounded

NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class ChangeLines:
    """What changes in one step: a line for each change, and a line for each thing that these move."""

    step: Literal["entries", "marks"]
    changes: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A nomination that stands elsewhere: award, number, nominee, unit, and its standing before and after.  ``placed``:
    its rank changes, or whether it is in, and not its score alone."""

    award: str
    no: int
    nominee: str
    unit: str
    before: str
    after: str
    placed: bool


def change_lines(found: Sequence[Change], campaign: Campaign, say: Say) -> tuple[ChangeLines, ...]:
    """The changes, those of each step together; the places that the form has are called as there."""
    lines, names = [], _names(campaign, say)
    for step in ("entries", "marks"):
        own = [change for change in found if change.step == step]
        if own:
            moved = dict.fromkeys(say(f"campaign.moves.{change.moves}") for change in own)
            lines.append(ChangeLines(own[0].step, tuple(change_text(one, say, names) for one in own), tuple(moved)))
    return tuple(lines)


def change_text(change: Change, say: Say, names: Mapping[str, str] = NO_NAMES) -> str:
    """One change in words; ``names``: what to call its place, else it is that of the file."""
    kind = "added" if change.before is None else "removed" if change.after is None else "changed"
    values = {"before": _shown(change.before), "after": _shown(change.after)}
    return say(f"campaign.change.{kind}", place=names.get(change.place, change.place), **values)


def _names(campaign: Campaign, say: Say) -> Mapping[str, str]:
    """What the form of usual values calls each place of ``campaign_changes``."""
    repeated = {
        "award": [award.id for award in campaign.awards],
        "level": [level.id for level in campaign.levels],
        "notice": [notice.by for notice in campaign.notices],
        "phase": [phase.name for phase in campaign.phases],
    }
    found = {}
    for group in usual_values(campaign):
        for one in group.values:
            head, *rest = one.path
            if isinstance(rest[0] if rest else None, int):
                head = f"{head} {repeated[str(head)][int(rest.pop(0)) - 1]}"
            found[" › ".join(map(str, (head, *rest)))] = called(group, one, WORDS, say)
    return found


def move_lines(found: Iterable[Move], state: ReviewState, say: Say) -> tuple[MoveLine, ...]:
    """Who stands elsewhere, award by award."""
    names = {} if state.campaign is None else {award.id: award.name for award in state.campaign.awards}
    return tuple(
        MoveLine(
            names[one.award],
            one.nomination,
            state.nominations[one.nomination].nominee,
            state.nominations[one.nomination].unit_name,
            _standing(one.before, say),
            _standing(one.after, say),
            placed=(one.before.rank, one.before.listed) != (one.after.rank, one.after.listed),
        )
        for one in found
    )


def _standing(one: Standing, say: Say) -> str:
    if one.rank is None or one.score is None:
        return say("review_organiser.edition.unranked")
    text = decimal_text(rounded(one.score, 4))
    key = "listed" if one.listed else "not_listed"
    return say(f"review_organiser.edition.{key}", rank=one.rank, score=text)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
