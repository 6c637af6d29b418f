"""A panel's score for one entry: which marks count, which are dropped, the arithmetic, and an explanation of every
step.

The arithmetic is exact: a mean is kept as a fraction and rounded once, at the step that the rule names.
``PanelScore.steps`` has every step with its numbers, so people can read it aloud and check it by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Invalid
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Bound, Method, PanelMethod, Roundings
from scoring.engine.panel.steps import Step
from scoring.engine.panel.totals import round_step, rounding_fields, worth
from scoring.engine.rounding import Number, added, exact_text, rounded

Marks = tuple[Mark, ...]
_JUDGE, _VALUE, _STATE = attrgetter("judge"), attrgetter("value"), attrgetter("state")
_GIVEN = {"given"}


class PanelScore(NamedTuple):
    """The score (None while it waits or if too few marks count), and what was done with every mark.

    ``exact`` is the value before it is rounded as a whole.
    """

    score: Decimal | None
    used: Marks
    dropped_high: Marks
    dropped_low: Marks
    left_out: Marks
    waiting: Marks
    steps: tuple[Step, ...]
    exact: Fraction | None = None


def combine_exact(marks: Sequence[Mark], method: PanelMethod, *, explain: bool = True) -> PanelScore:
    """What the panel gives one entry, from its marks, one a judge; the order of the marks does not matter.

    ``exact`` is the value, ``score`` stays None until it is rounded (``rounded_score``).  Of equal highest or lowest
    marks the one of the judge that is last by id is dropped, so every computer drops the same.  Without ``explain``
    there are no steps; this is faster when thousands are combined.
    Raises ``Invalid``: ``judge-twice``, ``drops-everything``.
    """
    if len(set(map(_JUDGE, marks))) < len(marks):
        raise Invalid("judge-twice")
    sorted_out = _sort_out(sorted(marks, key=_JUDGE), method)
    counted, left_out, waiting = sorted_out.counted, sorted_out.left_out, sorted_out.waiting
    if waiting or len(counted) < method.fewest:
        steps = _steps_without_score(sorted_out, method) if explain else ()
        return PanelScore(None, counted, (), (), left_out, waiting, steps)
    used, high, low = _drop(counted, method)
    values: Sequence[Number] = _values(used)
    moved: list[Step] = []
    if method.bound is not None:
        values = _within(used, method.bound, moved)
    exact = _combined(values, method.method)
    steps = ()
    if explain:
        arithmetic = _arithmetic(values, method.method, exact)
        steps = (*_steps_of_marks(sorted_out), *_steps_of_drops(len(counted), high, low, method), *moved, arithmetic)
    return PanelScore(None, used, high, low, left_out, (), steps, exact)


def rounded_score(result: PanelScore, rounding: Roundings) -> PanelScore:
    """The score of a subject that has one stage and no points: the exact value, rounded as an entry's score, a stage's
    and the final one are.  Without a value the result stays as it is."""
    if result.exact is None:
        return result
    value: Number = result.exact
    steps = list(result.steps)
    for step in (rounding.entry, rounding.stage):
        if step is not None:
            steps.append(round_step(value, step, ""))
            value = rounded(value, step.digits, step.mode)
    score = rounded(value, rounding.final.digits, rounding.final.mode)
    steps.append(Step("rounded", rounding_fields(rounding.final) | {"score": format(score, "f")}))
    return result._replace(score=score, steps=tuple(steps))


@dataclass(slots=True)
class _SortedOut:
    counted: Marks
    left_out: Marks
    waiting: Marks
    as_zero: Marks
    late: Marks


def _sort_out(marks: Sequence[Mark], method: PanelMethod) -> _SortedOut:
    """Every mark, treated as the rule says for its state."""
    if set(map(_STATE, marks)) == _GIVEN:
        return _SortedOut(tuple(marks), (), (), (), ())
    by: dict[str, list[Mark]] = {"count": [], "zero": [], "leave_out": [], "wait": []}
    counted = []
    for mark in marks:
        what, now = method.treatment(mark.state), worth(mark, method)
        if what == "count" and now.value is None:
            what = "wait"  # a late mark that counts, but its number is not known
        by[what].append(mark)
        if what in ("zero", "count"):
            counted.append(now)
    late = tuple(mark for mark in by["count"] if mark.state == "late")
    return _SortedOut(tuple(counted), tuple(by["leave_out"]), tuple(by["wait"]), tuple(by["zero"]), late)


def _steps_of_marks(found: _SortedOut) -> list[Step]:
    """The marks that count, and every mark that was treated otherwise."""
    steps = [Step("marks", {mark.judge: decimal_text(_value(mark)) for mark in found.counted})]
    groups: tuple[tuple[str, Marks], ...] = (
        ("as_zero", found.as_zero),
        ("late_counted", found.late),
        ("left_out", found.left_out),
    )
    steps += [Step(code, {mark.judge: mark.state for mark in some}) for code, some in groups if some]
    return steps


def _steps_without_score(found: _SortedOut, method: PanelMethod) -> tuple[Step, ...]:
    """Why there is no score."""
    if found.waiting:
        why = Step("waiting", {mark.judge: mark.state for mark in found.waiting})
    else:
        why = Step("too_few", {"count": str(len(found.counted)), "fewest": str(method.fewest)})
    return (*_steps_of_marks(found), why)


def _steps_of_drops(count: int, high: Sequence[Mark], low: Sequence[Mark], method: PanelMethod) -> list[Step]:
    """Which marks are dropped, or that there are too few to drop any."""
    if high or low:
        return [Step("dropped", {"high": _list(high), "low": _list(low)})]
    if method.drops_from is not None and count < method.drops_from:
        return [Step("kept_all", {"count": str(count), "least": str(method.drops_from)})]
    return []


def _drop(counted: Marks, method: PanelMethod) -> tuple[Marks, Marks, Marks]:
    """The remaining marks, the dropped high ones and the dropped low ones, each in order of judges."""
    drop_high, drop_low = method.dropping(len(counted))
    if not (drop_high or drop_low):
        return counted, (), ()
    if drop_high + drop_low >= len(counted):
        raise Invalid("drops-everything", count=len(counted), dropped=drop_high + drop_low)
    by_size = sorted(counted, key=_VALUE)
    kept = len(by_size) - drop_high
    # Sorting is stable: among equal marks the last judge's mark is last, so it is the first high one to drop.
    high, rest = by_size[kept:], by_size[:kept]
    if drop_low:
        # The rest is turned round for the same reason: among equal lowest marks the last judge's now comes first.
        rest.reverse()
        rest.sort(key=_VALUE)
    return _by_judge(rest[drop_low:]), _by_judge(high), _by_judge(rest[:drop_low])


def _within(used: Marks, bound: Bound, steps: list[Step]) -> list[Number]:
    """The marks' values, those too far from their mean moved to the bound; a step says which."""
    values = _values(used)
    middle = _combined(values, "mean")
    limit = bound.limit(middle)
    low, high = middle - limit, middle + limit
    found: list[Number] = [low if value < low else high if value > high else value for value in values]
    moved = [
        f"{mark.judge} {exact_text(was)} → {fraction_text(Fraction(now))}"
        for mark, was, now in zip(used, values, found, strict=True)
        if now != was
    ]
    fields = {
        "mean": fraction_text(middle),
        "limit": fraction_text(limit),
        "low": fraction_text(low),
        "high": fraction_text(high),
    }
    steps.append(Step("bounded", fields | {"moved": ", ".join(moved)}) if moved else Step("in_bounds", fields))
    return found


