"""Papers for a match without working devices: the questions with their answers, blank score sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.needs import Need, needs
from scoring.engine.quiz.rule_sheet import Round, RuleSheet
from scoring.usecases.records import Question

BLANK_TEAMS = 6
"""Columns of a score sheet before there are teams."""
TIE_OFF_LINES = 6


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as the host reads it from paper.  ``remarks``: stake, media, clues in words."""

    type: str
    stem: str
    options: tuple[tuple[str, str], ...]
    key: str
    explanation: str
    citation: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperPool:
    """The questions of one round in the order in which they are put; ``name`` of the round, the tie-off, the spares."""

    name: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A table to write on: a line for every item, a column for every team."""

    name: str
    lines: tuple[str, ...]


def pools_on_paper(
    sheet: RuleSheet, teams: int, pools: Mapping[str, Sequence[str]], contents: Mapping[str, Question], say: Say
) -> tuple[PaperPool, ...]:
    """Every pool of the match that has questions: the rounds in order, the tie-off, the spares."""
    found = []
    for need in needs(sheet, teams):
        picked = [contents[one] for one in pools.get(need.pool, ()) if one in contents]
        if picked:
            found.append(PaperPool(_pool_name(need, say), tuple(_question(one, say) for one in picked)))
    return tuple(found)


def score_sheets(sheet: RuleSheet, say: Say) -> tuple[ScoreSheet, ...]:
    """A score sheet for every round, and one for the tie-off where the rule sheet has one."""
    sheets = [ScoreSheet(rule.name, _lines(rule, sheet.members, say)) for rule in sheet.rounds]
    if sheet.tie_off.mode != "none":
        sheets.append(ScoreSheet(say("organiser.pools.tie_off"), _numbered(TIE_OFF_LINES, say)))
    return tuple(sheets)


def _pool_name(need: Need, say: Say) -> str:
    return need.name or say("organiser.pools.tie_off" if need.pool else "organiser.pools.spares")


def _question(question: Question, say: Say) -> PaperQuestion:
    remarks = [say("paper.clue", no=no, text=text) for no, text in enumerate(question.clues, start=1)]
    if question.stake is not None:
        remarks.append(say("paper.stake", points=decimal_text(question.stake)))
    if question.media:
        remarks.append(say("paper.media", kind=say(f"organiser.media.{question.media_kind or 'image'}")))
    return PaperQuestion(
        type=say(f"questions.type.{question.type}"),
        stem=question.stem,
        options=tuple(zip("ABCDEFGHIJ", question.options, strict=False)),
        key=_key(question, say),
        explanation=question.explanation,
        citation=question.citation,
        remarks=tuple(remarks),
    )


def _key(question: Question, say: Say) -> str:
    """The key as it is read out: letters, right or wrong, the words of each blank with what else is accepted."""
    if question.type == "true_false":
        return say("view.true" if question.key == ("T",) else "view.false")
    if question.type in ("single", "multiple"):
        return " ".join(question.key)
    return "；".join(" / ".join(value.split("|")) for value in question.key)


def _lines(rule: Round, members: int, say: Say) -> tuple[str, ...]:
    """A label for each line: by member where members answer in turn, by step on a ladder, else by number."""
    if rule.kind == "individual":
        return tuple(
            say("paper.line.member", seat=seat, no=no)
            for no in range(1, rule.items + 1)
            for seat in range(1, members + 1)
        )
    if rule.kind == "ladder":
        return tuple(
            say("paper.line.step", no=no, points=decimal_text(step)) for no, step in enumerate(rule.steps, start=1)
        )
    return _numbered(rule.items, say)


def _numbered(count: int, say: Say) -> tuple[str, ...]:
    return tuple(say("paper.line.item", no=no) for no in range(1, count + 1))
