"""A panel's score for one entry: which marks count, which are dropped, the arithmetic, every line of it explained.

Exact throughout: a mean is kept as a fraction and rounded once, where the rule says so.  Nothing is averaged behind the
scenes: ``PanelScore.lines`` says each step with its numbers, so that it can be read aloud and checked by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Invalid
from scoring.engine.panel.marks import Mark
from scoring.engine.rounding import Mode, ended, rounded

Method = Literal["mean", "median", "sum"]
Absent = Literal["wait", "leave_out", "zero"]


@dataclass(frozen=True, slots=True)
class CombineRule:
    """How a panel's marks become one score.

    ``drop_high`` and ``drop_low``: so many marks go, one copy each, if at least ``least`` marks count.  A mark that
    has not come (``missing``): the score waits for it · it is left out · it counts 0.  One that came after the lock
    (``late``): the same, or it counts after all; None: as a missing one.  ``abstained`` is left out or counts 0.
    A recused judge is always left out: the recusal may cost the entry nothing.  ``fewest``: with fewer marks there is
    no score.  ``digits`` None: not rounded here, which a mean that never ends refuses.
    """

    method: Method = "mean"
    drop_high: int = 0
    drop_low: int = 0
    least: int = 1
    missing: Absent = "wait"
    fewest: int = 1
    digits: int | None = 2
    rounding: Mode = "half_up"
    late: Literal["wait", "leave_out", "zero", "count"] | None = None
    abstained: Literal["leave_out", "zero"] = "leave_out"


LineCode = Literal[
    "marks", "as_zero", "late_counted", "left_out", "waiting", "too_few",
    "dropped", "kept_all", "sum", "mean", "median", "rounded",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: a code for the words, and the numbers in it as text."""

    code: LineCode
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PanelScore:
    """The score (None while it waits or where too few marks count), and where every mark went.

    ``exact`` is the value before any rounding.
    """

    score: Decimal | None
    used: tuple[Mark, ...]
    dropped_high: tuple[Mark, ...]
    dropped_low: tuple[Mark, ...]
    left_out: tuple[Mark, ...]
    waiting: tuple[Mark, ...]
    lines: tuple[Line, ...]
    exact: Fraction | None = None


def combine(marks: Sequence[Mark], rule: CombineRule) -> PanelScore:
    """The panel's score for one entry from its marks, one a judge; the order of the marks does not matter.

    Of equal extremes the one of the judge that comes last by id is dropped, so that everybody drops the same.
    Raises ``Invalid``: ``judge-twice``, ``drops-everything``, ``mean-without-end``.
    """
    result = combine_exact(marks, rule)
    if result.exact is None:
        return result
    if rule.digits is None:
        score = ended(result.exact)
        if score is None:
            raise Invalid("mean-without-end", value=str(result.exact))
        return replace(result, score=score)
    score = rounded(result.exact, rule.digits, rule.rounding)
    line = Line("rounded", {"digits": str(rule.digits), "mode": rule.rounding, "score": format(score, "f")})
    return replace(result, score=score, lines=(*result.lines, line))


def combine_exact(marks: Sequence[Mark], rule: CombineRule, *, explain: bool = True) -> PanelScore:
    """As ``combine``, but nothing is rounded: ``score`` stays None, ``exact`` is the value.

    Without ``explain`` there are no lines, which is quicker where thousands are combined.
    """
    if len({mark.judge for mark in marks}) < len(marks):
        raise Invalid("judge-twice")
    sorted_out = _sort_out(sorted(marks, key=lambda mark: mark.judge), rule)
    counted, left_out, waiting = sorted_out.counted, sorted_out.left_out, sorted_out.waiting
    if waiting or len(counted) < rule.fewest:
        lines = _lines_without_score(sorted_out, rule) if explain else ()
        return PanelScore(None, counted, (), (), left_out, waiting, lines)
    used, high, low = _drop(counted, rule)
    values = [_value(mark) for mark in used]
    exact = _combined(values, rule.method)
    lines = ()
    if explain:
        arithmetic = _arithmetic(values, rule.method, exact)
        lines = (*_lines_of_marks(sorted_out), *_lines_of_drops(len(counted), high, low, rule), arithmetic)
    return PanelScore(None, used, high, low, left_out, (), lines, exact)


@dataclass(slots=True)
class _SortedOut:
    counted: tuple[Mark, ...]
    left_out: tuple[Mark, ...]
    waiting: tuple[Mark, ...]
    as_zero: tuple[Mark, ...]
    late: tuple[Mark, ...]


