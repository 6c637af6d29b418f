"""The locked marks of a match as the judge report takes them: a panel for each judged round, and the match's ranking.

What a judge's absence would change is asked of the match itself (``engine.quiz.without_judge``), so that the ranks here
are the ranks of every screen.  Nothing is read that is not locked, and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import audience_total, marks_by_criterion, score
from scoring.engine.panel.result import totals as judges_totals
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import Sitting
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import Round
from scoring.engine.quiz.score import totals as teams_totals
from scoring.engine.quiz.standings import lines_of, standings
from scoring.engine.quiz.state import Item, MatchState
from scoring.engine.quiz.without_judge import ranks_without
from scoring.engine.tally.certainty import Cut, LeftOut, cut_lines, left_out
from scoring.engine.tally.judges import PanelReport, panel_report
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.odd_marks import PanelTotals
from scoring.engine.tally.ranked import Ranked, Ranking


@dataclass(frozen=True, slots=True)
class MarkedRound:
    """One judged round: what a team showed the panel is an entry, by the team's name; ``teams`` names its team.

    ``totals``: each judge's total for each entry · ``scores``: what the panel gave it, None for no score · ``single``:
    each team had one item; else an entry is called by the team and the item · ``audience``: the audience panel's
    mark of each entry, None where the rules have no audience panel.
    """

    id: str
    name: str
    rule: PanelRule
    judges: tuple[str, ...]
    entries: tuple[EntryMarks, ...]
    totals: PanelTotals
    scores: Mapping[str, Decimal | None]
    teams: Mapping[str, str]
    single: bool
    audience: Mapping[str, Decimal | None] | None = None

    def report(self) -> PanelReport:
        """What the marks show about the judges of the round."""
        return panel_report(self.id, "", self.judges, self.rule.criteria, self.entries, self.totals)


@dataclass(frozen=True, slots=True)
class Member:
    """A judge of the match: the name and organisation of the card, and the teams from which the judge was recused."""

    name: str
    organisation: str
    recused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedMatch:
    """All that the report says of a match: its judges, its judged rounds, its ranking, that without each judge, and its
    lines."""

    members: tuple[Member, ...]
    rounds: tuple[MarkedRound, ...]
    ranking: Ranking
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
    ranking = _ranking(state, rounds, names)
    before = ranking.ranks("")
    ranks = {
        name: {names[team]: rank for team, rank in ranks_without(state, judge).items()}
        for judge, name in judges.items()
    }
    without: dict[int, tuple[LeftOut, ...]] = {}
    cuts: list[Cut] = []
    assert state.rule_sheet is not None
    for line in (0, *(one for one in sorted(lines_of(state)) if one < len(names))):
        without[line] = tuple(left_out(judge, "", before, after, line) for judge, after in ranks.items())
        cuts += cut_lines(ranking, without[line], line)
    return MarkedMatch(_members(items, judges, names), rounds, ranking, without, tuple(cuts))


def judge_names(items: Sequence[Item], say: Say) -> dict[str, str]:
    """Judge → the name on its card; no two are the same."""
    members = {judge.id: judge for item in items if item.panel for judge in item.panel.judges}
    return _each_another({judge: seat_name("judge", one.label, say) for judge, one in members.items()})


def _members(items: Sequence[Item], judges: Mapping[str, str], teams: Mapping[str, str]) -> tuple[Member, ...]:
    organisations = {one.id: one.organisation for item in items if item.panel for one in item.panel.judges}
    recused: dict[str, dict[str, None]] = {judge: {} for judge in judges}
    for item in items:
        for judge in judges:
            if item.panel is not None and item.team and item.panel.recused(judge):
                recused[judge][teams[item.team]] = None
    return tuple(Member(name, organisations[judge], tuple(recused[judge])) for judge, name in judges.items())


def team_names(state: MatchState) -> dict[str, str]:
    """Team → its name, no two the same, in order of station."""
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
    panel = panel_rule(rule.panel)
    single = len({item.team for item in items}) == len(items)
    seated = {id_: name for id_, name in judges.items() if any(i.panel and i.panel.judge(id_) for i in items)}
    entries: dict[str, EntryMarks] = {}
    totals, scores, teams, votes = {}, {}, {}, {}
    for item in items:
        team = names.get(item.answering or "", "")
        name = team if single else say("tally.report.turn", team=team, slot=item.slot)
        assert item.panel is not None
        entries[name] = EntryMarks(name, "", {rule.id: _marks(item.panel, panel, judges)})
        totals[name] = _totals(item.panel, panel, seated)
        scores[name] = score(item.panel, panel).score
        votes[name] = audience_total(item.panel, panel)
        teams[name] = team
    judged = tuple(entries.values())
    audience = None if panel.audience is None else votes
    return MarkedRound(
        rule.id, rule.name, panel, tuple(seated.values()), judged, totals, scores, teams, single, audience
    )


def _totals(sitting: Sitting, rule: PanelRule, seated: Mapping[str, str]) -> dict[str, Mark]:
    """Judge → total, each judge by name; the total of a judge who did not sit here is missing."""
    given = {mark.judge: mark for mark in judges_totals(sitting, rule)}
    return {
        name: replace(given[judge], judge=name) if judge in given else Mark(name, None, "missing")
        for judge, name in seated.items()
    }


def _marks(sitting: Sitting, rule: PanelRule, judges: Mapping[str, str]) -> dict[str, dict[str, Mark]]:
    """Criterion → judge → mark, each judge by name."""
    return {
        criterion: {judges[judge]: replace(mark, judge=judges[judge]) for judge, mark in given.items()}
        for criterion, given in marks_by_criterion(sitting, rule).items()
    }


def _ranking(state: MatchState, rounds: Sequence[MarkedRound], names: Mapping[str, str]) -> Ranking:
    """The match's own ranking, a stage for each judged round."""
    points = teams_totals(state)
    teams = tuple(Ranked(names[one.id], "", one.rank, points[one.id], one.above) for one in standings(state))
    digits = max(one.rule.rounding.final.digits for one in rounds)
    given = {one.id: _given(one) for one in rounds}
    return Ranking(teams, given, digits)


def _given(one: MarkedRound) -> dict[str, dict[str, Decimal]]:
    """Judge → team → what the judge has given it in a round, all its turns added; only judges who marked every one."""
    turns = Counter(one.teams.values())
    found: dict[str, dict[str, Decimal]] = {}
    for judge in one.judges:
        own = [
            (one.teams[entry], mark.value)
            for entry, given in one.totals.items()
            if (mark := given[judge]).value is not None
        ]
        marked = Counter(team for team, _ in own)
        for team, value in own:
            if marked[team] == turns[team]:
                found.setdefault(judge, {})[team] = found.get(judge, {}).get(team, Decimal(0)) + value
    return found
