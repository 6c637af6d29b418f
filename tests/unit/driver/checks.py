"""What must hold of a match at any moment, whoever plays it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.me import team_me
from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.panel.commands import DecideMark, EnterMark
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.best_player import players
from scoring.engine.quiz.commands_manage import Undo, UnlockResult
from scoring.engine.quiz.commands_play import ChooseStake, JudgeAnswer, SubmitAnswer
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.match import due, fold, standings
from scoring.engine.quiz.score import by_round, totals
from scoring.engine.quiz.state import Arming, MatchState, Press, TieOffRun
from tests.unit.driver.hall import Hall
from tests.unit.driver.scorer import Scorer

LONGEST = 400
"""Steps within which every match of so few items must be over."""


def score_is_right(hall: Hall) -> None:
    """The table is what a second scorer makes of the same entries."""
    state, scorer = hall.state, Scorer(hall.entries, hall.setup, hall.rules)
    assert totals(state) == scorer.totals()
    if hall.rules.floor is None:
        base = {team.id: hall.rules.base + team.carried for team in hall.setup.teams}
        assert totals(state) == {team: base[team] + sum(found.values()) for team, found in by_round(state).items()}


def contestants_have_their_own(hall: Hall) -> None:
    """Every contestant has what a second scorer finds."""
    own = Scorer(hall.entries, hall.setup, hall.rules).own() if hall.rules.best_player is not None else {}
    assert {one.player: (one.points, one.rights, one.wrongs) for one in players(hall.state)} == own


def ranking_is_true(hall: Hall) -> None:
    """Everybody stands above the next one for the reason that is named, and for no link before it."""
    scorer = Scorer(hall.entries, hall.setup, hall.rules)
    values = {"score": scorer.totals(), "rights": scorer.rights(), "fewer_wrongs": scorer.wrongs()}
    values |= {f"member_{seat}": scorer.of_seat(seat) for seat in range(1, 6)}
    places = standings(hall.state)
    ranked = sorted(team.id for team in hall.setup.teams if scorer.where(team.id) != "out")
    assert sorted(place.id for place in places) == ranked
    for above, below in pairwise(places):
        links = hall.rules.ranking
        if scorer.where(above.id) != scorer.where(below.id):
            assert (scorer.where(above.id), scorer.where(below.id), above.rank < below.rank) == ("", "last", True)
            continue
        if above.above is None:
            assert above.rank == below.rank
            assert all(values[link][above.id] == values[link][below.id] for link in links if link in values)
            continue
        code = above.above.code
        earlier = links[: links.index(code)]
        assert all(values[link][above.id] == values[link][below.id] for link in earlier if link in values)
        if code == "tie_off":
            assert any(_is_ahead(run, above.id, below.id) for run in hall.state.tie_offs)
        if code in values:
            first, second = values[code][above.id], values[code][below.id]
            assert (first < second) if code == "fewer_wrongs" else (first > second)
            assert above.above.fields == {"above": f"{first.normalize():f}", "below": f"{second.normalize():f}"}


def _is_ahead(run: TieOffRun, above: str, below: str) -> bool:
    place = {team: no for no, level in enumerate(run.order) for team in level}
    return above in place and below in place and place[above] < place[below]


def what_desks_offer_is_accepted(hall: Hall, random: Random) -> None:
    """Every action that is offered is done, and every other is refused by the name that the desk shows."""
    for action, command in hall.offered(random):
        other = hall.fork()
        other.give(command, reason="照办")
        still_whole(other)
        if action.primary:
            assert other.state != hall.state
    for action in host_actions(hall.state, hall.now):
        if not action.enabled:
            assert refusal(hall, action.command) == action.why


def refusal(hall: Hall, command: Command, actor: str = "host") -> str:
    """By which name the match refuses it; "" where it is done."""
    try:
        hall.fork().give(command, actor=actor, reason="试试")
    except LeitaiError as error:
        return error.code
    return ""


def what_a_tablet_shows_is_true(hall: Hall) -> None:
    """A tablet that says that something may be done is right, and so is one that says that it may not."""
    item = hall.state.item
    for team in (team.id for team in hall.setup.teams):
        me = team_me(hall.state, Audience("team", team), hall.now)
        if item is None:
            assert me["state"] == "wait"
            continue
        answer = SubmitAnswer(team, ("A",), item=item.no, question=item.question)
        assert (refusal(hall, answer, team) == "") == (me["state"] == "answer")
        named = me["delegates"][0] if me["must_delegate"] and me["delegates"] else None
        stakes = [ChooseStake(team, Decimal(stake), named, item=item.no) for stake in me["stakes"]]
        assert [refusal(hall, stake, team) for stake in stakes if me["state"] == "stake"] == [""] * len(stakes)
        passing = refusal(hall, ChooseStake(team, item=item.no), team)
        assert (passing == "") == (me["state"] == "stake" and me["may_pass"])
        if me["state"] == "press" and item.stage in ("armed", "collecting"):
            press = RecordPress(team, "p", item.armings[-1].id, None, None, item=item.no)
            assert hall.fork().give(press, actor=team)["standing"] in ("legal", "early")


def an_undo_is_exact(hall: Hall) -> None:
    """The last step taken back leaves the match as it was before that step, or is refused by name."""
    if hall.state.phase != "open" or not hall.state.host_steps:
        return
    last = Undo(first=hall.state.host_steps[-1].seq)
    if why := refusal(hall, last):
        assert why.startswith("undo-takes-")
        return
    other = hall.fork()
    undone = other.give(last, reason="误触")
    what_devices_sent_stays(hall.state, other.state)
    if undone["alone"]:
        assert other.state.host_steps == hall.state.host_steps[:-1]
        return
    late = [entry for entry in hall.entries if entry.seq in undone["keep"]]
    before = fold([*hall.entries[: undone["from"] - 1], *late])
    new_rules = [entry for entry in hall.entries[undone["from"] - 1 :] if entry.kind == "rules.change"]
    if not new_rules:
        assert _bare(other.state, before) == _bare(before, before)


def what_devices_sent_stays(before: MatchState, after: MatchState) -> None:
    """After an undo every opening of the press that is still there has its winner and the presses that counted for it,
    with a winner also those that came too late; every answering of a question that is still there has its answers and
    votes."""
    for item in after.items:
        was = before.item_no(item.no)
        assert was is not None
        if item.since and (item.since, item.question) == (was.since, was.question):
            assert item.answers.items() >= was.answers.items()
            assert item.votes.items() >= was.votes.items()
        for arming in item.armings:
            opened = next(one for one in was.armings if one.id == arming.id)
            assert (_sent(arming), arming.winner) == (_sent(opened), opened.winner)


def _sent(arming: Arming) -> list[Press]:
    """The presses for an opening, without those that count for nothing."""
    counting = ("legal", "early") if arming.winner is None else ("legal", "early", "stale")
    return [press for press in arming.presses if press.arming == arming.id and press.standing in counting]


def _bare(state: MatchState, before: MatchState) -> MatchState:
    """The state without what no undo restores: the count of entries, the scene and the clock of an answer that goes
    on."""
    shown = {"scene": before.scene, "before_black": before.before_black, "cued": before.cued}
    shown |= {"marks_item": None, "unshown": before.unshown}
    return replace(state, seq=0, at=0, public_seq=0, private_counts={}, clock=None, **shown)  # type: ignore[arg-type]


def still_whole(hall: Hall) -> None:
    """Everything that is derived of the match can be derived, and the entries give the same state again."""
    due(hall.state)
    standings(hall.state)
    host_actions(hall.state, hall.now)
    assert fold(hall.entries) == hall.state


def leads_to_the_lock(hall: Hall, random: Random) -> None:
    """Whoever follows the primary actions comes to the locked result."""
    other = hall.fork()
    if other.state.phase == "locked":
        other.give(UnlockResult(), reason="申诉")
    for _ in range(LONGEST):
        if other.state.phase == "locked":
            return
        go_on(other, random)
    raise AssertionError(f"not over in {other.state.stage} of {other.state.round}")


def go_on(hall: Hall, random: Random) -> None:
    """What a host does next: the primary action, else a verdict or a stake; and the judges mark."""
    state = hall.state
    if state.stage == "marking" or state.open_panels:
        _all_mark(hall, random)
    _decide_what_waits(hall)
    offered = hall.offered(random)
    chosen = next((command for action, command in offered if action.primary), None)
    if chosen is None:
        rest = [c for a, c in offered if a.group in ("verdict", "stake") or a.id == "clock.resume"]
        if state.stage == "armed":
            rest = [c for a, c in offered if a.id == "press.lapse"] + [_press(hall, random)]
        if state.stage in ("audience", "lapsed"):
            rest = [c for a, c in offered if a.id == "item.close"]
        chosen = random.choice(rest) if rest else None
    if isinstance(chosen, JudgeAnswer) and chosen.verdict == "void" and state.round == "tie_off":
        chosen = replace(chosen, verdict="right")
    if chosen is not None:
        hall.give(chosen, reason="下一步")
    hall.wait(random.choice((100, 3_000, 30_000)))


def _press(hall: Hall, random: Random) -> RecordPress:
    team = random.choice(hall.state.playing).id
    return RecordPress(team, f"p{len(hall.entries)}", hall.state.items[-1].armings[-1].id, hall.now, 20)


def _decide_what_waits(hall: Hall) -> None:
    """A second person looks at every mark sheet that waits for one."""
    for item in hall.state.items:
        for seq in item.panel.waiting if item.panel is not None and not item.voided else ():
            hall.give(DecideMark(item.no, seq, accept=True), actor="second", reason="核对")


def _all_mark(hall: Hall, random: Random) -> None:
    for item in hall.state.items:
        sitting = item.panel
        if sitting is None or sitting.locked is not None or item.voided:
            continue
        for judge in sitting.judges:
            try:
                hall.give(EnterMark(judge.id, hall.marks(item, random), item.no), actor=f"ticket:{judge.id}")
            except LeitaiError:
                continue  # recused, or the item takes no marks any more
