"""The audience panel's counts as rows of the table of marks: what was counted, each version that somebody confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoreboard.exports.match_tables.opened_match import OpenedMatch, Row, moment, or_empty, yes
from scoring.engine.panel.audience import AudienceCount, AudienceRule
from scoring.engine.quiz.decide_counts import audience_rule
from scoring.engine.quiz.state import Item

JUDGE = "audience"
"""What stands for the audience panel where a judge's id stands else: no judge has this one."""


def counts(match: OpenedMatch, item: Item) -> Iterator[Row]:
    """The counts of one item, version by version; the weight is the part of the score."""
    sitting, rule = item.panel, audience_rule(match.state, item)
    if sitting is None or rule is None:
        return
    given = (*sitting.counts_before, *((sitting.audience,) if sitting.audience is not None else ()))
    for version, one in enumerate(given, start=1):
        counted = sitting.locked is not None and not item.voided
        in_force = counted and one is given[-1] and sitting.audience is not None and not one.count.none
        for criterion, value in _values(rule, one.count):
            yield {
                **match.item(item),
                **match.team(item.answering),
                "judge": JUDGE,
                "judge_label": rule.name,
                "judge_organisation": "",
                "criterion": criterion,
                "criterion_name": "",
                "weight": rule.weight / 100,
                "version": version,
                "state": "abstained" if one.count.none else "given",
                "mark": or_empty(value),
                "counts": yes(in_force),
                "source": "paper",
                "seq": one.seq,
                **moment(one.at),
            }


def _values(rule: AudienceRule, count: AudienceCount) -> tuple[tuple[str, int | Decimal | None], ...]:
    if rule.count == "average":
        return (("average", count.average),)
    return (("votes", count.votes), ("cast", count.cast))
