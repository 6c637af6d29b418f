"""A competition checked from its entries and the results of its matches: what its ledger claims is decided once more.

The chain is followed, and each entry is decided again in the state before it: the order of those who wait, the draw by
its published rule, who goes on by the results of that moment.  What only the store knew (a form's digest, who looked
at what) is taken as the entry says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from scoring.engine.archived import chain_faults, other_facts
from scoring.engine.codec import from_json
from scoring.engine.competition.draw import FIRST_RULE
from scoring.engine.competition.event import decide, fold_on
from scoring.engine.competition.facts import AwardRules, Draft, Facts, GroupResult
from scoring.engine.competition.kinds import KINDS
from scoring.engine.competition.question_facts_again import allotted_by, bound_by, withdrawn_by
from scoring.engine.competition.registration import TeamForm
from scoring.engine.competition.state import CompetitionState
from scoring.engine.differences import UNREADABLE
from scoring.engine.errors import Fault, LeitaiError
from scoring.engine.kinds import Command, read_command, said_in
from scoring.engine.ledger import Entry

Said = Mapping[str, Any]

RESTS_ON_SEQS = frozenset({"advance.propose", "signoff.propose"})
"""Kinds whose entry says which entry of each match's ledger was the last that it rests on."""

GUARDS_SINCE: frozenset[str] = frozenset({"correction-waits", "results-frozen"})
"""Codes of guards that came, or became stricter, after books were written: an older entry that one of them would refuse
is no fault."""