def _combined(values: Sequence[Number], method: Method) -> Fraction:
    """The exact value of the marks that count."""
    if method == "median":
        return Fraction(_median(sorted(values)))
    numerator, denominator = added(values).as_integer_ratio()
    return Fraction(numerator, denominator if method == "sum" else denominator * len(values))


def _arithmetic(values: Sequence[Number], method: Method, exact: Fraction) -> Step:
    """The step that explains the value."""
    total = exact_text(added(values))
    if method == "sum":
        return Step("sum", {"values": _join(values), "total": total})
    if method == "median":
        return Step("median", {"values": _join(sorted(values), ", "), "median": fraction_text(exact)})
    fields = {"values": _join(values), "total": total, "count": str(len(values))}
    return Step("mean", fields | {"mean": fraction_text(exact)})


def _median(values: Sequence[Number]) -> Number:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else added(values[middle - 1 : middle + 1]) / 2


def fraction_text(value: Fraction) -> str:
    """A mean as people read it: up to six decimal places, cut off with … if it continues."""
    cut = rounded(value, 6, "truncate")
    return decimal_text(cut) + ("" if Fraction(cut) == value else "…")


def _value(mark: Mark) -> Decimal:
    assert mark.value is not None
    return mark.value


def _values(marks: Marks) -> list[Decimal]:
    return list(map(_VALUE, marks))


def _by_judge(marks: Sequence[Mark]) -> Marks:
    return tuple(sorted(marks, key=_JUDGE)) if len(marks) > 1 else tuple(marks)


def _list(marks: Sequence[Mark]) -> str:
    return ", ".join(f"{mark.judge} {decimal_text(_value(mark))}" for mark in marks)


def _join(values: Sequence[Number], between: str = " + ") -> str:
    return between.join(exact_text(value) for value in values)
