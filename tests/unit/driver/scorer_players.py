"""The second scorer's contestants: who answered, and what the own answers brought."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.setup import Setup
from tests.unit.driver.scorer_marks import Played

D = Decimal
Own = tuple[Decimal, int, int]
"""Points, right answers, wrong ones."""


class Players:
    """Reads the entries that say who sits where and who answers."""

    items: dict[int, Played]
    seats: dict[str, dict[int, str]]

    def where(self, team: str) -> str:
        """Where a team is ranked: "out" for nowhere."""
        raise NotImplementedError

    def _sit_down(self, setup: Setup) -> None:
        self.seats = {team.id: {one.seat: one.id for one in team.contestants} for team in setup.teams}

    def _answers_alone(self, one: Played) -> None:
        if one.team is not None and one.seat:
            one.players[one.team, one.question] = self.seats[one.team][one.seat]

    def _another_question(self, one: Played, question: str | None) -> None:
        for (team, asked), player in list(one.players.items()):
            if asked == one.question:
                one.players[team, question] = player
        one.question = question

    def _member_substitute(self, entry: Entry, p: Any) -> None:
        seats = self.seats[p["team"]]
        place = {player: seat for seat, player in seats.items()}
        seats[place[p["out"]]], seats[place[p["into"]]] = p["into"], p["out"]

    def _player_name(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].players[p["team"], p["question"]] = p["player"]

    def own(self) -> dict[str, Own]:
        """What every contestant has who answered an item that counts."""
        found: dict[str, Own] = {}
        for one in self.items.values():
            if one.void or one.rule is None:
                continue
            for line in one.lines:
                answerer = one.delegate or line.team
                player = one.players.get((answerer, line.question or one.question))
                if player is None or line.verdict == "void":
                    continue
                points, rights, wrongs = found.get(player, (D(0), 0, 0))
                said = "" if one.rule.kind == "judged" else line.verdict
                passed = one.rule.kind == "rapid" and said == "give_up"
                found[player] = (
                    points + (line.points if line.team == answerer else D(0)),
                    rights + (said == "right"),
                    wrongs + (said in ("wrong", "timeout", "give_up") and not passed),
                )
        unranked = {player for team in self.seats if self.where(team) == "out" for player in self.seats[team].values()}
        return {player: what for player, what in found.items() if player not in unranked}
