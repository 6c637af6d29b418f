"""A hall by chance: its teams, judges and questions, and what each person in it may come to do."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.kinds import Command
from scoring.engine.panel import commands as marks
from scoring.engine.panel.rule import Criterion
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz import commands_manage as manage
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_play import CastVerdict, ChooseStake, JudgeAnswer, OpenMatch, SubmitAnswer
from scoring.engine.quiz.commands_player import NamePlayer
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.commands_team import Leaving, RenameTeam, ReturnTeam, SwapStations, WithdrawTeam
from scoring.engine.quiz.commands_tie_off import OrderTieOff
from scoring.engine.quiz.decide_player import answering_teams
from scoring.engine.quiz.match import MatchState
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.setup import SCORING, Key, QuestionRef, Setup
from scoring.engine.quiz.state import Item
from tests.unit.driver.sheets import changed
from tests.unit.engine.quiz.play import START, Table, team

D = Decimal
JUDGES = tuple(PanelJudge(f"J{no}", f"评委{no}", organisation="甲单位" if no == 1 else "") for no in (1, 2, 3))
KEYS: dict[str, tuple[str, ...]] = {
    "single": ("A",),
    "multiple": ("A", "B"),
    "true_false": ("A",),
    "fill": ("长城",),
    "short": ("……",),
}
ANSWERS = [("A",), ("B",), ("A", "B"), ("长城",), (), (" ",)]
VERDICTS = ("right", "wrong", "timeout", "give_up", "void")
LEAVING: tuple[Leaving, ...] = ("withdrawn", "disqualified")
ABOUT_TEAMS = (RenameTeam, WithdrawTeam, ReturnTeam, SwapStations)
Said = tuple[Command, str]
"""A command and the actor who gives it."""


class Hall(Table):
    """A match of two to four teams under ``rules``; some pools have too few questions."""

    def __init__(self, rules: RuleSheet, random: Random) -> None:
        self.now, self.lot = START, random.randrange(2**32)
        self.entries, self.state = [], MatchState()
        self.panel, self.trip, self.slowest = JUDGES, None, 0
        refs = []
        for pool, types in [(r.id, r.types) for r in rules.rounds] + [("", ("single",)), ("tie_off", ("single",))]:
            for no in range(1, random.choice((2, 6, 24, 24)) + 1):
                refs.append(
                    QuestionRef(f"{pool or 'spare'}-{no}", digest([pool, no]), random.choice(types), pool, no, 4)
                )
        self.keys = {ref.id: Key(ref.type, KEYS[ref.type]) for ref in refs}
        teams = [team(letter, no) for no, letter in enumerate("ABCD"[: random.randint(2, 4)], 1)]
        seated = (replace(teams[0], organisation="甲单位"), *teams[1:])
        self.setup = Setup("m1", "场", "赛", seated, tuple(refs), rules, digest(rules), SCORING)
        self.give(OpenMatch())

    @property
    def rules(self) -> RuleSheet:
        """The rule sheet in force."""
        assert self.state.rule_sheet is not None
        return self.state.rule_sheet

    def fork(self) -> Hall:
        """The same match, to be played on in another way."""
        other = copy(self)
        other.entries = list(self.entries)
        return other

    def offered(self, random: Random) -> list[tuple[Action, Command]]:
        """What the desks offer now, with every field that a person fills in."""
        found = []
        for action in host_actions(self.state, self.now):
            if action.enabled and (whole := self._filled_in(action, random)) is not None:
                found.append((action, whole))
        return found

    def _filled_in(self, action: Action, random: Random) -> Command | None:
        command: Any = action.command
        if not action.needs:
            return command  # type: ignore[no-any-return]
        who = random.choice(self.setup.teams)
        if isinstance(command, JudgeAnswer):
            return replace(command, points=self._points(random))
        if isinstance(command, manage.AdjustPoints):
            return replace(command, team=who.id, points=D(random.choice(("5", "-2.5"))))
        if isinstance(command, ChooseStake):
            others = [team.id for team in self.state.playing if team.id != command.team]
            return replace(command, delegate=random.choice(others))
        if isinstance(command, OrderTieOff):
            teams = list(self.state.tie_offs[-1].teams)
            random.shuffle(teams)
            return OrderTieOff(tuple((one,) for one in teams))
        if isinstance(command, ABOUT_TEAMS):
            return self._of_teams(command, random)
        return None  # a substitution: see ``wild``

    def _of_teams(self, command: Command, random: Random) -> Command | None:
        """The same about a team for which it makes sense."""
        here, left = [team.id for team in self.state.playing], list(self.state.withdrawn)
        if isinstance(command, RenameTeam):
            return RenameTeam(random.choice(here), f"改名{len(self.entries)}")
        if isinstance(command, SwapStations):
            return SwapStations(*random.sample([team.id for team in self.state.teams], 2))
        if isinstance(command, ReturnTeam):
            return ReturnTeam(random.choice(left))
        return WithdrawTeam(random.choice(here), random.choice(LEAVING)) if len(here) > 1 else None

    def _points(self, random: Random) -> Decimal:
        """What judges may give the current item in all."""
        low, high = panel_rule(self.state.rule_of(self.state.items[-1].round).panel).span
        return D(random.randint(int(low), int(high)))

    def wild(self, random: Random) -> Said:
        """What anybody may come to do, whether it is allowed or not."""
        state, reason = self.state, random.random()
        who = random.choice(self.setup.teams).id
        if state.phase == "locked":
            return manage.UnlockResult(), "chief"
        pressing = state.stage in ("reading", "fouled") and state.round_rule is not None and state.round_rule.press
        busy = pressing or state.stage in ("armed", "collecting", "answering", "staking")
        if reason < 0.2:
            desks = [command for action, command in self.offered(random) if action.group != "scene"]
            return random.choice(desks), "host"
        if reason < (0.8 if busy else 0.35):
            return random.choice(list(self._of_team(who, random))), who
        if random.random() < 0.4 and state.item is not None:
            judge = random.choice(JUDGES).id
            return random.choice(list(self._of_judge(judge, random))), f"ticket:{judge}"
        return random.choice(list(self._of_chief(who, random))), random.choice(("host", "chief"))

    def _of_team(self, who: str, random: Random) -> Iterator[Command]:
        item = self.state.item
        made = random.choice((None, self.now, self.now - random.choice((5, 80, 900))))
        seen = item.armings[-1].id if item is not None and item.armings else ""
        yield RecordPress(
            who, f"p{len(self.entries)}", random.choice((seen, seen, "")), made, random.choice((0, 30, 300))
        )
        question = None if item is None else item.question
        yield SubmitAnswer(
            who, random.choice(ANSWERS), random.random() < 0.5, None if item is None else item.no, question
        )
        stake = random.choice((None, D(10), D(20), D(30)))
        delegate = random.choice((None, random.choice(self.setup.teams).id))
        yield ChooseStake(who, stake, delegate if stake is not None else None)

    def _of_judge(self, judge: str, random: Random) -> Iterator[Command]:
        item = random.choice(self.state.items)
        yield CastVerdict(random.choice(("right", "wrong")))
        if self.state.rule_of(item.round).panel is None:
            return
        sheet = self.marks(item, random)
        yield marks.EnterMark(judge, sheet, item.no)
        yield marks.EnterMark(judge, sheet, item.no)
        yield marks.WithdrawMark(judge, item.no)
        yield marks.AbstainMark(judge, item.no)
        yield marks.AskCorrection(item.no, judge, sheet)
        if random.random() < 0.2:
            yield marks.RecuseJudge(judge, item.no)

    def marks(self, item: Item, random: Random) -> dict[str, Decimal]:
        """A mark sheet for the item."""

        def one(criterion: Criterion) -> Decimal:
            steps = int((criterion.high - criterion.low) / criterion.step)
            return criterion.low + criterion.step * random.randint(0, steps)

        rule = panel_rule(self.state.rule_of(item.round).panel)
        return {criterion.id: one(criterion) for criterion in rule.criteria}

    def _of_chief(self, who: str, random: Random) -> Iterator[Command]:
        state = self.state
        yield manage.Undo(random.randint(1, 3), self._first(random))
        yield manage.AdjustPoints(who, D(random.choice((-5, 5))))
        if random.random() < 0.4:
            yield WithdrawTeam(who, random.choice(LEAVING))
        yield ReturnTeam(who)
        yield SwapStations(who, random.choice(self.setup.teams).id)
        yield RenameTeam(who, random.choice((f"改名{len(self.entries)}", "", " ")))
        yield manage.SubstituteMember(who, f"{who}1", f"{who}r")
        yield from (manage.UseToken(who, token.id) for token in self.rules.tokens)
        if random.random() < 0.3 and (edition := changed(self.rules, random)) is not None:
            yield manage.ChangeRules(to_json(edition))
        if state.items:
            item = random.choice(state.items)
            yield marks.LiftRecusal(random.choice(JUDGES).id, item.no)
            asked = random.choice((None, *item.asked))
            yield manage.CorrectItem(item.no, who, random.choice(VERDICTS), asked)  # type: ignore[arg-type]
            yield manage.CorrectKey(item.no, random.choice((("A",), ("B",), ("A", "B"))))
            yield manage.VoidItem(item.no)
            sitting = item.panel
            if sitting is not None:
                yield from (marks.DecideMark(item.no, seq, random.random() < 0.7) for seq in sitting.waiting)
                yield marks.CopyMark(random.choice(JUDGES).id, self.marks(item, random), item.no)

    def naming(self, random: Random) -> Command | None:
        """Who gave an answer of the current item or of another one, as a desk may say at any time."""
        items = [one for one in (*self.state.items, *self.state.items[-1:] * 3) if answering_teams(one)]
        if not items:
            return None
        item = random.choice(items)
        team = random.choice(answering_teams(item))
        player = random.choice((None, f"{team}1", f"{team}2", f"{team}3", f"{team}r"))
        return NamePlayer(item.no, team, player, random.choice((None, None, *item.asked)))

    def _first(self, random: Random) -> int | None:
        """A step that an undo could name."""
        steps = self.state.host_steps[-3:]
        return random.choice(steps).seq if steps and random.random() < 0.7 else None
