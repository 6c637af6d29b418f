"""Teams with their scores, and the ranking with the sentence why one stands above the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from scoreboard.presenters.face import address
from scoreboard.presenters.quiz.audience import MatchInfo
from scoreboard.presenters.quiz.item import member_part
from scoreboard.presenters.quiz.parts import BecausePart, RankPart, TeamPart, TokenPart
from scoreboard.presenters.say import Say, with_minus
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.setup import Team
from scoring.engine.quiz.standings import by_record
from scoring.engine.quiz.state import MatchState
from scoring.engine.ranking import Placing


def ranked(state: MatchState) -> tuple[Placing, ...]:
    """The standings; none before the match is opened."""
    return standings(state) if state.rule_sheet is not None else ()


def teams_part(
    info: MatchInfo, state: MatchState, table: MatchState, places: Sequence[Placing], *, pictures: bool = False
) -> list[TeamPart]:
    """Every team by station; ``table``: the state that gives their scores.  Before the match is opened: as registered,
    without score.  ``pictures``: with those of the teams, while 亮相 shows them."""
    place_of = {place.id: place for place in places}
    score = totals(table) if places else {}
    teams = sorted(state.teams or info.teams, key=lambda team: (team.station, team.id))
    parts = [_team(state, team, place_of.get(team.id), score.get(team.id)) for team in teams]
    of_team = dict(info.face.pictures) if pictures and state.scene == "teams" else {}
    for part in parts:
        if picture := of_team.get(part["id"]):
            part["picture"] = address(picture)
    return parts


def _team(state: MatchState, team: Team, place: Placing | None, score: Decimal | None) -> TeamPart:
    part: TeamPart = {
        "id": team.id,
        "name": team.name,
        "unit": team.organisation,
        "station": team.station,
        "score": "" if score is None or (place is None and state.contest) else decimal_text(score),
        "rank": place.rank if place else 0,
        "tied": place.tied if place else False,
        "members": [member_part(c) for c in sorted(team.contestants, key=lambda c: (c.seat == 0, c.seat))],
        "out": team.id in state.out_of_round or team.id in state.withdrawn,
        "left": state.withdrawn.get(team.id, ""),
        "tokens": _tokens(state, team.id),
        "fouls": state.fouls.get(team.id, 0),
    }
    if team.piece:
        part["piece"] = team.piece
    return part


def _tokens(state: MatchState, team: str) -> list[TokenPart]:
    if state.rule_sheet is None:
        return []
    used = Counter(token for owner, token in state.tokens_used if owner == team)
    return [{"id": t.id, "name": t.name, "left": max(0, t.count - used[t.id])} for t in state.rule_sheet.tokens]


def ranking_part(
    state: MatchState, places: Sequence[Placing], say: Say, awards: Mapping[str, str] = MappingProxyType({})
) -> list[RankPart]:
    """The ranking from the one function that every screen, export and check uses; ``awards`` by team."""
    names = {team.id: team.name for team in state.teams}
    score = totals(state) if places else {}
    lines: list[RankPart] = []
    for number, place in enumerate(places):
        below = places[number + 1].id if number + 1 < len(places) else ""
        because, text = _because(state, place, below, names, say)
        line: RankPart = {
            "team": place.id,
            "rank": place.rank,
            "tied": place.tied,
            "score": decimal_text(score[place.id]),
            "above_because": because,
            "text": text,
        }
        if place.id in awards:
            line["award"] = awards[place.id]
        lines.append(line)
    return lines


def _because(
    state: MatchState, place: Placing, below: str, names: Mapping[str, str], say: Say
) -> tuple[BecausePart | None, str]:
    """The comparison that parts two neighbours, and its sentence.  An order by lot is not called a win."""
    if place.above is None:
        return None, ""
    code = place.above.code
    fields = {name: str(value) for name, value in place.above.fields.items()}
    shown = {name: with_minus(value) for name, value in fields.items()}
    words = "tie_off_recorded" if code == "tie_off" and by_record(state, place.id, below) else code
    text = say(f"view.because.{words.replace('-', '_')}", team=names[place.id], next_team=names[below], **shown)
    return {"code": code, "fields": fields}, text
