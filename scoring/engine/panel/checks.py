"""Checks between the values of a criterion, for every file with a panel's rule.  A check gives findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding


def check_range(low: Decimal, high: Decimal, step: Decimal, at: Path) -> Iterator[Finding]:
    """The range from ``low`` to ``high`` is not empty, and the steps end on ``high``; ``at`` is the criterion's
    path."""
    if low >= high:
        yield finding((*at, "high"), "range-empty", low=decimal_text(low), high=decimal_text(high))
    elif (high - low) % step:
        yield finding((*at, "step"), "step-misses-high", step=decimal_text(step), high=decimal_text(high))
