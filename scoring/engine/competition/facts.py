"""What a decision about a competition is told beside the command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.draw import CHAIN_RULE
from scoring.engine.competition.questions_state import NO_QUESTION_FACTS, QuestionFacts
from scoring.engine.competition.registration import Fault, TeamForm
from scoring.engine.errors import Refused
from scoring.engine.stages import Award, AwardTies


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stands in the store.  ``no``: the registration that it is of, 0 for a new one · ``faults``: what is
    wrong with its fields beyond what the engine checks."""

    text: str
    revision: int
    no: int
    form: TeamForm
    digest: str
    personal: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The result of a group's match: its teams by number; None while it is not locked.  ``seq``: of its ledger ·
    ``tie_off``: the line that it was played for, "" for a group's; such results follow those of the groups ·
    ``frozen``: it is locked, and the public has not its table yet (封榜) · ``gone``: of a written stage, which ranks
    nobody who has left, the same with those who have left since they were confirmed to go on; None where nobody has."""

    match: str
    seq: int
    finishes: tuple[Finish, ...] | None
    tie_off: str = ""
    frozen: bool = False
    gone: tuple[Finish, ...] | None = None


def with_gone(results: Iterable[GroupResult]) -> list[GroupResult]:
    """Results with those who left after they were confirmed to go on: those of matches have them all the same."""
    return [
        replace(one, finishes=one.gone) if one.gone is not None and one.finishes is not None else one for one in results
    ]


def of_groups(results: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """The results of a stage without its tie-offs."""
    return tuple(one for one in results if not one.tie_off)


def played_off(results: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """The results of the tie-offs that are locked, in their order."""
    return tuple(one for one in results if one.tie_off and one.finishes is not None)


def of_scope(ends: Iterable[tuple[str, Sequence[GroupResult]]], stage: str) -> list[GroupResult]:
    """The results of a stage; of all stages for ""."""
    return [one for name, results in ends if stage in ("", name) for one in results]


def need_revealed(results: Sequence[GroupResult]) -> None:
    """Raises ``Refused("results-frozen")`` where the public has not the table of a match yet: who goes on, who plays a
    tie-off and what is signed would tell it."""
    if count := sum(one.frozen for one in results):
        raise Refused("results-frozen", count=count)


@dataclass(frozen=True, slots=True)
class AwardRules:
    """The awards of the rule sheet that the stages come from, and what becomes of equal teams across a line; ``best``:
    the names of those for contestants by their own points."""

    awards: tuple[Award, ...] = ()
    ties: AwardTies = "order"
    best: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """``draft``: the form of a link · ``drafts``: those that staff enter · ``own``: the registration that the giver's
    link is of, None for staff · ``secret``: of the draw · ``draw_rule``: by which a new draw keeps teams apart ·
    ``results``: of the groups of the stage, in order, then of
    its tie-offs · ``actor``, ``device``: who gives the command, and on which browser · ``ends``: the results of every
    stage, in order · ``awards``: of the rule sheet · ``codes``: unused ones for certificates, one for each holder ·
    ``questions``: for a command about them."""

    draft: Draft | None = None
    drafts: tuple[Draft, ...] = ()
    own: int | None = None
    secret: str = ""
    draw_rule: int = CHAIN_RULE
    results: tuple[GroupResult, ...] = ()
    actor: str = ""
    device: str = ""
    ends: tuple[tuple[str, tuple[GroupResult, ...]], ...] = ()
    awards: AwardRules = AwardRules()
    codes: tuple[str, ...] = ()
    questions: QuestionFacts = NO_QUESTION_FACTS


NO_FACTS = Facts()
