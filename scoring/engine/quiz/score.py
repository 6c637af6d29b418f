"""The points of a verdict, and the score of a team: the sum of its lines and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.engine.quiz.rule_sheet import TIE_OFF, ZERO, Points, Round, Verdict, points_with_pass
from scoring.engine.quiz.state import Item, MatchState, Outcome


def points_of(table: Points, verdict: Verdict) -> Decimal:
    """The points of a verdict by a table; a void answer gives no points."""
    worth: dict[str, Decimal | None] = {
        "right": table.right,
        "wrong": table.wrong,
        "timeout": table.timeout,
        "give_up": table.give_up,
        "blank": table.blank,
        "void": ZERO,
    }
    value = worth[verdict]
    return table.wrong if value is None else value


def is_optional(table: Points) -> bool:
    """Whether answering is left to the team: no answer on a tablet costs less than a wrong one."""
    return table.blank > table.wrong


def late_points(state: MatchState, item: Item) -> Decimal | None:
    """What is added for not having begun in time; None: as for any timeout."""
    return None if item.round == TIE_OFF else state.rule_of(item.round).clocks.late


def table_for(state: MatchState, item: Item, question: str | None, team: str | None = None) -> Points:
    """The points in force for an item: its stake, its step, its question's type, or the round's own; for ``team``'s
    answer, where a later answer to a press is worth something else."""
    rule = state.rule_of(item.round)
    if rule.id == TIE_OFF or rule.kind == "audience":
        return Points(ZERO)
    if rule.risk is not None:
        stake = item.stake or ZERO
        return Points(stake, -stake if rule.risk.minus else ZERO)
    base = rule.points
    if rule.kind in ("ladder", "clue") and rule.steps:
        return Points(rule.steps[min(item.step, len(rule.steps) - 1)], base.wrong, base.timeout, base.give_up)
    if rule.press is not None and rule.press.second is not None and _is_later_answer(item, team):
        return rule.press.second
    return points_with_pass(rule, rule.by_type.get(question_type(state, question), base))


def _is_later_answer(item: Item, team: str | None) -> bool:
    """Another team had won a press on this item before ``team`` did (补答)."""
    winners = [arming.winner for arming in item.armings if arming.winner is not None]
    return team in winners[1:]


def question_type(state: MatchState, question: str | None) -> str:
    """The type of a question of this match; "" if there is none."""
    assert state.setup is not None
    return next((q.type for q in state.setup.questions if q.id == question), "")


def outcomes(
    state: MatchState,
    item: Item,
    team: str,
    verdict: Verdict,
    seq: int,
    *,
    question: str | None = None,
    points: Decimal | None = None,
) -> tuple[Outcome, ...]:
    """The score lines that follow from a verdict on ``team``'s answer.

    Usually one line; if a team named another to answer (风险题), the rule says who gains and who loses.
    """
    asked = question or item.question
    worth = points if points is not None else points_of(table_for(state, item, asked, team), verdict)

    def line(who: str, value: Decimal) -> Outcome:
        return Outcome(who, "answer", value, seq, verdict, asked, item.seat)

    rule = state.rule_of(item.round)
    if item.delegate is None or rule.risk is None or item.team is None:
        return (line(team, worth),)
    return tuple(line(who, value) for who, value in _delegated(rule, item.team, team, verdict, worth))


def _delegated(
    rule: Round, namer: str, answerer: str, verdict: Verdict, worth: Decimal
) -> Iterator[tuple[str, Decimal]]:
    assert rule.risk is not None
    if verdict == "void":
        yield answerer, ZERO
    elif verdict == "right":
        yield (namer if rule.risk.delegate_right == "namer" else answerer), worth
    else:
        cost = {
            "answerer_loses": (answerer, worth),
            "namer_loses": (namer, worth),
            "namer_gains": (namer, abs(worth)),
            "nobody": (answerer, ZERO),
        }
        yield cost[rule.risk.delegate_wrong]


def lines(state: MatchState) -> tuple[Outcome, ...]:
    """All score lines in force, in order of their entries.  Items thrown out give no lines; fouls in them still
    count."""
    counted = [o for i in state.items for o in i.outcomes if not i.voided or o.cause in ("foul", "prompt")]
    return tuple(sorted([*counted, *state.adjustments], key=lambda o: o.seq))


def totals(state: MatchState) -> dict[str, Decimal]:
    """Every team's score: base, carried score, then line by line, never under the rule sheet's floor."""
    assert state.rule_sheet is not None
    base, floor = state.rule_sheet.base, state.rule_sheet.floor
    score = {team.id: base + team.carried for team in state.teams}
    for line in lines(state):
        value = score[line.team] + line.points
        score[line.team] = value if floor is None else max(floor, value)
    return score


def gains(state: MatchState) -> dict[str, Decimal]:
    """What of every team's score was gained in this match: without base and what the team carried into it."""
    assert state.rule_sheet is not None
    brought = {team.id: state.rule_sheet.base + team.carried for team in state.teams}
    return {team: score - brought[team] for team, score in totals(state).items()}


def scored_items(state: MatchState) -> dict[str, int]:
    """For how many answers and performances every team was scored, those of a tie-off and those thrown out not among
    them; of a run each question counts."""
    found = {team.id: 0 for team in state.teams}
    for item in state.items:
        if not (item.voided or item.uncounted or item.tie_off):
            for line in item.outcomes:
                found[line.team] += line.cause == "answer" and line.verdict != "void"
    return found


def by_round(state: MatchState) -> dict[str, dict[str, Decimal]]:
    """What every team gained or lost in each round played: team id → round id → points; manual entries under ""."""
    found: dict[str, dict[str, Decimal]] = {team.id: {} for team in state.teams}
    for item in state.items:
        for line in item.outcomes:
            if not item.voided or line.cause in ("foul", "prompt"):
                found[line.team][item.round] = found[line.team].get(item.round, ZERO) + line.points
    for line in state.adjustments:
        found[line.team][""] = found[line.team].get("", ZERO) + line.points
    return found
