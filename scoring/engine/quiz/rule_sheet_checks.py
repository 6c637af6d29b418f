"""Checks between the values of a rule sheet, for faults that a single value does not show.

A check gives findings; it never raises.  Those of one round are in ``round_rules``, those of the whole rule sheet here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.round_rules import PLACED_CHECKS, ROUND_CHECKS
from scoring.engine.quiz.rule_sheet import NAMES_NOBODY, PRESSED, Round, RoundKind, RuleSheet
from scoring.engine.quiz.rule_sheet_schema import FILE_NAMES
from scoring.engine.rulefile.values import Finding, finding
from scoring.engine.stages import Award, Stage

TOGETHER: frozenset[RoundKind] = PRESSED | {"simultaneous", "audience"}
"""Kinds whose number of items is that of the whole round, however many teams play."""

MOST_TEAMS = 200
"""Most teams of a match."""


def check_rule_sheet(sheet: RuleSheet) -> Iterator[Finding]:
    """Every finding on ``sheet``: round after round, then the rule sheet as a whole."""
    for no, rule in enumerate(sheet.rounds, start=1):
        for check in ROUND_CHECKS:
            yield from check(rule, ("round", no))
        for check_in in PLACED_CHECKS:
            yield from check_in(sheet, rule, ("round", no))
    for check_all in SHEET_CHECKS:
        yield from check_all(sheet)


def _twice(sheet: RuleSheet) -> Iterator[Finding]:
    lists: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("round", "id", [r.id for r in sheet.rounds]),
        ("round", "name", [r.name for r in sheet.rounds]),
        ("token", "id", [t.id for t in sheet.tokens]),
        ("stage", "name", [s.name for s in sheet.stages]),
        ("award", "name", [a.name for a in sheet.awards]),
    )
    for table, key, values in lists:
        first: dict[str, int] = {}
        for no, value in enumerate(values, start=1):
            if value and value in first:
                yield finding((table, no, key), "twice", value=value, first=f"{table}[{first[value]}]")
            first.setdefault(value, no)


def _ranking(sheet: RuleSheet) -> Iterator[Finding]:
    chain = sheet.ranking
    if chain and chain[0] != "score":
        yield finding(("ranking",), "ranking-starts-otherwise", found=chain[0])
    for link, count in Counter(chain).items():
        if count > 1:
            yield finding(("ranking",), "twice-in-list", value=link)
        if link.startswith("member_") and int(link.removeprefix("member_")) > sheet.members:
            yield finding(("ranking",), "ranking-member-missing", link=link, members=sheet.members)
    if "tie_off" in chain and sheet.tie_off.mode == "none":
        yield finding(("ranking",), "tie-off-is-none")
    if "tie_off" not in chain and sheet.tie_off.mode != "none":
        yield finding(("tie_off", "mode"), "tie-off-not-ranked", mode=sheet.tie_off.mode)
    if sheet.tie_matters and sheet.tie_off.mode == "none":
        yield finding(("tie_matters",), "tie-matters-not-used")
    if list(sheet.tie_matters) != sorted(set(sheet.tie_matters)):
        yield finding(("tie_matters",), "tie-matters-order")


def _people(sheet: RuleSheet) -> Iterator[Finding]:
    if sheet.floor is not None and sheet.floor > sheet.base:
        yield finding(("floor",), "floor-above-base", floor=decimal_text(sheet.floor), base=decimal_text(sheet.base))
    if sheet.substitutions and not sheet.reserves:
        yield finding(("substitutions",), "substitution-without-reserves")


def _awards(sheet: RuleSheet) -> Iterator[Finding]:
    ranked = [(no, award) for no, award in enumerate(sheet.awards, start=1) if award.by_rank]
    for no, award in enumerate(sheet.awards, start=1):
        if award.ranks is not None:
            if award.count or not award.by_rank:
                yield finding(("award", no, "ranks"), "award-said-twice")
            elif award.ranks[0] > award.ranks[1]:
                yield finding(("award", no, "ranks"), "ranks-backwards", first=award.ranks[0], last=award.ranks[1])
        if not award.by_rank and not award.count:
            yield finding(("award", no, "count"), "award-by-name-count")
        if award.players and award.by_rank:
            yield finding(("award", no, "players"), "award-players-by-rank")
        if award.rule and award.by_rank:
            yield finding(("award", no, "rule"), "award-rule-by-rank")
    for no, award in ranked[:-1]:
        if award.ranks is None and not award.count:
            yield finding(("award", no, "count"), "award-rest-not-last")
    if sheet.award_ties != "order" and not any(award.ranks is None and award.count for _, award in ranked):
        yield finding(("award_ties",), "award-ties-never")
    yield from _award_lines(ranked)


def _award_lines(ranked: list[tuple[int, Award]]) -> Iterator[Finding]:
    said = [(no, award) for no, award in ranked if award.ranks is not None]
    counted = [no for no, award in ranked if award.ranks is None and award.count]
    if said and counted:
        yield finding(("award", counted[0], "count"), "awards-mixed")
    expected = 1
    for no, award in said:
        assert award.ranks is not None
        if award.ranks[0] != expected and award.ranks[0] <= award.ranks[1]:
            yield finding(("award", no, "ranks"), "ranks-not-next", first=award.ranks[0], expected=expected)
        expected = award.ranks[1] + 1


def _best_player(sheet: RuleSheet) -> Iterator[Finding]:
    best = sheet.best_player
    if best is None:
        return
    for no, award in enumerate(sheet.awards, start=1):
        if award.name == best.name:
            yield finding(("best_player", "name"), "twice", value=best.name, first=f"award[{no}]")
    for link, count in Counter(best.ties).items():
        if count > 1:
            yield finding(("best_player", "ties"), "twice-in-list", value=link)
    if all(rule.kind in NAMES_NOBODY for rule in sheet.rounds):
        yield finding(("best_player",), "best-player-never")


def _freeze(sheet: RuleSheet) -> Iterator[Finding]:
    rule = sheet.freeze
    if rule is None:
        return
    found = next((one for one in sheet.rounds if one.id == rule.round), None)
    if found is None:
        rounds = ", ".join(one.id for one in sheet.rounds)
        yield finding(("freeze", "round"), "freeze-no-round", found=rule.round, rounds=rounds)
    elif found.kind in TOGETHER and rule.after >= found.items:
        yield finding(("freeze", "after"), "freeze-after-round", after=rule.after, items=found.items)
    elif found.kind not in TOGETHER and rule.after >= (turns := MOST_TEAMS * _turns(sheet, found)):
        at = ("freeze", "after")
        yield finding(at, "freeze-after-turns", after=rule.after, turns=turns, teams=MOST_TEAMS)
    if found is not None:
        yield from _told_by_order(sheet, found)


def _turns(sheet: RuleSheet, rule: Round) -> int:
    """How many turns a team has in a round in which each team has its own."""
    if rule.kind == "rapid":
        return 1
    return (
        len(rule.steps) if rule.kind == "ladder" else rule.items * (sheet.members if rule.kind == "individual" else 1)
    )


def _told_by_order(sheet: RuleSheet, frozen: Round) -> Iterator[Finding]:
    """Rounds after 封榜 whose order of turns is that of the scores, so that it tells the ranking."""
    since = sheet.rounds.index(frozen)
    for no, rule in enumerate(sheet.rounds, start=1):
        if no > since + 1 and rule.risk is not None and rule.risk.order in ("low", "high"):
            yield finding(("round", no, "risk", "order"), "freeze-order-told", round=frozen.id)


def _contest(sheet: RuleSheet) -> Iterator[Finding]:
    """A contest of performances has judged rounds only, and nothing that rests on questions."""
    if sheet.contest is None:
        return
    for no, rule in enumerate(sheet.rounds, start=1):
        if rule.kind != "judged":
            yield finding(("round", no, "kind"), "contest-not-judged", kind=rule.kind)
        if rule.pick != "sequence":
            yield finding(("round", no, "pick"), "contest-not-used", key="pick")
    if sheet.tie_off.mode in ("press", "risk"):
        yield finding(("tie_off", "mode"), "contest-tie-off", mode=sheet.tie_off.mode)
    for key in ("tokens", "best_player", "reserves"):
        if getattr(sheet, key):
            yield finding((FILE_NAMES.get((RuleSheet, key), key),), "contest-not-used", key=key)


def _stages(sheet: RuleSheet) -> Iterator[Finding]:
    last = len(sheet.stages)
    for no, stage in enumerate(sheet.stages, start=1):
        if no == 1 and stage.carry:
            yield finding(("stage", no, "carry"), "carry-from-nothing")
        if not stage.advance and not stage.runners_up and no < last:
            yield finding(("stage", no, "advance"), "nobody-advances")
        if stage.runners_up and stage.groups == 1:
            yield finding(("stage", no, "runners_up"), "runners-up-of-one-group")
        elif stage.runners_up > stage.groups:
            at = ("stage", no, "runners_up")
            yield finding(at, "runners-up-above-groups", runners_up=stage.runners_up, groups=stage.groups)
        elif stage.runners_up_by != "score" and not stage.runners_up:
            yield finding(("stage", no, "runners_up_by"), "runners-up-by-without")
        if stage.vacancy != "next" and not stage.advance and not stage.runners_up:
            yield finding(("stage", no, "vacancy"), "vacancy-not-used")
        if stage.written and no > 1:
            yield finding(("stage", no, "written"), "written-not-first")
        yield from _papers(no, stage)


def _papers(no: int, stage: Stage) -> Iterator[Finding]:
    for key in ("papers", "highest", "parts"):
        if not stage.written and getattr(stage, key) != getattr(Stage(""), key):
            yield finding(("stage", no, key), "papers-not-written", key=key)
    if stage.parts and stage.highest != Stage("").highest:
        yield finding(("stage", no, "highest"), "highest-beside-parts")
    first: dict[str, int] = {}
    for place, part in enumerate(stage.parts, start=1):
        if first.setdefault(part.name, place) != place:
            at = ("stage", no, "parts", place, "name")
            yield finding(at, "twice", value=part.name, first=f"parts[{first[part.name]}]")


SHEET_CHECKS: tuple[Callable[[RuleSheet], Iterator[Finding]], ...] = (
    _twice,
    _ranking,
    _people,
    _awards,
    _best_player,
    _freeze,
    _contest,
    _stages,
)
