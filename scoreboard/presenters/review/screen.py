"""What the hall sees of a review: a subject at its defence, the winners that were shown."""

from __future__ import annotations

from scoreboard.presenters.panel.marks import sitting_part
from scoreboard.presenters.review.conceal import Known
from scoreboard.presenters.review.parts import OnStagePart, RevealPart
from scoreboard.presenters.review.rules import stage_rule
from scoreboard.presenters.say import Say


def stage_part(known: Known, say: Say) -> OnStagePart | None:
    """The subject on the screen, with its marks while they are shown."""
    if known.stage is None:
        return None
    subject, nomination = known.stage
    award, stage = known.state.award(subject.award), known.state.stage(subject.stage)
    assert award is not None
    assert stage is not None
    sitting, rule = subject.sitting, stage_rule(known.state, award.id, stage.id)
    return {
        "item": subject.no,
        "nomination": nomination.no,
        "name": nomination.nominee,
        "unit": nomination.owner,
        "award_name": award.name,
        "stage_name": stage.name,
        "panel": sitting_part(sitting, rule, nomination.nominee, say, desk=False, own="") if sitting.judges else None,
    }


def reveal_part(known: Known) -> RevealPart | None:
    """What the hall has been shown of the award that is being revealed."""
    reveal = known.state.reveal
    award = known.state.award(reveal.award) if reveal else None
    if award is None:
        return None
    shown = known.shown
    return {
        "award": award.id,
        "award_name": award.name,
        "total": known.totals.get(award.id, 0),
        "next": known.next,
        "shown": [{"place": place, "name": one.nominee, "unit": one.owner} for place, one in shown],
    }
