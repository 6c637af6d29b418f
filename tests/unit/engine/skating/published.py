"""Published figure skating results through the panel rule: every panel score, total and rank of a folder of data.

One performance is one entry; its five components are criteria weighted by their factor,
its elements are optional criteria, their base values a bonus, and falls and the like a deduction.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from scoring.engine.rounding import rounded
from scoring.engine.tally.mark_table import Row, read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.scores import EntryScore
from scoring.engine.tally.tally import Tally, tally

ZERO = Decimal(0)


@dataclass(frozen=True)
class Group:
    """One competition segment: the rule in TOML, the rows of marks, and what was published."""

    id: str
    rule: str
    rows: list[Row]
    performances: list[dict[str, str]]
    panel_scores: dict[tuple[str, str], Decimal]
    totals: dict[str, tuple[Decimal, Decimal]]


def rule_text(factors: dict[str, str], elements: int, link: str) -> str:
    """The official rule: one high and one low go, two places half-up on each component, and again by its factor."""
    parts = [
        'name = "panel"\n[panel]\nover = "criteria"\ndrop_high = 1\ndrop_low = 1\nleast = 3\nmissing = "leave_out"\n'
        "[rounding]\ncriterion = { digits = 2 }\nweighted = { digits = 2 }\nfinal = { digits = 2 }\n"
        f'[[rank.tie]]\nby = "section"\nof = "{link}"\n'
        '[[points]]\nid = "base"\nkind = "add"\nsection = "elements"\n[[points]]\nid = "deductions"\nkind = "deduct"\n'
    ]
    for name, factor in factors.items():
        more = f'step = "0.25"\nweight = {factor}\nsection = "components"\n'
        parts.append(f'[[criterion]]\nid = "{name}"\nlow = 0\nhigh = 10\n{more}')
    for number in range(1, elements + 1):
        more = 'step = "0.1"\noptional = true\nsection = "elements"\n'
        parts.append(f'[[criterion]]\nid = "E{number}"\nlow = -10\nhigh = 10\n{more}')
    return "".join(parts)


@dataclass(frozen=True)
class Aspect:
    """A component or an element of one performance: its marks by judge (empty: absent) and what was published."""

    section: str
    name: str
    factor: str
    base: str
    published: str
    marks: tuple[tuple[str, str], ...]


def groups(folder: Path) -> Iterator[Group]:
    """Every group of a folder with the whole data."""
    marks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table(folder / "component_marks.csv"):
        marks[row["aspect_id"]].append((row["judge"], "" if Decimal(row["mark"]) == 0 else row["mark"]))
    for row in table(folder / "element_goe_marks.csv"):
        marks[row["aspect_id"]].append((row["judge"], row["goe"]))
    aspects: dict[str, list[Aspect]] = defaultdict(list)
    for row in table(folder / "aspects.csv"):
        given = tuple(marks[row["aspect_id"]])
        aspects[row["performance_id"]].append(
            Aspect(row["section"], row["aspect"], row["factor"], row["base_value"], row["score_of_panel"], given)
        )
    yield from _groups(table(folder / "performances.csv"), aspects)


def part(folder: Path) -> Iterator[Group]:
    """The groups of the part that lies in this folder."""
    aspects: dict[str, list[Aspect]] = defaultdict(list)
    for row in table(folder / "groups_aspects.csv"):
        values = enumerate(row["marks"].split(), start=1)
        given = tuple((f"J{number}", "" if mark == "-" else mark) for number, mark in values)
        aspects[row["performance_id"]].append(
            Aspect(row["section"], row["aspect"], row["factor"], row["base_value"], row["score_of_panel"], given)
        )
    yield from _groups(table(folder / "groups_performances.csv"), aspects)


def _groups(performances: Iterator[dict[str, str]], aspects: dict[str, list[Aspect]]) -> Iterator[Group]:
    by_group: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in performances:
        by_group[row["group"]].append(row)
    for name, rows in by_group.items():
        yield _group(name, rows, aspects)


def _group(name: str, performances: list[dict[str, str]], aspects: dict[str, list[Aspect]]) -> Group:
    factors: dict[str, str] = {}
    rows: list[Row] = []
    published: dict[tuple[str, str], Decimal] = {}
    totals = {}
    most = 0
    for performance in performances:
        entry = performance["performance_id"]
        number, base = 0, ZERO
        for aspect in aspects[entry]:
            if aspect.section == "components":
                criterion = aspect.name.replace(" ", "").replace("/", "-")
                assert factors.setdefault(criterion, aspect.factor) == aspect.factor
                published[entry, criterion] = Decimal(aspect.published)
            elif not aspect.marks:  # no judge's mark is known: what was published stands
                base += Decimal(aspect.published)
                continue
            else:
                base += Decimal(aspect.base)
                number += 1
                criterion = f"E{number}"
                published[entry, criterion] = Decimal(aspect.published) - Decimal(aspect.base)
            rows += [Row("", entry, judge, criterion, mark) for judge, mark in aspect.marks]
        most = max(most, number)
        rows.append(Row("", entry, "", "base", str(base)))
        rows.append(Row("", entry, "", "deductions", str(abs(Decimal(performance["total_deductions"])))))
        totals[entry] = Decimal(performance["total_component_score"]), Decimal(performance["total_segment_score"])
    link = "elements" if performances[0]["segment"] == "short" else "components"
    return Group(name, rule_text(factors, most, link), rows, performances, published, totals)


def table(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def recomputed(group: Group) -> Tally:
    """The group's result by the panel rule alone."""
    rule = read_panel_rule(group.rule)
    marks, faults = read_marks(group.rows, rule)
    assert faults == ()
    return tally(rule, marks)


def differences(group: Group, result: Tally) -> list[tuple[str, str, object, object]]:
    """Where the recomputed group differs from the published one: entry, what, published, recomputed."""
    found: list[tuple[str, str, object, object]] = []

    def compare(entry: str, what: str, published: object, computed: object) -> None:
        if published != computed:
            found.append((entry, what, published, computed))

    scores = {one.entry: one.score for one in result.results}
    for (entry, criterion), score in group.panel_scores.items():
        compare(entry, criterion, score, scores[entry].stages[0].criteria.get(criterion))
    ranks = result.ranks()
    for performance in group.performances:
        entry = performance["performance_id"]
        components, total = group.totals[entry]
        compare(entry, "components", components, component_total(result, scores[entry]))
        compare(entry, "total", total, scores[entry].score)
        compare(entry, "rank", int(performance["rank"]), ranks[entry])
    return found


def component_total(result: Tally, score: EntryScore) -> Decimal:
    """The components by their factors, each rounded by itself, added."""
    weights = {one.id: one.weight for one in result.rule.panel.criteria if one.section == "components"}
    given = score.stages[0].criteria
    return sum((rounded(Decimal(given[name]) * weight, 2) for name, weight in weights.items()), ZERO)
