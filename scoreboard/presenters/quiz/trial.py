"""A question as the big screen would show it, before any match has it: 题面 and 答案 with two sample teams."""

from __future__ import annotations

from collections.abc import Mapping

from scoreboard.presenters.quiz.item import question_part
from scoreboard.presenters.quiz.parts import ItemPart, TeamPart
from scoreboard.presenters.quiz.views import View
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.usecases.records import Question

POINTS = "10"
"""What the sample item is worth where the question does not say."""


def trial_views(question: Question, say: Say) -> Mapping[str, View]:
    """The view of each scene, with the most that it can have to hold: all clues, the explanation, a verdict."""
    return {"question": _view(question, say, revealed=False), "answer": _view(question, say, revealed=True)}


def _view(question: Question, say: Say, *, revealed: bool) -> View:
    teams = [_team(no, say) for no in (1, 2)]
    return {
        "epoch": "trial",
        "seq": 0,
        "now": 0,
        "audience": "display",
        "match": {
            "id": "",
            "title": say("set_questions.trial.match"),
            "competition": "",
            "organiser": "",
            "theme": "crimson",
            "bright": False,
            "phase": "open",
            "stage": "closed" if revealed else "answering",
            "test": False,
        },
        "scene": "answer" if revealed else "question",
        "rounds": [],
        "round": {
            "id": "trial",
            "no": 1,
            "name": say("set_questions.trial.round"),
            "kind": "individual",
            "intro": [],
            "items_done": 0,
            "items_total": None,
            "tie_off": False,
            "ends_at": None,
        },
        "item": _item(question, teams[0]["id"], say, revealed=revealed),
        "marks": None,
        "clock": None,
        "press": None,
        "teams": teams,
        "ranking": [],
        "tie_off": None,
        "locked": False,
    }


def _item(question: Question, team: str, say: Say, *, revealed: bool) -> ItemPart:
    points = decimal_text(question.points) if question.points is not None else POINTS
    part: ItemPart = {
        "no": question.no,
        "slot": question.no,
        "stage": "closed" if revealed else "answering",
        "team": team,
        "seat": None,
        "member": None,
        "answering": team,
        "stake": None if question.stake is None else decimal_text(question.stake),
        "delegate": None,
        "passed": False,
        "voided": False,
        "tie_off": False,
        "points": {"right": points, "wrong": "0"},
        "step": 0,
        "question": question_part(question, len(question.clues), say),
        "answered": [],
        "final": [],
        "verdicts": {team: {"verdict": "right", "points": points}} if revealed else {},
    }
    if revealed:
        part["key"] = list(question.key)
        part["explanation"] = question.explanation
    return part


def _team(no: int, say: Say) -> TeamPart:
    return {
        "id": f"trial{no}",
        "name": say("set_questions.trial.team", no=no),
        "unit": "",
        "station": no,
        "score": "100",
        "rank": 1,
        "tied": True,
        "members": [],
        "out": False,
        "left": "",
        "tokens": [],
        "fouls": 0,
    }
