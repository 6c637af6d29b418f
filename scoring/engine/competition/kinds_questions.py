"""The kinds of the questions of all stages."""

from __future__ import annotations

from scoring.engine.competition import apply_questions, commands_questions, decide_questions
from scoring.engine.competition.rows import ORGANISER, Rows, row

QUESTIONS: Rows = (
    row(commands_questions.BindSets, decide_questions.bind, apply_questions.bound),
    row(commands_questions.NameKnowers, decide_questions.name_knowers, apply_questions.knowers_named),
    row(commands_questions.AllotQuestions, decide_questions.allot, apply_questions.allotted),
    row(commands_questions.LookAtQuestions, decide_questions.look, apply_questions.looked),
    row(commands_questions.WithdrawQuestions, decide_questions.withdraw, apply_questions.withdrawn, reason=ORGANISER),
)
