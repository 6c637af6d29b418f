"""The current item with its question, as far as the (already concealed) state goes."""

from __future__ import annotations

from decimal import Decimal

from scoreboard.presenters.quiz.audience import Audience, Questions
from scoreboard.presenters.quiz.conceal import is_revealed, is_up, shown_clues
from scoreboard.presenters.quiz.course import run_part, stakes_part
from scoreboard.presenters.quiz.marks import panel_part
from scoreboard.presenters.quiz.parts import (
    ComparedPart,
    ItemPart,
    MediaPart,
    MemberPart,
    OptionPart,
    QuestionPart,
    VerdictPart,
    WorthPart,
)
from scoreboard.presenters.quiz.phones import phones_part
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.answers import compare
from scoring.engine.quiz.rule_sheet import ZERO
from scoring.engine.quiz.score import points_of, question_type, table_for
from scoring.engine.quiz.setup import Contestant, Key
from scoring.engine.quiz.state import Item, MatchState
from scoring.usecases.records import Question


def item_part(state: MatchState, questions: Questions, audience: Audience, say: Say) -> ItemPart | None:
    """The current item; None between rounds."""
    item = state.item
    if item is None:
        return None
    question = questions.get(item.question or "") if is_up(item) or audience.desk else None
    by_station = [team.id for team in sorted(state.teams, key=lambda t: t.station)]
    part: ItemPart = {
        "no": item.no,
        "slot": item.slot,
        "stage": item.stage,
        "team": item.team,
        "seat": item.seat,
        "member": _member(state, item),
        "answering": item.answering,
        "stake": None if item.stake is None else decimal_text(item.stake),
        "delegate": item.delegate,
        "passed": item.passed,
        "voided": item.voided,
        "tie_off": item.tie_off,
        "points": _worth(state, item),
        "step": item.step,
        "question": question_part(question, shown_clues(item), say) if question else None,
        "answered": [team for team in by_station if team in item.answers],
        "final": [team for team in by_station if team in item.answers and item.answers[team].final],
        "verdicts": verdicts_part(item),
    }
    _add_answers(part, item, question, audience)
    if audience.desk and question and (compared := _compared(state, item, part["key"])):
        part["compared"] = compared
    if (run := run_part(state, item)) is not None:
        part["run"] = run
    if (stakes := stakes_part(state, item)) is not None:
        part["stakes"] = stakes
    panel = panel_part(state, item, audience, say)
    if panel is not None:
        part["panel"] = panel
    if item.phones is not None:
        part["phones"] = phones_part(state, item, item.phones)
    return part


def _add_answers(part: ItemPart, item: Item, question: Question | None, audience: Audience) -> None:
    """Answers, key and explanation: from the reveal on for the audience, at once for officials."""
    revealed = is_revealed(item)
    if revealed or audience.desk:
        part["answers"] = {team: list(sent.answer) for team, sent in item.answers.items()}
    elif audience.official:
        part["answers"] = {team: list(sent.answer) for team, sent in item.answers.items() if sent.answer}
    if audience.desk:
        part["votes"] = {voter.removeprefix("ticket:"): vote for voter, vote in item.votes.items()}
    if question and (revealed or audience.official):
        part["key"] = list(question.key if item.key is None else item.key)
        part["explanation"] = question.explanation
        part["citation"] = question.citation


def _compared(state: MatchState, item: Item, key: list[str]) -> list[ComparedPart]:
    """The fill-in answers that people should look at, team by team in order of station."""
    assert state.setup is not None
    right = Key(question_type(state, item.question), tuple(key))  # type: ignore[arg-type]
    return [
        {"team": team.id, "blank": one.blank, "given": one.given, "key": one.key, "equal": one.equal}
        for team in sorted(state.teams, key=lambda t: t.station)
        if team.id in item.answers
        for one in compare(item.answers[team.id].answer, right, state.setup.scoring)
    ]


def question_part(question: Question, clues: int, say: Say) -> QuestionPart:
    """A question as it is read out, with the first ``clues`` of its clues."""
    return {
        "id": question.id,
        "type": question.type,
        "stem": question.stem,
        "options": options_part(question, say),
        "clues": list(question.clues[:clues]),
        "blanks": len(question.key) if question.type == "fill" else 0,
        "media": _media(question),
    }


def verdicts_part(item: Item) -> dict[str, VerdictPart]:
    """What counts so far: each verdict with the points its team has from this item."""
    return {
        team: {"verdict": verdict, "points": decimal_text(earned(item, team))}
        for team, verdict in item.verdicts.items()
    }


def earned(item: Item, team: str) -> Decimal:
    """The points that a team's answers brought it in this item; fouls and manual entries are lines of their own."""
    if item.voided:
        return ZERO
    return sum((o.points for o in item.outcomes if o.team == team and o.cause in ("answer", "stake")), ZERO)


def _worth(state: MatchState, item: Item) -> WorthPart:
    table = table_for(state, item, item.question, item.answering)
    return {"right": decimal_text(table.right), "wrong": decimal_text(points_of(table, "wrong"))}


def _member(state: MatchState, item: Item) -> MemberPart | None:
    """The contestant who answers alone, where the item names a seat; seat 0 is a reserve's and answers nothing."""
    team_id = item.delegate or item.team
    if not item.seat or team_id is None:
        return None
    return next((member_part(c) for c in state.team(team_id).contestants if c.seat == item.seat), None)


def member_part(contestant: Contestant) -> MemberPart:
    """A contestant by name and seat."""
    return {"id": contestant.id, "name": contestant.name, "seat": contestant.seat}


def options_part(question: Question, say: Say) -> list[OptionPart]:
    """What an answer or a key chooses from, each with its letter; none where it is a text."""
    if question.type == "true_false":
        return [{"letter": "T", "text": say("view.true")}, {"letter": "F", "text": say("view.false")}]
    return [{"letter": chr(ord("A") + place), "text": text} for place, text in enumerate(question.options)]


def _media(question: Question) -> MediaPart | None:
    if not question.media or not question.media_kind:
        return None
    return {"url": f"/media/{question.media}", "kind": question.media_kind}
