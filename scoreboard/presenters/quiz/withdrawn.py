"""What the desks of a match are told of questions that leaked and that it still has."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.presenters.say import Say
from scoreboard.presenters.warnings import WarningPart
from scoring.usecases.competition.seen import LeftItem


def withdrawn_warnings(left: Sequence[LeftItem], say: Say) -> list[WarningPart]:
    """That questions of this match have leaked and were withdrawn: which, and what to do."""
    return [
        {
            "code": "question-withdrawn",
            "text": say(
                f"view.warning.withdrawn.{'asked' if one.asked else 'left'}",
                pool=one.pool or say("event_questions.pool_other"),
                no=one.no,
            ),
        }
        for one in left
    ]
