"""What the organiser's desk shows of a match: its checklist with the page that settles each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.usecases.quiz.missing import Missing

PAGES = {
    "sheet-faulty": "rules",
    "stage-not-said": "match",
    "no-teams": "teams",
    "seats-empty": "teams",
    "seats-too-many": "teams",
    "reserves-too-many": "teams",
    "stations-not-drawn": "draw",
    "stations-with-gaps": "draw",
    "questions-gone": "pools",
    "questions-short": "pools",
    "round-short": "pools",
    "tie-off-short": "pools",
    "tie-off-turns": "pools",
    "spares-short": "pools",
    "question-type": "pools",
    "question-clues": "pools",
    "stake-short": "pools",
    "questions-conflict": "pools",
    "questions-outdated": "pools",
    "no-host-ticket": "seats",
    "no-team-ticket": "seats",
    "no-display-ticket": "seats",
    "judges-few": "panel",
    "judges-many": "panel",
    "judge-units-missing": "panel",
    "judge-kin": "panel",
    "judge-units-near": "panel",
    "judge-units-alone": "panel",
    "judges-without-card": "seats",
}
"""The page of the desk on which a missing thing is supplied."""

STEPS = ("rules", "teams", "panel", "draw", "pools", "seats")
"""The pages of a match in the order of the work."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the checklist: its sentence, the page that settles it, whether the match cannot open without it."""

    text: str
    page: str
    blocking: bool


def tasks(missing: Sequence[Missing], say: Say) -> list[Task]:
    """The checklist in words."""
    return [Task(_sentence(one, say), PAGES.get(one.code, "rules"), one.blocking) for one in missing]


def _sentence(missing: Missing, say: Say) -> str:
    fields = dict(missing.fields)
    judges = fields.get("judges")
    if isinstance(judges, list):
        fields["judges"] = [seat_name("judge", label, say) for label in judges]
    return say(f"organiser.missing.{missing.code}", **{name: _text(value, say) for name, value in fields.items()})


def _text(value: object, say: Say) -> str:
    if isinstance(value, list | tuple):
        return say("organiser.comma").join(map(str, value))
    return str(value)


def steps(missing: Sequence[Missing], *, questions: bool = True) -> dict[str, str]:
    """For every page of a match: "blocked" (the match cannot open), "open" (something is left), "done".  ``questions``:
    whether it asks any."""
    found = {step: "done" for step in STEPS if questions or step != "pools"}
    for one in missing:
        page = PAGES.get(one.code, "rules")
        if page in found:  # what the page of the match itself settles is no step
            found[page] = "blocked" if one.blocking or found[page] == "blocked" else "open"
        if one.code == "no-teams":
            found["draw"] = "blocked"
    return found


def lots_of(payload: Mapping[str, object]) -> list[int]:
    """The lots of a draw as written in the ledger."""
    lots = payload.get("lots")
    return list(lots) if isinstance(lots, list | tuple) else []
