"""Tables of an archived review for people, computed from its state: rows of texts, without a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Invalid
from scoring.engine.panel.result import marks_by_criterion
from scoring.engine.review.ranking import award_tally, panel_rule, subjects_of
from scoring.engine.review.state import ReviewState
from scoring.engine.rounding import exact_text

Row = list[str]

HEADINGS: Mapping[str, Row] = {
    "nominations": ["申报号 no", "奖项 award", "参评对象 nominee", "申报单位 unit", "状态 status", "原因 reason"],
    "marks": ["阶段 stage", "奖项 award", "申报号 no", "参评对象 nominee", "评委 judge", "评委单位 organisation",
              "评分项 criterion", "分数 mark", "状态 state"],
    "ranking": ["奖项 award", "申报号 no", "参评对象 nominee", "得分 score", "名次 rank", "名次依据 decided by"],
    "meetings": ["事项 what", "奖项 award", "会议 body", "日期 day", "结果 verdict", "应到 members", "实到 present",
                 "赞成 yes", "反对 no", "弃权 abstain", "名单 list", "记录 record"],
}  # fmt: skip
"""The heading of each table, in both languages: an archive outlives the program that speaks one of them."""


def nominations(state: ReviewState) -> Iterator[Row]:
    """Every nomination with what became of it."""
    for one in state.nominations.values():
        yield [str(one.no), _award(state, one.award), one.nominee, one.unit_name, one.status, one.ended_for]


def marks(state: ReviewState) -> Iterator[Row]:
    """Every judge's mark of every nomination on every criterion, as the lock has it or a correction since."""
    for judging in state.judgings.values():
        award = state.award(judging.award)
        assert award is not None
        for subject in subjects_of(state, judging):
            rule = panel_rule(state.rules, award, judging.stage)
            found = marks_by_criterion(subject.sitting, rule)
            nominee = state.nominations[subject.nomination].nominee
            for judge in subject.sitting.judges:
                for criterion in rule.criteria:
                    mark = found[criterion.id][judge.id]
                    value = "" if mark.value is None else decimal_text(mark.value)
                    yield [
                        judging.stage, award.name, str(subject.nomination), nominee, judge.label, judge.organisation,
                        criterion.name, value, mark.state,
                    ]  # fmt: skip


def ranking(state: ReviewState) -> Iterator[Row]:
    """Every award's ranking by its marks, best first."""
    for award in state.rules.awards:
        try:
            result = award_tally(state, award.id)
        except Invalid:  # a judge's marks are missing, and the campaign compares places
            continue
        for one in result.results if result is not None else ():
            score = "" if one.score.score is None else exact_text(one.score.score)
            rank = "" if one.rank is None else str(one.rank)
            nominee = state.nominations[int(one.entry)].nominee
            yield [award.name, one.entry, nominee, score, rank, one.decided_by]


def meetings(state: ReviewState) -> Iterator[Row]:
    """Every meeting that decided something: who was there, how it voted, what it resolved; before them, which chair
    stepped aside for whom."""
    for left in state.chair_recusals:
        name, people = _names(state, (left.nomination,)), f"{left.chair.label} → {left.deputy.label}"
        yield ["recusal", _award(state, left.award), people, *[""] * 7, name, left.reason]
    for judging in state.judgings.values():
        if judging.locked is not None:
            yield ["lock", _award(state, judging.award), judging.stage, *[""] * 8, judging.minutes]
    for one in state.shortlists.values():
        names = _names(state, one.order)
        yield ["shortlist", _award(state, one.award), one.present, *[""] * 7, names, one.why]
    for made in state.decisions:
        counts = (made.members, made.present, made.yes, made.no, made.abstain)
        yield [
            "decision", _award(state, made.award), made.body, made.day.isoformat(), made.verdict, *map(str, counts),
            _names(state, made.winners), made.document,
        ]  # fmt: skip


TABLES: Mapping[str, Callable[[ReviewState], Iterator[Row]]] = {
    "nominations": nominations,
    "marks": marks,
    "ranking": ranking,
    "meetings": meetings,
}
"""Each table by its name, which is that of its file."""


def _award(state: ReviewState, award_id: str) -> str:
    award = state.award(award_id)
    return award.name if award is not None else award_id


def _names(state: ReviewState, numbers: tuple[int, ...]) -> str:
    return "、".join(f"{no} {state.nominations[no].nominee}" for no in numbers)