def _sort_out(marks: Sequence[Mark], rule: CombineRule) -> _SortedOut:
    """Every mark by what the rule says of its state."""
    treatment = {
        "given": "count",
        "missing": rule.missing,
        "late": rule.late or rule.missing,
        "abstained": rule.abstained,
        "recused": "leave_out",
    }
    by: dict[str, list[Mark]] = {"count": [], "zero": [], "leave_out": [], "wait": []}
    counted = []
    for mark in marks:
        what = treatment[mark.state]
        if what == "count" and mark.value is None:
            what = "wait"  # late, to be counted, and its number is not known
        by[what].append(mark)
        if what == "zero":
            counted.append(Mark(mark.judge, Decimal(0)))
        elif what == "count":
            counted.append(mark)
    late = tuple(mark for mark in by["count"] if mark.state == "late")
    return _SortedOut(tuple(counted), tuple(by["leave_out"]), tuple(by["wait"]), tuple(by["zero"]), late)


def _lines_of_marks(found: _SortedOut) -> list[Line]:
    """The marks that count, and every mark that was treated otherwise."""
    lines = [Line("marks", {mark.judge: decimal_text(_value(mark)) for mark in found.counted})]
    groups: tuple[tuple[LineCode, tuple[Mark, ...]], ...] = (
        ("as_zero", found.as_zero),
        ("late_counted", found.late),
        ("left_out", found.left_out),
    )
    lines += [Line(code, {mark.judge: mark.state for mark in some}) for code, some in groups if some]
    return lines


def _lines_without_score(found: _SortedOut, rule: CombineRule) -> tuple[Line, ...]:
    """Why there is no score."""
    if found.waiting:
        why = Line("waiting", {mark.judge: mark.state for mark in found.waiting})
    else:
        why = Line("too_few", {"count": str(len(found.counted)), "fewest": str(rule.fewest)})
    return (*_lines_of_marks(found), why)


def _lines_of_drops(count: int, high: Sequence[Mark], low: Sequence[Mark], rule: CombineRule) -> list[Line]:
    """Which marks are dropped, or that there are too few to drop any."""
    if high or low:
        return [Line("dropped", {"high": _list(high), "low": _list(low)})]
    if rule.drop_high or rule.drop_low:
        return [Line("kept_all", {"count": str(count), "least": str(rule.least)})]
    return []


def _drop(counted: tuple[Mark, ...], rule: CombineRule) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    """What is left, the dropped high ones and the dropped low ones, each in order of judges."""
    if not (rule.drop_high or rule.drop_low) or len(counted) < rule.least:
        return counted, (), ()
    if rule.drop_high + rule.drop_low >= len(counted):
        raise Invalid("drops-everything", count=len(counted), dropped=rule.drop_high + rule.drop_low)
    by_size = sorted(counted, key=_value)
    # Sorting is stable, so of equal marks the last judge's stands last: it is the first high one to go.
    high = by_size[len(by_size) - rule.drop_high :]
    rest = by_size[: len(by_size) - rule.drop_high]
    least = sorted(rest, key=lambda mark: mark.judge, reverse=True)
    low = sorted(least, key=_value)[: rule.drop_low]
    gone = {mark.judge for mark in (*high, *low)}
    used = tuple(mark for mark in counted if mark.judge not in gone)
    return used, _by_judge(high), _by_judge(low)


def _combined(values: Sequence[Decimal], method: Method) -> Fraction:
    """The exact value of the marks that count."""
    if method == "median":
        return Fraction(_median(sorted(values)))
    total = Fraction(sum(values, Decimal(0)))
    return total if method == "sum" else total / len(values)


def _arithmetic(values: Sequence[Decimal], method: Method, exact: Fraction) -> Line:
    """The line that says how the value comes about."""
    total = decimal_text(sum(values, Decimal(0)))
    if method == "sum":
        return Line("sum", {"values": _join(values), "total": total})
    if method == "median":
        return Line("median", {"values": _join(sorted(values), ", "), "median": _fraction_text(exact)})
    fields = {"values": _join(values), "total": total, "count": str(len(values))}
    return Line("mean", fields | {"mean": _fraction_text(exact)})


def _median(values: Sequence[Decimal]) -> Decimal:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _fraction_text(value: Fraction) -> str:
    """A mean as people read it: up to six places, cut off with … where it goes on."""
    cut = rounded(value, 6, "truncate")
    return decimal_text(cut) + ("" if Fraction(cut) == value else "…")


def _value(mark: Mark) -> Decimal:
    assert mark.value is not None
    return mark.value


def _by_judge(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.judge))


def _list(marks: Sequence[Mark]) -> str:
    return ", ".join(f"{mark.judge} {decimal_text(_value(mark))}" for mark in marks)


def _join(values: Sequence[Decimal], between: str = " + ") -> str:
    return between.join(decimal_text(value) for value in values)
