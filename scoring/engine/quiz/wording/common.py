"""What the sentences of both languages are made of: which verdicts a round knows and what each costs, and the lines
that a tie may lie across.  The words are in ``zh*`` and ``en*``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, get_args

from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import (
    FoulStep,
    Points,
    QuestionType,
    Round,
    RoundKind,
    RuleSheet,
    Token,
    points_with_pass,
)
from scoring.engine.quiz.score import is_optional, points_of
from scoring.engine.quiz.setup import Printing, Scoring
from scoring.engine.quiz.standings import decisive_lines
from scoring.engine.stages import award_lines

Said = Literal["wrong", "timeout", "give_up", "blank", "pass"]
"""A verdict that is not right, as the rules name it: a pass is giving up where the rules allow it."""

SPOKEN: tuple[Said, ...] = ("wrong", "timeout", "give_up")
"""The verdicts on a spoken answer that is not right."""

_ELSEWHERE: dict[RoundKind, tuple[Said, ...]] = {"simultaneous": ("wrong", "blank"), "rapid": ("wrong", "timeout")}
"""The verdicts that are not right where they are others than on a spoken answer: tablets know only blanks, and in a run
nobody gives up a question that may not be skipped."""


def played(rule: Round, points: Points) -> tuple[Points, tuple[Said, ...]]:
    """Points as they are played, and the verdicts that they are for."""
    said = _ELSEWHERE.get(rule.kind, SPOKEN)
    return points_with_pass(rule, points), (*said, "pass") if rule.may_pass else said


def costs(points: Points, said: Sequence[Said] = SPOKEN) -> list[tuple[Decimal, list[Said]]]:
    """What every verdict but right adds, in their order; verdicts that cost the same stand together."""
    grouped: dict[Decimal, list[Said]] = {}
    for one in said:
        grouped.setdefault(points_of(points, "give_up" if one == "pass" else one), []).append(one)
    return list(grouped.items())


def press_stands(fouls: Sequence[FoulStep], scoring: Scoring) -> bool:
    """Whether a foul leaves a press stand that another team has made in time, and does more than cost points."""
    return any(step.then in ("bar", "out") or (scoring < 2 and step.then != "none") for step in fouls)


def as_wrong(sheet: RuleSheet, scoring: Scoring) -> list[Said]:
    """The verdicts beside wrong that count as wrong answers in the ranking."""
    given_up: list[Said] = ["give_up"] if scoring >= 2 else []
    blank: list[Said] = ["blank"] if scoring >= 3 and not all(map(is_optional, _on_tablets(sheet))) else []
    return ["timeout", *given_up, *blank]


def not_wrong(sheet: RuleSheet, scoring: Scoring) -> list[Literal["pass", "give_up", "blank", "optional"]]:
    """What does not count as a wrong answer in the ranking; ``optional``: no answer where it costs less than a wrong
    one."""
    tables = _on_tablets(sheet)
    found: list[Literal["pass", "give_up", "blank", "optional"]] = []
    if any(rule.may_pass for rule in sheet.rounds):
        found.append("pass")
    if scoring < 2:
        found.append("give_up")
    if tables and scoring < 3:
        found.append("blank")
    elif any(map(is_optional, tables)):
        found.append("optional")
    return found


def _on_tablets(sheet: RuleSheet) -> list[Points]:
    """The tables of points of the rounds that are answered on tablets."""
    rounds = [rule for rule in sheet.rounds if rule.kind == "simultaneous"]
    return [table for rule in rounds for table in (rule.points, *rule.by_type.values())]


ALONE: frozenset[RoundKind] = frozenset({"individual", "ladder", "rapid"})
"""Kinds in which a member answers alone, so that a team-mate may prompt too."""


def asked_rounds(sheet: RuleSheet) -> list[Round]:
    """The rounds whose questions the printed rules speak of."""
    return [rule for rule in sheet.rounds if rule.kind != "audience"]


def every_type(rule: Round) -> bool:
    """Whether the questions of a round may be of any type, and its types are said."""
    return rule.kind != "judged" and set(rule.types) == set(get_args(QuestionType))


def one_prompting(sheet: RuleSheet) -> Decimal | Literal["void"] | None:
    """What a prompt does in all rounds where somebody answers by word of mouth; None where it is not the same."""
    said = {rule.prompting for rule in sheet.rounds if prompts(rule)}
    return said.pop() if len(said) == 1 else None


def prompts(rule: Round) -> bool:
    """Whether the rules of a round say what a prompt does."""
    return rule.kind not in ("simultaneous", "audience")


def kept_deductions(sheet: RuleSheet) -> list[Literal["foul", "prompt"]]:
    """What stays of an item that is thrown out, where the rule sheet has it."""
    found: list[Literal["foul", "prompt"]] = []
    if any(step.points for rule in sheet.rounds if rule.press for step in rule.press.fouls):
        found.append("foul")
    if any(rule.prompting and rule.prompting != "void" for rule in sheet.rounds if prompts(rule)):
        found.append("prompt")
    return found


def exempt_elsewhere(sheet: RuleSheet) -> list[Literal["rapid", "press"]]:
    """Where more follows of a question that a team need not answer: in a run, and after a press."""
    found: list[Literal["rapid", "press"]] = ["rapid"] if any(rule.kind == "rapid" for rule in sheet.rounds) else []
    return [*found, "press"] if any(rule.press for rule in sheet.rounds) else found


def general_points(rule: Round) -> bool:
    """Whether the points of a round are those of one of its types at least."""
    return not set(rule.types) <= set(rule.by_type)


def by_type(rule: Round) -> list[tuple[QuestionType, Points]]:
    """The points of types that have their own, in the order in which rules name types."""
    return [(one, rule.by_type[one]) for one in get_args(QuestionType) if one in rule.by_type]


def award_lines_decided(sheet: RuleSheet) -> Literal["all", "some", "none"]:
    """For how many of the lines between awards by counts a tie-off is held."""
    lines = frozenset(award_lines(sheet.awards))
    decided = lines & decisive_lines(sheet) if sheet.tie_off.mode != "none" else frozenset()
    return "all" if decided == lines else "some" if decided else "none"


def plain_marks(panel: PanelTable) -> bool:
    """Whether the marks of all criteria are added as they are."""
    return all(one.weight == 1 for one in panel.criteria)


OWN_TURN = frozenset({"replace", "exempt"})
"""What a right does to the current question: only the team that has to answer it may ask for that."""


def effect_of(token: Token, sheet: RuleSheet) -> str:
    """What a right does; a question is replaced by another of its round where there are no spares."""
    return "replace without spares" if token.effect == "replace" and not sheet.spares else token.effect


def tie_lines(sheet: RuleSheet) -> list[tuple[str, frozenset[int]]]:
    """The lines that a tie may lie across, each with its stage; "" where all stages have the same."""
    of_stage = {stage.name: decisive_lines(sheet, stage.name) for stage in sheet.stages}
    if len(set(of_stage.values())) > 1:
        return [(name, lines) for name, lines in of_stage.items() if lines]
    return [("", decisive_lines(sheet))]


def ties_of_awards(sheet: RuleSheet, printing: Printing) -> Sequence[Literal["order", "all", "none", "ranks"]]:
    """What the rules say of teams that are level where an award ends; nothing where none ends before the last team."""
    if printing < 3:
        return [sheet.award_ties] if sheet.awards else []
    ranked = [award for award in sheet.awards if award.by_rank]
    if any(award.ranks is not None for award in ranked):
        return ["ranks"]
    return [sheet.award_ties] if any(award.count for award in ranked) else []
