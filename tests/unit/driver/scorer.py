"""A second scorer, written from docs/rule-sheets.md and the printed rules: entries in, points out.

It shares nothing with the engine but the shapes of entries and rule sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.rule_sheet import Points, Round, RuleSheet
from scoring.engine.quiz.setup import Setup
from tests.unit.driver.scorer_marks import Line, Panels, Played
from tests.unit.driver.scorer_players import Players

D = Decimal
KEPT = {"match.open", "scene.show", "undo", "rules.change", "result.lock", "result.unlock"}


class Scorer(Players, Panels):
    """Reads a whole match; ``totals``, ``rights``, ``wrongs`` and ``of_seat`` say what every team has, ``own`` what
    every contestant has."""

    def __init__(self, entries: Sequence[Entry], setup: Setup, rules: RuleSheet) -> None:
        self.setup, self.rules = setup, rules
        self.types = {q.id: q.type for q in setup.questions}
        self.items: dict[int, Played] = {}
        self.by_hand: list[Line] = []
        self.round: str | None = None
        self.begins = False  # the clock of a beginning is up
        self.fouls: dict[str, int] = {}
        self.panel: list[str] = []
        self.left: dict[str, str] = {}
        self._sit_down(setup)
        for entry in counting(entries):
            read = getattr(self, "_" + entry.kind.replace(".", "_"), None)
            if read is not None:
                read(entry, entry.payload)

    def totals(self) -> dict[str, Decimal]:
        """Base and carried points, then line by line, never below the floor."""
        score = {team.id: self.rules.base + team.carried for team in self.setup.teams}
        lines = [
            line
            for one in self.items.values()
            for line in (*one.penalties, *(() if one.void else (*one.lines, *one.supporters)))
        ]
        for line in sorted((*lines, *self.by_hand), key=lambda line: line.place):
            value = score[line.team] + line.points
            score[line.team] = value if self.rules.floor is None else max(self.rules.floor, value)
        return score

    def rights(self) -> dict[str, Decimal]:
        """Right answers, neither of a tie-off nor marked by judges."""
        return self._count({"right"})

    def wrongs(self) -> dict[str, Decimal]:
        """Wrong answers, timeouts, giving up and no answer; a pass in a run is none, nor is no answer that costs less
        than a wrong one."""
        return self._count({"wrong", "timeout", "give_up", "blank"})

    def _count(self, verdicts: set[str]) -> dict[str, Decimal]:
        found = {team.id: D(0) for team in self.setup.teams}
        for one in self.items.values():
            if one.void or one.rule is None or one.rule.kind == "judged":
                continue
            passes = {"give_up"} if one.rule.kind == "rapid" else set()
            for line in one.lines:
                if line.verdict == "blank" and self._price_of(one, line, "blank") > self._price_of(one, line, "wrong"):
                    continue
                if line.verdict in verdicts - passes:
                    found[one.delegate or line.team] += 1
        return found

    def _price_of(self, one: Played, line: Line, verdict: str) -> Decimal:
        return self._worth(one, line.team, verdict, line.question)

    def of_seat(self, seat: int) -> dict[str, Decimal]:
        """What the member in a seat has brought its team by answers."""
        found = {team.id: D(0) for team in self.setup.teams}
        for one in self.items.values():
            for line in () if one.void or one.seat != seat else one.lines:
                found[line.team] += line.points
        return found

    # What is played

    def _round_begin(self, entry: Entry, p: Any) -> None:
        self.round, self.fouls, self.panel = p["round"], {}, []

    def _tieoff_begin(self, entry: Entry, p: Any) -> None:
        self.round, self.fouls, self.panel = None, {}, []

    def _item_present(self, entry: Entry, p: Any) -> None:
        rule = None if self.round is None else self.rules.round(self.round)
        one = Played(rule, p["team"], p["seat"], p["question"], p["step"])
        one.absent = frozenset(self.left)
        self.items[p["item"]], self.begins = one, False
        self._answers_alone(one)
        self._seat_judges(one, p.get("panel"))

    def _clock_start(self, entry: Entry, p: Any) -> None:
        self.begins = p["begins"]

    def _press_arm(self, entry: Entry, p: Any) -> None:
        self.begins = False

    def _stake_choose(self, entry: Entry, p: Any) -> None:
        if p["stake"] is not None:
            self._another_question(self.item, p["question"])
            self.item.stake, self.item.delegate = D(p["stake"]), p["delegate"]

    def _clue_reveal(self, entry: Entry, p: Any) -> None:
        self.item.step += 1

    def _press_award(self, entry: Entry, p: Any) -> None:
        if p["winner"]:
            self.item.won_at[p["winner"]] = self.item.step
            self.begins = p["begins"]

    def _answer_submit(self, entry: Entry, p: Any) -> None:
        self.item.answers[p["team"]] = p["answer"]

    def _answer_judge(self, entry: Entry, p: Any) -> None:
        one, team, verdict = self.item, p["team"], p["verdict"]
        given = None if p["points"] is None else D(p["points"])
        if verdict == "timeout" and self.begins and one.rule is not None and one.rule.clocks.late is not None:
            given = one.rule.clocks.late
        self.begins = False
        one.lines += self._lines(one, team, verdict, p["question"], entry.seq, given)
        one.judged.add(team)
        self._next(one, p)

    def _supporters_judge(self, entry: Entry, p: Any) -> None:
        rule = self.item.rule
        if rule is not None and rule.supporters is not None:
            worth = rule.supporters.right if p["verdict"] == "right" else rule.supporters.wrong
            self.item.supporters.append(Line(p["team"], worth, entry.seq))

    def _item_close(self, entry: Entry, p: Any) -> None:
        one = self.item
        if one.rule is not None and one.rule.kind == "simultaneous" and not one.void and p["key"] is not None:
            self._judge_by_key(one, p["key"], entry.seq, one.judged)

    def _judge_by_key(self, one: Played, key: list[str], place: int, judged: set[str]) -> None:
        for team in (team.id for team in self.setup.teams if team.id not in judged | one.absent):
            said = [text for text in one.answers.get(team, []) if text.strip()]
            kind = self.types[one.question or ""]
            if said and kind == "short":
                continue
            right = sorted(said) == sorted(key) if kind in ("multiple", "fill") else len(said) == 1 and said[0] in key
            verdict = "blank" if not said else "right" if right else "wrong"
            one.lines += self._lines(one, team, verdict, one.question, place)
            one.judged.add(team)

    def _next(self, one: Played, p: Any) -> None:
        if one.rule is not None and one.rule.kind == "rapid" and p["next_question"]:
            self._another_question(one, p["next_question"])

    # Fouls and prompts

    def _press_record(self, entry: Entry, p: Any) -> None:
        if p["standing"] == "early":
            self._foul(p["team"], entry.seq)

    def _foul_call(self, entry: Entry, p: Any) -> None:
        one, team = self.item, p["team"]
        if p["foul"] == "press":
            self._foul(team, entry.seq)
            return
        prompting = "void" if one.rule is None else one.rule.prompting
        if prompting != "void":
            one.penalties.append(Line(team, prompting, entry.seq))
            return
        one.lines.append(Line(team, D(0), entry.seq, "void", one.question))
        one.judged.add(team)
        self._next(one, p)

    def _foul(self, team: str, place: int) -> None:
        self.fouls[team] = self.fouls.get(team, 0) + 1
        rule = self.item.rule
        if rule is not None and rule.press is not None:
            step = rule.press.fouls[min(self.fouls[team], len(rule.press.fouls)) - 1]
            self.item.penalties.append(Line(team, step.points, place))

    # What people put right

    def _item_void(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].void = True

    def _item_replace(self, entry: Entry, p: Any) -> None:
        old = self.item
        old.void = True
        step = old.step if old.rule is not None and old.rule.kind == "ladder" else 0
        one = Played(old.rule, old.team, old.seat, p["question"], step, old.stake, old.delegate)
        one.absent = frozenset(self.left)
        self.items[p["item"]] = one
        self._answers_alone(one)
        self._seat_judges(one, p.get("panel"))

    def _item_correct(self, entry: Entry, p: Any) -> None:
        one, team = self.items[p["item"]], p["team"]
        question = p["question"] or one.question
        old = [li for li in one.lines if li.question == question and (li.team == team or one.delegate is not None)]
        place = old[0].place if old else entry.seq
        one.lines = [line for line in one.lines if line not in old]
        if p["verdict"] == "right":
            one.supporters.clear()
        one.lines += self._lines(one, team, p["verdict"], question, place)
        one.ruled.add(team)

    def _key_correct(self, entry: Entry, p: Any) -> None:
        one = self.items[p["item"]]
        place = one.lines[0].place if one.lines else entry.seq
        one.lines = [line for line in one.lines if line.team in one.ruled]
        self._judge_by_key(one, p["values"], place, set(one.ruled))

    def _team_withdraw(self, entry: Entry, p: Any) -> None:
        self.left[p["team"]] = p["how"]

    def _team_return(self, entry: Entry, p: Any) -> None:
        del self.left[p["team"]]

    def where(self, team: str) -> str:
        """Where the sheet ranks a team: "" with those that play, "last" after them, "out" nowhere."""
        how = self.left.get(team)
        return "" if how is None else self.rules.withdrawn if how == "withdrawn" else self.rules.disqualified

    def _points_adjust(self, entry: Entry, p: Any) -> None:
        self.by_hand.append(Line(p["team"], D(p["points"]), entry.seq))

    def _token_use(self, entry: Entry, p: Any) -> None:
        if p["effect"] == "replace":
            self._another_question(self.item, p["question"])
            self.item.answers = {}
        elif p["effect"] == "exempt":
            self._next(self.item, p)

    # Points

    def _lines(
        self, one: Played, team: str, verdict: str, question: str | None, place: int, given: Decimal | None = None
    ) -> list[Line]:
        worth = given if given is not None else self._worth(one, team, verdict, question)
        gains = team
        if one.delegate is not None and one.rule is not None and one.rule.risk is not None and one.team is not None:
            risk = one.rule.risk
            if verdict == "right":
                gains = one.team if risk.delegate_right == "namer" else team
            elif verdict != "void":
                gains = one.team if risk.delegate_wrong.startswith("namer") else team
                worth = {"namer_gains": abs(worth), "nobody": D(0)}.get(risk.delegate_wrong, worth)
        return [Line(gains, worth, place, verdict, question)]

    def _worth(self, one: Played, team: str, verdict: str, question: str | None) -> Decimal:
        rule = one.rule
        if rule is None or rule.kind in ("judged", "audience") or verdict == "void":
            return D(0)
        if rule.risk is not None:
            lost = -one.stake if rule.risk.minus else D(0)
            return {"right": one.stake, "blank": D(0)}.get(verdict, lost)
        if rule.kind in ("ladder", "clue") and verdict == "right":
            return rule.steps[min(one.won_at.get(team, one.step), len(rule.steps) - 1)]
        if rule.press is not None and rule.press.second is not None and team in list(one.won_at)[1:]:
            return _said(rule.press.second, verdict)
        stepped = rule.kind in ("ladder", "clue")
        points = rule.points if stepped else rule.by_type.get(self.types.get(question or "", ""), rule.points)
        return _price(rule, points, verdict)


def _price(rule: Round, points: Points, verdict: str) -> Decimal:
    """What the round's points say of a verdict; what they leave open is as wrong, but a pass costs nothing."""
    if verdict == "give_up" and points.give_up is None and rule.may_pass:
        return D(0)
    return _said(points, verdict)


def _said(points: Points, verdict: str) -> Decimal:
    said: Decimal | None = getattr(points, verdict)
    return points.wrong if said is None else said


def counting(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that no undo took back."""
    gone: set[int] = set()
    for entry in entries:
        if entry.kind == "undo":
            gone |= set(entry.payload["alone"]) | set(range(entry.payload["from"], entry.seq))
    return [entry for entry in entries if entry.seq not in gone or entry.kind in KEPT]
