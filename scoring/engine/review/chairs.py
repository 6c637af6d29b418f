"""The chair's own recusal (主任回避): from which awards a chair stepped aside, who leads them instead, and its guards.

A stage is opened, drawn and locked, a ranking is read and a shortlist is fixed for all nominations of an award at once,
and from each of these follows how one of them stands.  So who is recused from a nomination as the chair takes no part
in the judging of its award.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review import guards
from scoring.engine.review.commands_judging import RecuseChair
from scoring.engine.review.decide_judging import recused_by_rule
from scoring.engine.review.facts import Facts
from scoring.engine.review.state import ChairRecusal, ReviewState

Guard = Callable[[ReviewState, Any, int, Facts], Payload]


def standing(state: ReviewState, award: str) -> tuple[ChairRecusal, ...]:
    """The recusals of an award's chairs that stand, in order: of one chair and nomination the newest, which names the
    deputy."""
    newest = {(one.chair.id, one.nomination): one for one in state.chair_recusals if one.award == award}
    return tuple(sorted(newest.values(), key=lambda one: one.seq))


def left_by(state: ReviewState, chair: str) -> frozenset[str]:
    """The awards that the holder of this chair's card has stepped aside from."""
    return frozenset(one.award for one in state.chair_recusals if one.chair.id == chair)


def leads(state: ReviewState, award: str, chair: str) -> bool:
    """Whether the holder of this chair's card leads an award: everybody who holds one, until a chair steps aside; from
    then on the deputies who were named, and did not step aside themselves."""
    found = standing(state, award)
    if not found:
        return True
    return chair in {one.deputy.id for one in found} and award not in left_by(state, chair)


def deputies(state: ReviewState, award: str) -> tuple[PanelJudge, ...]:
    """Who leads an award instead of its chair; () where nobody stepped aside, or no deputy is left."""
    found = {one.deputy.id: one.deputy for one in standing(state, award)}
    return tuple(one for one in found.values() if leads(state, award, one.id))


def recuse_chair(state: ReviewState, command: RecuseChair, at: int, facts: Facts) -> Payload:
    """The two people of the recusal.  It is recorded by another than the chair whom it is about, before the result of
    the award is public; the deputy has another name, and is not tied to the nomination."""
    nomination = guards.need_nomination(state, command.nomination)
    if nomination.over:
        raise AlreadyDone("nomination-over", nomination=nomination.no)
    guards.need_unpublished(state, nomination.award)
    chair, deputy = _chair(facts, command.chair), _chair(facts, command.deputy)
    if facts.actor == f"ticket:{chair.id}":
        raise Forbidden("chair-records-own", nomination=nomination.no)
    if same_form(chair.label) == same_form(deputy.label):
        raise Invalid("deputy-same-name", deputy=deputy.label)
    if recused_by_rule(state, nomination.no, [deputy]) or nomination.award in left_by(state, deputy.id):
        raise Refused("deputy-tied", deputy=deputy.label, nomination=nomination.no)
    now = {(one.chair.id, one.nomination, one.deputy.id) for one in standing(state, nomination.award)}
    if (chair.id, nomination.no, deputy.id) in now:
        raise AlreadyDone("chair-recusal-known", nomination=nomination.no)
    return {"people": to_json((chair, deputy))}


def _chair(facts: Facts, wanted: str) -> PanelJudge:
    found = next((one for one in facts.chairs if one.id == wanted), None)
    if found is None:
        raise NotFound("chair-unknown", chair=wanted)
    return found


def need_leading(state: ReviewState, award: str, facts: Facts) -> None:
    """Whoever acts as the chair leads this award; raises ``Forbidden("chair-recused" | "chair-not-deputy")``.  In an
    archive it is not said in which role somebody acted; who stepped aside is refused in any."""
    own = facts.actor.removeprefix("ticket:")
    if award in left_by(state, own):
        raise Forbidden("chair-recused", award=award)
    if facts.role == "chair" and not leads(state, award, own):
        raise Forbidden("chair-not-deputy", award=award)


def led(guard: Guard) -> Guard:
    """This guard, for somebody who leads the award that the command is about where it is a chair."""

    def decided(state: ReviewState, command: Any, at: int, facts: Facts) -> Payload:
        guards.need_open(state)
        need_leading(state, _award_of(state, command), facts)
        return guard(state, command, at, facts)

    return decided


def _award_of(state: ReviewState, command: Any) -> str:
    """The award that a command names, or that its subject is of; "" for none."""
    subject = state.subjects.get(getattr(command, "item", 0))
    return subject.award if subject is not None else getattr(command, "award", "")
