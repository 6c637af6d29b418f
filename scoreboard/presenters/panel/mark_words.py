"""A panel's score in words: the explanation step by step, and what the host reads aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoreboard.presenters.panel.mark_parts import AudiencePart
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.combine import PanelScore
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.steps import Step

MOST_NAMED = 3
"""Numbers up to this one are read out as words; no known rule drops more than three."""


def lines_of(result: PanelScore, names: Mapping[str, str], say: Say) -> list[str]:
    """Every step of the explanation as a sentence; ``names`` are the judges' labels by id."""
    return [_line(step, result, names, say) for step in result.steps]


def _line(step: Step, result: PanelScore, names: Mapping[str, str], say: Say) -> str:
    key = f"marks.line.{step.code}"
    if step.code == "dropped":
        high, low = (_listed(marks, names) for marks in (result.dropped_high, result.dropped_low))
        return say(f"marks.line.dropped_{'both' if high and low else 'high' if high else 'low'}", high=high, low=low)
    if step.code == "rounded":
        mode = say(f"marks.rounding.{step.fields['mode']}")
        return say(key, digits=step.fields["digits"], mode=mode, score=step.fields["score"])
    if step.code.startswith("audience_") and "mode" in step.fields:
        return say(key, **{**step.fields, "mode": say(f"marks.rounding.{step.fields['mode']}")})
    if step.code in ("marks", "late_counted", "as_zero", "left_out", "waiting"):
        return say(
            key, list=[_said(names[judge], value, step.code == "marks", say) for judge, value in step.fields.items()]
        )
    return say(key, **step.fields)


def _said(name: str, value: str, is_number: bool, say: Say) -> str:
    return f"{name} {value}" if is_number else say("marks.bracket", name=name, word=say(f"marks.state.{value}"))


def audience_said(part: AudiencePart | None, say: Say) -> str:
    """What the host says of the audience panel's mark; "" without one."""
    if part is None or part["total"] is None:
        return ""
    name = part["name"] or say("marks.audience")
    return say("marks.script.audience", name=name, points=part["total"], weight=part["weight"])


def _listed(marks: Sequence[Mark], names: Mapping[str, str]) -> list[str]:
    return [f"{names[mark.judge]} {_points(mark)}" for mark in marks]


def _points(mark: Mark) -> str:
    return "" if mark.value is None else decimal_text(mark.value)


def _count(number: int, say: Say) -> str:
    return say(f"marks.count.{number}") if number <= MOST_NAMED else str(number)


def script_of(result: PanelScore, names: Mapping[str, str], team: str, say: Say, audience: str = "") -> list[str]:
    """What the host reads aloud: each mark in the order of the panel, who is recused, what is dropped, the score.  Who
    gave no mark, a late one or abstained is not named before the hall: the number of marks that count is said.
    ``audience``: what is said of the audience panel."""
    by_judge = {mark.judge: mark for mark in (*result.used, *result.dropped_high, *result.dropped_low)}
    given = [by_judge[judge] for judge in names if judge in by_judge]
    lines = [say("marks.script.open", team=team)]
    lines += [say("marks.script.mark", judge=names[m.judge], points=_points(m)) for m in given]
    recused = [mark for mark in result.left_out if mark.state == "recused"]
    lines += [say("marks.script.recused", judge=names[mark.judge]) for mark in recused]
    if len(recused) < len(result.left_out):
        lines.append(say("marks.script.counted", count=len(given)))
    for which, dropped in (("high", result.dropped_high), ("low", result.dropped_low)):
        if dropped:
            points = [_points(mark) for mark in dropped]
            lines.append(say(f"marks.script.drop_{which}", count=_count(len(dropped), say), points=points))
    if audience:
        lines.append(audience)
    if result.score is not None:
        lines.append(say("marks.script.score", team=team, points=decimal_text(result.score)))
    return lines
