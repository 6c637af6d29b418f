"""The locked marks of a match as the judge report takes them: a panel for each judged round, and the match's ranking.

What a judge's absence would change is asked of the match itself (``engine.quiz.without_judge``), so that the ranks here
are the ranks of every screen.  Nothing is read that is not locked, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.engine.panel.marks import Mark
from scoring.engine.quiz.panel_run import PanelRun, criteria_of
from scoring.engine.quiz.panel_run import totals as judge_totals
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.sheet import PanelRule as MatchPanel
from scoring.engine.quiz.sheet import Round
from scoring.engine.quiz.standings import decisive_lines, standings
from scoring.engine.quiz.state import Item, MatchState
from scoring.engine.quiz.without_judge import ranks_without
from scoring.engine.rounding import Rounding
from scoring.engine.tally.certainty import Cut, LeftOut, Move, cut_lines
from scoring.engine.tally.mark_table import EntryMarks, MarkTable
from scoring.engine.tally.panel_rule import CriterionRule, PanelMethod, PanelRule, PanelStage, Roundings
from scoring.engine.tally.scores import EntryScore, StageScore
from scoring.engine.tally.tally import SHARED, Result, Tally, tally


@dataclass(frozen=True, slots=True)
class MarkedRound:
    """One judged round: what a team showed the panel is an entry, by the team's name.

    ``single``: each team had one item; else an entry is called by the team and the item.
    """

    table: MarkTable
    result: Tally
    single: bool


@dataclass(frozen=True, slots=True)
class MarkedMatch:
    """All that the report tells of a match: its judged rounds, its ranking, that without each judge, and its lines."""

    rounds: tuple[MarkedRound, ...]
    ranking: Tally
    left_out: Mapping[int, tuple[LeftOut, ...]]
    cuts: tuple[Cut, ...]


def marked_items(state: MatchState) -> tuple[Item, ...]:
    """The items whose marks are locked and count."""
    return tuple(i for i in state.items if i.panel is not None and i.panel.locked is not None and not i.voided)


def marked_match(state: MatchState, say: Say) -> MarkedMatch:
    """The report's figures; of a match with at least one of ``marked_items``."""
    items = marked_items(state)
    judges = judge_names(items, say)
    names = team_names(state)
    rules = {item.round: state.rule_of(item.round) for item in items}
    rounds = tuple(
        _round(rule, [i for i in items if i.round == rule.id], judges, names, say) for rule in rules.values()
    )
    ranking = _ranking(state, tuple(rules.values()), items, judges, names)
    ranks = {judge: ranks_without(state, judge) for judge in judges}
    teams = {name: EntryMarks(name, "") for name in names.values()}
    left_out: dict[int, tuple[LeftOut, ...]] = {}
    cuts: list[Cut] = []
    assert state.sheet is not None
    for line in (0, *(one for one in sorted(decisive_lines(state.sheet)) if one < len(names))):
        left_out[line] = _left_out(ranking, ranks, judges, names, line)
        cuts += cut_lines(MarkTable(teams, {}), ranking, left_out[line], line)
    return MarkedMatch(rounds, ranking, left_out, tuple(cuts))


def judge_names(items: Sequence[Item], say: Say) -> dict[str, str]:
    """Judge → what its card says, each another name."""
    members = {judge.id: judge for item in items if item.panel for judge in item.panel.judges}
    return _each_another({judge: seat_name("judge", one.label, say) for judge, one in members.items()})


def team_names(state: MatchState) -> dict[str, str]:
    """Team → its name, each another one, in order of station."""
    return _each_another({team.id: team.name for team in sorted(state.teams, key=lambda team: team.station)})


