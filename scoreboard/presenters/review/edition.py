"""A new edition of a campaign in words: what it changes, what that moves, and who stands elsewhere by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scoreboard.presenters.review.usual_values import WORDS, usual_values
from scoreboard.presenters.say import Say
from scoreboard.presenters.usual_values import UsualValue, called
from scoring.engine.codec import decimal_text
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_changes import Change
from scoring.engine.review.moves import Misfit, Move, OverQuota, Standing
from scoring.engine.review.state import ReviewState
from scoring.engine.rounding import rounded
from scoring.engine.rulefile.lines import Path

Known: TypeAlias = tuple[str, UsualValue]
"""What a form calls a place of the file, and the field there."""

_HOW = re.compile(r"\s*[（(][^（）()]*[）)]$")
"""How a field is filled in, behind what it is called."""

MOST_LINES = 200
"""Nominations that are named."""

NOT_IN_A_FORM: Mapping[str, Known] = {}


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
    lines, known = [], _known(campaign, say)
    for step in ("entries", "marks"):
        own = [change for change in found if change.step == step]
        if own:
            moved = dict.fromkeys(say(f"campaign.moves.{change.moves}") for change in own)
            lines.append(ChangeLines(own[0].step, tuple(change_text(one, say, known) for one in own), tuple(moved)))
    return tuple(lines)


def change_text(change: Change, say: Say, known: Mapping[str, Known] = NOT_IN_A_FORM) -> str:
    """One change in words; ``known``: the places that a form has, else they are those of the file."""
    kind = "added" if change.before is None else "removed" if change.after is None else "changed"
    within = next((place for place in (change.place, *_around(change.place)) if place in known), "")
    if not within:
        values = {"before": _shown(change.before), "after": _shown(change.after)}
        return say(f"campaign.change.{kind}", place=change.place, **values)
    called, one = known[within]
    row = change.place.removeprefix(within).partition(" › ")[0]
    values = {"before": _in_words(one, change.before, say), "after": _in_words(one, change.after, say)}
    if row.strip() in (change.before, change.after):
        row = ""  # a row that came or went is told by its name alone
    return say(f"campaign.change.{kind}", place=called + row, **values)


def _around(place: str) -> Iterator[str]:
    """The repeated tables that a place may be one of: ``award a › quota_of`` of ``award a › quota_of 甲镇 › most``."""
    ends = (found.start() for found in re.finditer("(?<!›) (?!›)", place))
    return (place[:end] for end in ends)


def _known(campaign: Campaign, say: Say) -> Mapping[str, Known]:
    """Each place of ``campaign_changes`` that the form of usual values has: what it calls it, and its field."""
    found: dict[str, Known] = {}
    for group in usual_values(campaign):
        for one in group.values:
            place = _place(campaign, one.path)
            found[place] = (_HOW.sub("", called(group, one, WORDS, say)), one)
            if place.endswith(" › due › day"):  # a deadline that came as a whole
                found[place.removesuffix(" › day")] = found[place]
    return found


def _place(campaign: Campaign, path: Path) -> str:
    """A place of the file as ``campaign_changes`` writes it: ``award star › criterion idea › high``."""
    words: list[str] = []
    for end, part in enumerate(path, start=1):
        if isinstance(part, str):
            words.append(IN_CHANGES.get(part, part) if end > 1 else part)
        else:
            words[-1] += f" {_table_name(campaign, path[:end])}"
    return " › ".join(words)


IN_CHANGES: Mapping[str, str] = {"bar": "bars"}
"""Keys of a file that a table inside another calls otherwise."""


def _table_name(campaign: Campaign, path: Path) -> str:
    """What tells a repeated table from the others of its kind."""
    row = int(path[-1]) - 1
    if len(path) > 2:
        award = campaign.awards[int(path[1]) - 1]
        return (award.criteria if path[2] == "criterion" else award.fields)[row].id
    return {
        "award": [one.id for one in campaign.awards],
        "field": [one.id for one in campaign.fields],
        "box": [one.name for one in campaign.boxes],
        "level": [one.id for one in campaign.levels],
        "stage": [one.id for one in campaign.stages],
        "notice": [one.by for one in campaign.notices],
        "phase": [one.name for one in campaign.phases],
    }[str(path[0])][row]


def _in_words(one: UsualValue, value: object, say: Say) -> str:
    """A value as the form shows it."""
    if isinstance(value, tuple) and all(isinstance(text, str) for text in value):
        return say("common.between").join(value)
    shown = _shown(value)
    return say(f"{WORDS}.choice.{one.label}.{shown}") if shown in one.choices else shown


def over_lines(found: Iterable[OverQuota], new: Campaign, say: Say) -> tuple[str, ...]:
    """Who is above a quota, a line each."""
    names = {award.id: award.name for award in new.awards}
    return tuple(
        say("review_organiser.edition.over", award=names[one.award], unit=one.unit, used=one.used, most=one.most)
        for one in found
    )


def misfit_lines(found: Sequence[Misfit], state: ReviewState, new: Campaign, say: Say) -> tuple[str, ...]:
    """Whose forms no longer fit, a line each, the first of them."""
    names = {award.id: award.name for award in new.awards}
    lines = [
        say(
            "review_organiser.edition.misfit",
            no=one.nomination,
            nominee=state.nominations[one.nomination].nominee,
            award=names[one.award],
            fields=say("common.between").join(one.fields),
        )
        for one in found[:MOST_LINES]
    ]
    more = len(found) - len(lines)
    return (*lines, *([say("review_office.missing.more", count=more)] if more else ()))


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
