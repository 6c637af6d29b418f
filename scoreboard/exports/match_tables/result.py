"""The results as tables: judges' marks, the lines of every score, the standings of teams and contestants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoreboard.exports.match_tables.audience import counts
from scoreboard.exports.match_tables.opened_match import OpenedMatch, Row, moment, or_empty, yes
from scoreboard.exports.tables import Cell
from scoring.engine.codec import from_json
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz.best_player import players
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.score import lines, totals
from scoring.engine.quiz.standings import standings
from scoring.engine.quiz.state import Item, Outcome

MARKS = (
    "match", "item", "round", "team", "team_name", "judge", "judge_label", "judge_organisation", "criterion",
    "criterion_name", "weight", "version", "state", "mark", "counts", "source", "seq", "at", "at_ms",
)  # fmt: skip
SCORES = (
    "match", "team", "team_name", "seq", "item", "round", "cause", "verdict", "question", "seat", "points",
    "corrected_by", "reason",
)  # fmt: skip
STANDINGS = (
    "match", "rank", "tied", "team", "team_name", "organisation", "station", "score", "final", "above_because",
    "above_value", "below_value",
)  # fmt: skip

PLAYERS = (
    "match", "rank", "tied", "player", "player_name", "team", "team_name", "organisation", "points", "rights", "wrongs",
    "prize", "final",
)  # fmt: skip

MarkSheetRow = tuple[str, dict[str, Cell], Mapping[str, Decimal]]
"""What a judge gave once: the judge, the columns of this version, the marks by criterion."""


def marks(match: OpenedMatch) -> Iterator[Row]:
    """One row for each judge, criterion, item and version: replaced mark sheets, those in force, those that wait for a
    second person or were refused by one, and those that never came; and the counts of the audience panel."""
    refused = _refused(match)
    for item in match.state.items:
        if item.panel is None:
            continue
        judges = {judge.id: judge for judge in item.panel.judges}
        criteria = panel_rule(match.state.rule_of(item.round).panel).criteria
        for judge, version, given in [*_sheets(item, item.panel), *refused.get(item.no, [])]:
            for criterion in criteria:
                yield {
                    **match.item(item),
                    **match.team(item.answering),
                    **_judge(judges.get(judge), judge),
                    "criterion": criterion.id,
                    "criterion_name": criterion.name,
                    "weight": criterion.weight,
                    "mark": or_empty(given.get(criterion.id)),
                    **version,
                }
        yield from counts(match, item)


def _judge(judge: PanelJudge | None, judge_id: str) -> dict[str, Cell]:
    label, unit = (judge.label, judge.organisation) if judge else ("", "")
    return {"judge": judge_id, "judge_label": label, "judge_organisation": unit}


def _sheets(item: Item, sitting: Sitting) -> Iterator[MarkSheetRow]:
    """The mark sheets of one item, by judge in the order of the panel, versions in order."""
    locked = sitting.locked is not None and not item.voided
    for judge in (one.id for one in sitting.judges):
        current = sitting.mark_sheets.get(judge)
        for sheet in (*(old for old in sitting.history if old.judge == judge), *([current] if current else [])):
            counts = locked and sheet is current and sheet.state == "given"
            yield (
                judge,
                {
                    "version": sheet.version,
                    "state": sheet.state,
                    "counts": yes(counts),
                    "source": sheet.source,
                    "seq": sheet.seq,
                    **moment(sheet.at),
                },
                sheet.marks,
            )
        for waiting in (one for one in sitting.waiting.values() if one.judge == judge):
            yield judge, _aside(waiting.kind, waiting.seq, waiting.at), waiting.marks
        if current is None:
            yield (
                judge,
                {
                    "version": "",
                    "state": "missing",
                    "counts": "no",
                    "source": "",
                    "seq": "",
                    **moment(None),
                },
                {},
            )


def _aside(state: str, seq: int, at: int) -> dict[str, Cell]:
    """A mark sheet that is no version: it waits for a second person, or was refused."""
    source = "paper" if state == "paper" else "tablet"
    return {"version": "", "state": state, "counts": "no", "source": source, "seq": seq, **moment(at)}


def _refused(match: OpenedMatch) -> dict[int, list[MarkSheetRow]]:
    """By item: what a second person refused."""
    found: dict[int, list[MarkSheetRow]] = {}
    asked: dict[int, Any] = {entry.seq: entry for entry in match.entries}
    for entry in match.counting:
        if entry.kind == "mark.decide" and not entry.payload["accept"]:
            sheet = asked[entry.payload["sheet"]]
            given = {criterion: from_json(Decimal, mark) for criterion, mark in sheet.payload["marks"].items()}
            version = _aside("refused", sheet.seq, sheet.at)
            if sheet.kind == "mark.copy":
                version["source"] = "paper"
            found.setdefault(entry.payload["item"], []).append((sheet.payload["judge"], version, given))
    return found


def scores(match: OpenedMatch) -> Iterator[Row]:
    """One row for each line of a team's score.  A team's score is the sum of these points, its base score, its carried
    score and what the floor of the rule sheet kept it from losing."""
    state, total = match.state, totals(match.state)
    of_item = {id(line): item for item in state.items for line in item.outcomes}
    reasons = {entry.seq: entry.reason for entry in match.entries}
    for team in state.teams:
        own = [line for line in lines(state) if line.team == team.id]
        yield _line(match, team.id, "base", match.rule_sheet.base)
        if team.carried:
            yield _line(match, team.id, "carried", team.carried)
        for line in own:
            yield _line(match, team.id, line.cause, line.points, line, of_item.get(id(line)), reasons[line.seq])
        added = match.rule_sheet.base + team.carried + sum((line.points for line in own), Decimal(0))
        if added != total[team.id]:
            yield _line(match, team.id, "floor", total[team.id] - added)


def _line(
    match: OpenedMatch,
    team: str,
    cause: str,
    points: Decimal,
    line: Outcome | None = None,
    item: Item | None = None,
    reason: str = "",
) -> Row:
    said: dict[str, Cell] = dict.fromkeys(("seq", "verdict", "question", "seat", "corrected_by"), "")
    if line is not None:
        said = {
            "seq": line.seq,
            "verdict": line.verdict or "",
            "question": line.question or "",
            "seat": or_empty(line.seat),
            "corrected_by": or_empty(line.corrected_by),
        }
    return {**match.team(team), **said, **match.item(item), "cause": cause, "points": points, "reason": reason}


def ranking(match: OpenedMatch) -> Iterator[Row]:
    """One row for each team, best first; with what separates it from the next rank, and the two values compared."""
    total = totals(match.state)
    for place in standings(match.state):
        team = match.state.team(place.id)
        values = place.above.fields if place.above else {}
        yield {
            "rank": place.rank,
            "tied": yes(place.tied),
            **match.team(team.id),
            "organisation": team.organisation,
            "station": team.station,
            "score": total[team.id],
            "final": yes(match.state.phase == "locked"),
            "above_because": place.above.code if place.above else "",
            "above_value": values.get("above", ""),
            "below_value": values.get("below", ""),
        }


def contestants(match: OpenedMatch) -> Iterator[Row]:
    """One row for each contestant who answered an item that counts, best first; none where the rule sheet has no best
    player."""
    names = {one.id: one.name for team in match.state.teams for one in team.contestants}
    for place in players(match.state):
        yield {
            "rank": place.rank,
            "tied": yes(place.tied),
            "player": place.player,
            "player_name": names[place.player],
            **match.team(place.team),
            "organisation": match.state.team(place.team).organisation,
            "points": place.points,
            "rights": place.rights,
            "wrongs": place.wrongs,
            "prize": yes(place.prize),
            "final": yes(match.state.phase == "locked"),
        }
