"""The judge report of an award of a review, from its locked marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from scoreboard.exports.papers.of_review import chair_recusals
from scoreboard.exports.tally.report import Section, sections
from scoreboard.exports.tally.reporting import Plot, findings, plot
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import say
from scoreboard.i18n.seat_names import seat_name
from scoring.engine.review.ranking import award_marks
from scoring.engine.review.state import ReviewState
from scoring.engine.tally.mark_table import EntryMarks, MarkTable
from scoring.engine.tally.tally import ranking_of, tally


def review_report(state: ReviewState, award_id: str, lang: str) -> list[tuple[Section, Plot | None]]:
    """The sections of the report with what is drawn beside them; none before a stage is locked."""
    found, award = award_marks(state, award_id), state.award(award_id)
    if found is None or award is None:
        return []
    rule, table = found
    named = _named(state, table, lang)
    result = tally(rule, named)
    names = {one.id: one.name for one in rule.stages} | {one.id: one.name for one in rule.panel.criteria}
    wording = Wording(lang, names, "nominee")
    parts = sections(ranking_of(result), findings(named, result, award.shortlist or award.places), wording)
    if recusals := chair_recusals(state, (award.id,), "en" if lang == "en" else "zh"):
        parts.insert(0, Section(wording.say("report.chair.title"), recusals.split("\n")))
    return [(part, plot(part, wording)) for part in parts]


def _named(state: ReviewState, table: MarkTable, lang: str) -> MarkTable:
    """The same marks under names: ``3 甲村党支部`` for a nomination, the card's label for a judge."""
    judges = {
        judge.id: seat_name("judge", judge.label, partial(say, lang))
        for judging in state.judgings.values()
        for judge in judging.judges
    }
    entries = [
        _entry(one, f"{one.id} {state.nominations[int(one.id)].nominee}", judges) for one in table.entries.values()
    ]
    panels = {place: tuple(judges[judge] for judge in panel) for place, panel in table.panels.items()}
    return MarkTable({one.id: one for one in entries}, panels)


def _entry(entry: EntryMarks, name: str, judges: Mapping[str, str]) -> EntryMarks:
    found = EntryMarks(name, entry.group)
    for stage, criteria in entry.marks.items():
        found.marks[stage] = {
            criterion: {judges[judge]: replace(mark, judge=judges[judge]) for judge, mark in given.items()}
            for criterion, given in criteria.items()
        }
    return found
