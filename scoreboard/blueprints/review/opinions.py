"""The opinion of a level, as the forms of three desks give it: the unit's, the level's, the clerk's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from flask import request

from scoreboard.blueprints.review.drafts import revision_of
from scoreboard.presenters.say import Say
from scoring.engine.errors import Invalid
from scoring.engine.review.commands_nomination import Endorse
from scoring.engine.review.nomination import Verdict

VERDICTS: Sequence[Verdict] = ("agree", "return", "refuse")
USUAL = 3
"""Usual sentences of each verdict, ``review_endorser.usual.<verdict>_<no>``."""

LONGEST = 1000
"""Most signs of an opinion."""


def usual_opinions(say: Say) -> Mapping[Verdict, tuple[str, ...]]:
    """The sentences that such opinions usually say, to be chosen and changed."""
    return {
        verdict: tuple(say(f"review_endorser.usual.{verdict}_{no}") for no in range(1, USUAL + 1))
        for verdict in VERDICTS
    }


def opinion_command(nomination: int, *, paper: bool = False, arrived: date | None = None) -> Endorse:
    """The command of the form that was sent; a usual sentence stands where nothing was written.

    Raises ``Invalid("verdict-needed" | "text-too-long")``.
    """
    verdict = request.form.get("verdict", "")
    if verdict not in VERDICTS:
        raise Invalid("verdict-needed")
    text = request.form.get("text", "").replace("\r\n", "\n").strip() or request.form.get("usual", "").strip()
    if len(text) > LONGEST:
        raise Invalid("text-too-long", field="text", limit=LONGEST)
    version = revision_of(request.form.get("version", ""))
    return Endorse(nomination, version, cast(Verdict, verdict), text, paper=paper, arrived=arrived)