class Results(Protocol):
    """The results of a stage's groups, as the ledgers of their matches have them."""

    def of(self, state: CompetitionState, stage: str, at: int, seqs: Mapping[str, int]) -> tuple[GroupResult, ...]:
        """After these entries of each match; of one that is not named, after those up to ``at``, ms since the epoch."""

    def awards(self, state: CompetitionState) -> AwardRules:
        """The awards of the rule sheet that the stages come from."""

    def current(self, seqs: Mapping[str, int], at: int) -> str:
        """The first match of which these were not its entries at ``at``; "" if they were."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """An entry, the state before it, and what is known from elsewhere."""

    entry: Entry
    state: CompetitionState
    results: Results
    secrets: Mapping[int, str]

    @property
    def said(self) -> Said:
        return self.entry.payload


def check_entries(entries: Sequence[Entry], results: Results) -> tuple[Fault, ...]:
    """Every fault of a competition's entries, in their order; () if all is right.

    Codes: those of ``chain_faults``; ``differs`` for a fact that is another one when it is decided again; ``refused``
    for a step that is not allowed (``found``: why); ``result-not-then`` where who goes on was proposed from results
    other than those of that moment; ``unreadable``.  After a fault of the chain nothing is decided.
    """
    found = tuple(chain_faults(entries))
    return found or tuple(_decided(entries, results))


def _decided(entries: Sequence[Entry], results: Results) -> Iterator[Fault]:
    state, secrets = CompetitionState(), _secrets(entries)
    for no, entry in enumerate(entries):
        place = f"entries[{no}]"
        try:
            yield from _again(_Moment(entry, state, results, secrets), place)
            state = fold_on(state, (entry,))
        except (*UNREADABLE, StopIteration) as error:
            code = error.code if isinstance(error, LeitaiError) else type(error).__name__
            yield Fault(place, "unreadable", (("found", code),))
            return


def _again(moment: _Moment, place: str) -> Iterator[Fault]:
    """What is other in an entry when its command is decided once more, from any of the facts that it may have had."""
    entry = moment.entry
    command = read_command(KINDS, said_in(KINDS, entry), f"{place}.payload")
    faults: list[Fault] = []
    for facts in _GATHER.get(command.kind, _nothing)(moment):
        faults = list(_with(moment, command, facts, place))
        if not faults:
            break
    yield from faults
    if not faults and entry.kind in RESTS_ON_SEQS:
        stale = moment.results.current(dict(moment.said["results"]), entry.at)
        if stale:
            yield Fault(f"{place}.payload.results", "result-not-then", (("found", stale),))


def _with(moment: _Moment, command: Command, facts: Facts, place: str) -> Iterator[Fault]:
    entry = moment.entry
    who = replace(facts, actor=entry.actor, device=entry.device)
    try:
        payload = dict(decide(moment.state, command, at=entry.at, facts=who))
    except LeitaiError as error:
        if error.code not in GUARDS_SINCE:
            yield Fault(place, "refused", (("found", error.code),))
        return
    if not who.secret:
        payload.pop("digest" if entry.kind == "draw.commit" else "", None)
    yield from other_facts(place, payload, entry)


def _secrets(entries: Sequence[Entry]) -> dict[int, str]:
    """The secrets that became known: of a draw that was never made it is not."""
    return {one.payload["draw"]: one.payload["secret"] for one in entries if one.kind == "draw.make"}


def _nothing(moment: _Moment) -> Sequence[Facts]:
    return (Facts(),)


def _submitted(moment: _Moment) -> Sequence[Facts]:
    return (Facts(draft=_draft(moment.said, moment.said["revision"])),)


def _entered(moment: _Moment) -> Sequence[Facts]:
    return (Facts(drafts=tuple(_draft(one, 0) for one in moment.said["entered"])),)


def _draft(said: Said, revision: int) -> Draft:
    no = said["no"] if said["version"] > 1 else 0
    form: TeamForm = from_json(TeamForm, said["form"])
    return Draft(said["text"], revision, no, form, said["digest"], said["personal"])


def _secret(moment: _Moment) -> Sequence[Facts]:
    return (Facts(secret=moment.secrets.get(moment.said["draw"], "")),)


def _draw(moment: _Moment) -> Sequence[Facts]:
    """With the rule that the entry says; the oldest ones say none."""
    return [replace(facts, draw_rule=moment.said.get("rule", FIRST_RULE)) for facts in _secret(moment)]


def _proposed(moment: _Moment) -> Sequence[Facts]:
    said = moment.said
    return (Facts(results=moment.results.of(moment.state, said["stage"], moment.entry.at, dict(said["results"]))),)


def _confirmed(moment: _Moment) -> Sequence[Facts]:
    said = moment.said["proposal"]
    stage = next((one.stage for one in moment.state.advances if one.no == said), "")
    return [Facts(results=moment.results.of(moment.state, stage, at, {})) for at in _moments(moment)]


def _signed(moment: _Moment) -> Sequence[Facts]:
    return [_ends(moment, at, dict(moment.said.get("results", ()))) for at in _moments(moment)]


def _ends(moment: _Moment, at: int, seqs: Mapping[str, int]) -> Facts:
    stages = moment.state.stages.stages if moment.state.stages else ()
    ends = tuple((one.name, moment.results.of(moment.state, one.name, at, seqs)) for one in stages)
    return Facts(ends=ends, awards=moment.results.awards(moment.state))


def _moments(moment: _Moment) -> tuple[int, int]:
    """With the entries of matches that were written in the same millisecond, and without them."""
    return moment.entry.at, moment.entry.at - 1


def _codes(moment: _Moment) -> Sequence[Facts]:
    codes = tuple(one["code"] for one in moment.said["certificates"])
    return [replace(facts, codes=codes) for facts in _signed(moment)]


_GATHER: Mapping[str, Callable[[_Moment], Sequence[Facts]]] = {
    "registration.submit": _submitted,
    "registration.enter": _entered,
    "draw.commit": _draw,
    "draw.make": _secret,
    "advance.propose": _proposed,
    "advance.confirm": _confirmed,
    "questions.bind": lambda moment: (bound_by(moment.said),),
    "questions.allot": lambda moment: (allotted_by(moment.said),),
    "questions.withdraw": lambda moment: (withdrawn_by(moment.said),),
    "award.name": _signed,
    "award.order": _signed,
    "signoff.propose": _signed,
    "signoff.confirm": _signed,
    "ceremony.begin": _signed,
    "certificate.number": _codes,
}
"""What else each kind is decided by, as the entry or the matches tell it; more than one where the order within a
millisecond is not known.  A kind that is not here is decided by the state alone."""
