"""The nominations of a notice in the order of strokes, by the strokes that come with the program."""

from __future__ import annotations

from collections.abc import Iterable

from scoreboard.exports.papers.stroke_data import known_strokes
from scoring.engine.review.campaign import Award
from scoring.engine.review.notices import to_name
from scoring.engine.review.state import ReviewState
from scoring.engine.review.strokes import propose_order


def by_strokes(state: ReviewState, awards: Iterable[Award]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The nominations that a notice of these awards would name, award after award, and the names that could not be
    placed; () where the strokes of characters are not there."""
    strokes = known_strokes()
    if not strokes:
        return (), ()
    order: list[int] = []
    unplaced: list[str] = []
    for award in awards:
        there = to_name(state, award.id)
        names = [state.nominations[no].nominee for no in there]
        found = propose_order(names, strokes, of="people" if award.kind == "person" else "things")
        order += [there[place] for place in found.order]
        unplaced += [names[place] for place in found.unplaced]
    return tuple(order), tuple(unplaced)
