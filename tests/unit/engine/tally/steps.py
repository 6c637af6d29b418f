"""Recompute each step of an explanation from nothing but what it shows."""

from __future__ import annotations

import statistics
from fractions import Fraction

from scoring.engine.panel.steps import Step
from scoring.engine.rounding import rounded


def number(text: str) -> Fraction:
    """``55/3``, ``8.25 × 0.8`` or ``18.5`` as an exact number."""
    product = Fraction(1)
    for factor in text.split(" × "):
        product *= Fraction(factor)
    return product


def total(terms: str) -> Fraction:
    """``52 × 1 + 8.5 × 4`` added up."""
    return sum((number(term) for term in terms.split(" + ")), Fraction(0))


def holds(step: Step) -> bool:
    """Whether a step's right side follows from its left one; True for a step without arithmetic."""
    f = step.fields
    if step.code in ("judge", "added"):
        return total(f["terms"]) == number(f["total"])
    if step.code == "sum":
        return total(f["values"]) == number(f["total"])
    if step.code == "mean":
        shown = f["mean"].removesuffix("…")
        exact = total(f["values"]) / int(f["count"])
        return total(f["values"]) == number(f["total"]) and abs(exact - Fraction(shown)) < Fraction(1, 10**6)
    if step.code == "median":
        middle = statistics.median(number(value) for value in f["values"].split(", "))
        return middle == number(f["median"])
    if step.code in ("round", "final"):
        return str(rounded(number(f["before"]), int(f["digits"]), f["mode"])) == f["after"]  # type: ignore[arg-type]
    if step.code == "weighted" or step.code == "staged":
        return number(f["score"]) * number(f["weight"]) == number(f["worth"])
    if step.code in ("bonus", "deduction"):
        sign = 1 if step.code == "bonus" else -1
        return number(f["before"]) + sign * number(f["points"]) == number(f["after"])
    return True