def _each_another(names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for identity, name in names.items():
        free, number = name, 2
        while free in found.values():
            free, number = f"{name} ({number})", number + 1
        found[identity] = free
    return found


def _round(
    rule: Round, items: Sequence[Item], judges: Mapping[str, str], names: Mapping[str, str], say: Say
) -> MarkedRound:
    panel = rule.panel or MatchPanel()
    whole = say("tally.report.column.mark")
    criteria = tuple(
        CriterionRule(one.id, one.high, one.name or whole, one.low, one.step, one.weight) for one in criteria_of(panel)
    )
    method = PanelMethod(
        drop_high=panel.drop_high, drop_low=panel.drop_low, least=panel.least, missing="leave_out", late="leave_out"
    )
    rounding = Roundings(final=Rounding(panel.digits, panel.rounding))
    stage = PanelStage(rule.id, Decimal(1), rule.name)
    reviewed = PanelRule(rule.name, criteria, panel=method, stages=(stage,), rounding=rounding)
    single = len({item.team for item in items}) == len(items)
    entries = {}
    for item in items:
        name = names.get(item.answering or "", "")
        name = name if single else say("tally.report.turn", team=name, slot=item.slot)
        assert item.panel is not None
        entries[name] = EntryMarks(name, "", {rule.id: _marks(item.panel, panel, judges)})
    sitting = tuple(name for judge, name in judges.items() if any(i.panel and i.panel.judge(judge) for i in items))
    table = MarkTable(entries, {(rule.id, ""): sitting})
    return MarkedRound(table, tally(reviewed, table), single)


def _marks(run: PanelRun, rule: MatchPanel, judges: Mapping[str, str]) -> dict[str, dict[str, Mark]]:
    """Criterion → judge → mark; a judge without marks is so on every criterion."""
    found: dict[str, dict[str, Mark]] = {one.id: {} for one in criteria_of(rule)}
    for total in judge_totals(run, rule):
        name, sheet = judges[total.judge], run.sheets.get(total.judge)
        for criterion, given in found.items():
            if sheet is not None and sheet.state == "given":
                given[name] = Mark(name, sheet.marks[criterion])
            else:
                given[name] = Mark(name, None, total.state)
    return found


def _ranking(
    state: MatchState,
    rules: Sequence[Round],
    items: Sequence[Item],
    judges: Mapping[str, str],
    names: Mapping[str, str],
) -> Tally:
    """The match's own ranking in the shape of a tally, a stage for each judged round."""
    score = totals(state)
    digits = max((rule.panel or MatchPanel()).digits for rule in rules)
    stages = tuple(PanelStage(rule.id, Decimal(1), rule.name) for rule in rules)
    title = state.setup.title if state.setup else ""
    whole = PanelRule(title, (), stages=stages, rounding=Roundings(final=Rounding(digits)))
    results = []
    for place in standings(state):
        parts = tuple(_given(rule, [i for i in items if i.round == rule.id], place.id, judges) for rule in rules)
        entry = EntryScore(names[place.id], "", "scored", parts, score[place.id])
        link = place.above.code if place.above else ("score" if not place.tied else SHARED)
        results.append(
            Result(entry.id, "", entry, score[place.id], place.rank, place.tied, link, place.above, place.above)
        )
    return Tally(whole, tuple(results))


def _given(rule: Round, items: Sequence[Item], team: str, judges: Mapping[str, str]) -> StageScore:
    """What each judge has given a team in a round, all its items added; only judges who have marked every one."""
    own = [item for item in items if item.answering == team]
    panel = rule.panel or MatchPanel()
    given_of: dict[str, list[Decimal]] = {}
    for mark in (mark for item in own if item.panel for mark in judge_totals(item.panel, panel)):
        if mark.state == "given" and mark.value is not None:
            given_of.setdefault(mark.judge, []).append(mark.value)
    marks = {}
    for judge, name in judges.items():
        given = given_of.get(judge, [])
        if given and len(given) == len(own):
            marks[name] = Mark(name, sum(given, Decimal(0)))
    return StageScore(rule.id, "scored", judges=marks)


def _left_out(
    ranking: Tally, ranks: Mapping[str, Mapping[str, int | None]], judges: Mapping[str, str], names: Mapping[str, str],
    places: int,
) -> tuple[LeftOut, ...]:  # fmt: skip
    """Each judge in turn left out: who moves, and who would come over the line after ``places``, and who fall."""
    before = ranking.ranks()
    inside = {team for team, rank in before.items() if rank is not None and rank <= places}
    found = []
    for judge, name in judges.items():
        after = {names[team]: rank for team, rank in ranks[judge].items()}
        moves = tuple(Move(team, rank, after[team]) for team, rank in before.items() if after[team] != rank)
        now = {team for team, rank in after.items() if rank is not None and rank <= places}
        gained, lost = tuple(sorted(now - inside)), tuple(sorted(inside - now))
        found.append(LeftOut(name, "", moves, gained, lost, after))
    return tuple(found)
