"""A match played on paper: commands in, entries kept, time by hand.  The tests' own small table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.engine.codec import digest
from scoring.engine.kinds import Command
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_manage import ChangeRules, Undo
from scoring.engine.quiz.commands_play import BeginRound, EndRound, JudgeAnswer, OpenMatch, PresentItem, StartClock
from scoring.engine.quiz.commands_press import ArmPress, RecordPress
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.match import MatchState, apply, decide, due, fold, needs_refold
from scoring.engine.quiz.phones import HallAnswer
from scoring.engine.quiz.rule_sheet import Clocks, Points, PressRule, RiskRule, Round, RuleSheet, Stake
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.setup import SCORING, Contestant, Key, QuestionRef, Scoring, Setup, Team
from scoring.engine.trip import Trip

D = Decimal
START = 1_700_000_000_000
TEAM = Round("team", "team", "共同必答", 3, Points(D(10), D(-10)))


def team(letter: str, station: int, members: int = 3) -> Team:
    """An invented team 甲, 乙, 丙 … at its station, with one reserve."""
    people = tuple(Contestant(f"{letter}{seat}", f"{letter}{seat}", seat) for seat in range(1, members + 1))
    return Team(letter, f"{letter}队", station, (*people, Contestant(f"{letter}r", f"{letter}替", 0)))


def press_round(**rule: Any) -> Round:
    """A press round of 20 items, +10 −10, 15 s to press, 30 s to answer."""
    clocks = rule.pop("clocks", Clocks(answer=30, press=15))
    return Round("press", "press", "抢答", 20, Points(D(10), D(-10)), clocks=clocks, press=PressRule(**rule))


def risk_round(**rule: Any) -> Round:
    """A risk round of one item a team, stakes 10/20/30 with 30/60/90 s."""
    stakes = tuple(Stake(D(p), s) for p, s in ((10, 30), (20, 60), (30, 90)))
    return Round(rule.pop("id", "risk"), "risk", "风险", 1, risk=RiskRule(**({"stakes": stakes} | rule)))


def sheet(*rounds: Round, **fields: Any) -> RuleSheet:
    """A rule sheet of these rounds, base 100, no floor."""
    return RuleSheet("test", "测试赛制", D(100), rounds, **fields)


class Table:
    """Plays one match.  ``give`` sends a command as the host would; ``wait`` lets time pass.  ``trip`` and ``slowest``
    are what the server measured of the way to the station that presses next, and to the others; ``hall`` what phones
    answered, ``secret`` that of the next draw among them."""

    hall: tuple[HallAnswer, ...] = ()
    secret = "s1"

    def __init__(
        self,
        rules: RuleSheet,
        teams: str = "ABC",
        types: str = "single",
        per_pool: int = 30,
        scoring: Scoring = SCORING,
        stage: str = "",
    ) -> None:
        self.now = START
        self.entries: list[Entry] = []
        self.state = MatchState()
        self.lot = 0
        self.panel: tuple[PanelJudge, ...] = ()
        self.trip: Trip | None = None
        self.slowest = 0
        pools = [r.id for r in rules.rounds] + ["", "tie_off"]
        refs = tuple(
            QuestionRef(f"{pool or 'spare'}-{no}", digest([pool, no]), types, pool, no, 4)  # type: ignore[arg-type]
            for pool in pools
            for no in range(1, per_pool + 1)
        )
        self.keys = {ref.id: Key(ref.type, ("A",)) for ref in refs}
        seated = tuple(team(t, i) for i, t in enumerate(teams, 1))
        self.setup = Setup("m1", "测试场", "测试竞赛", seated, refs, rules, digest(rules), scoring, stage)
        self.give(OpenMatch())

    def give(self, command: Command, *, actor: str = "host", reason: str = "") -> dict[str, Any]:
        """Decide, append and apply; returns the payload."""
        if isinstance(command, Undo) and command.first is None and command.steps <= len(self.state.host_steps):
            command = replace(command, first=self.state.host_steps[-command.steps].seq)  # as every desk names it
        facts = Facts(
            setup=self.setup,
            keys=self.keys,
            lot=self.lot,
            actor=actor,
            judges=self.panel,
            trip=self.trip,
            slowest=self.slowest,
            hall=self.hall,
            secret=self.secret,
        )
        if isinstance(command, ChangeRules):
            from scoring.engine.codec import from_json

            new = from_json(RuleSheet, command.sheet)
            facts = replace(facts, rule_sheet=new, rule_sheet_digest=digest(new))
        payload = decide(self.state, command, at=self.now, facts=facts)
        draft = Draft(command.kind, payload, actor, "", f"k{len(self.entries)}", reason, self.now)
        prev = self.entries[-1].hash if self.entries else GENESIS
        entry = chain("match:m1", len(self.entries) + 1, prev, draft)
        self.entries.append(entry)
        self.state = fold(self.entries) if needs_refold(entry) else apply(self.state, entry)
        return payload

    def wait(self, ms: int) -> None:
        """Let time pass, doing what falls due on the way."""
        end = self.now + ms
        while (task := due(self.state)) is not None and task.at <= end:
            self.now = max(self.now, task.at)
            self.give(task.command, actor="system")
        self.now = end

    def begin(self, round_id: str) -> None:
        self.give(BeginRound(round_id))

    def present(self, **fields: Any) -> dict[str, Any]:
        return self.give(PresentItem(**fields))

    def answer(self, verdict: str = "right", **fields: Any) -> None:
        """The answer clock, one second, the verdict."""
        self.give(StartClock())
        self.wait(1000)
        self.give(JudgeAnswer(verdict, **fields))  # type: ignore[arg-type]

    def press(
        self, who: str, *, pressed_at: int | None = None, rtt: int | None = None, arming: str | None = None
    ) -> str:
        """A press that arrives now; returns its standing."""
        item = self.state.item
        seen = item.armings[-1].id if item and item.armings else ""
        name = f"p{len(self.entries)}"
        command = RecordPress(who, name, seen if arming is None else arming, pressed_at, rtt, item=item and item.no)
        payload = self.give(command, actor=who)
        return str(payload["standing"])

    def scores(self) -> dict[str, str]:
        """Every team's score as text."""
        return {name: str(value) for name, value in totals(self.state).items()}


def played(table: Table, verdicts: str) -> Table:
    """Plays turns of the team round: r right, w wrong."""
    for letter in verdicts:
        table.present()
        table.answer("right" if letter == "r" else "wrong")
    return table


def finished(verdicts: str, **fields: object) -> Table:
    """A finished one-item team round."""
    table = Table(sheet(replace(TEAM, items=1), **fields), teams="ABCD"[: len(verdicts)])
    table.begin("team")
    played(table, verdicts)
    table.give(EndRound())
    return table


def armed(teams: str = "ABC", **rule: Any) -> Table:
    """A table whose first press item is armed."""
    table = Table(sheet(press_round(**rule)), teams=teams)
    table.begin("press")
    table.present()
    table.give(ArmPress())
    return table
