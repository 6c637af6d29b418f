"""A written stage as tables: its marks, a row for each paper, which can be filled in and imported; its ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoreboard.exports.tables import REPORT, SIGNED, Cell, Table, Worksheet, xlsx
from scoreboard.presenters.competition.written import why_above
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.registration import TeamForm
from scoring.engine.competition.written import TeamPapers, standings
from scoring.engine.stages import Stage

Forms = Mapping[int, TeamForm]
"""What each team's form says, by its number."""


def marks_table(title: str, stage: Stage, papers: Sequence[TeamPapers], forms: Forms, say: Say) -> Table:
    """A row for each paper of each person, with the mark that stands; without one it is to be filled in."""
    several = stage.papers > 1
    head = [say("written.team"), say("written.unit"), say("written.name")]
    head += [say("written.paper")] if several else []
    head += [part.name for part in stage.parts] or [say("written.mark")]
    rows: list[list[Cell]] = [
        [
            forms[team.team].team,
            forms[team.team].unit,
            one.name,
            *([place] if several else []),
            *_cells(mark, stage, say),
        ]
        for team in papers
        for one in team.people
        for place, mark in enumerate(one.papers, start=1)
    ]
    highest = say("written.highest", highest=say("organiser.comma").join(map(decimal_text, stage.highest_of)))
    return Table.of(title, head, rows, note=f"{highest} {say('written.form_note')}")


def _cells(mark: PaperMark | None, stage: Stage, say: Say) -> list[Cell]:
    if mark is None:
        return [""] * len(stage.highest_of)
    return list(mark.marks) or [say("written.absent"), *[""] * (len(stage.highest_of) - 1)]


def ranking_table(title: str, papers: Sequence[TeamPapers], forms: Forms, note: str, say: Say) -> Table:
    """The ranking with what each person of a team has, the best first, and why equal teams stand as they do."""
    people = max((len(one.best_first) for one in papers), default=0)
    held = {str(one.team): one for one in papers}
    head = [say(f"written.{name}") for name in ("rank", "team", "unit", "score")]
    head += [say("written.person_no", no=no) for no in range(1, people + 1)]
    rows: list[list[Cell]] = []
    for place in standings(papers):
        own = held[place.id]
        best: list[Cell] = list(own.best_first)
        best += [""] * (people - len(best))
        form = forms[own.team]
        rows.append([place.rank, form.team, form.unit, own.score, *best, why_above(place, say)])
    colon = say("stages.colon")
    foot = tuple(f"{say(f'written.sign.{who}')}{colon}" for who in ("entered", "checked", "responsible"))
    why = frozenset({len(head)})
    return Table.of(title, [*head, say("written.why_equal")], rows, note=note, foot=foot, one_line=True, sparse=why)


def sitting_table(title: str, papers: Sequence[TeamPapers], forms: Forms, say: Say) -> Table:
    """The people who are to sit the papers, each with a box to sign in."""
    names = ("no", "team", "unit", "name", "substitute", "signature")
    people = [(forms[team.team], one) for team in papers for one in team.people]
    rows: list[list[Cell]] = [
        [no, form.team, form.unit, one.name, say("written.substitute_yes") if one.substitute else "", ""]
        for no, (form, one) in enumerate(people, start=1)
    ]
    head = [say(f"written.{name}") for name in names]
    return Table.of(title, head, rows, sparse=frozenset({names.index("substitute")}))


def marks_workbook(title: str, stage: Stage, papers: Sequence[TeamPapers], forms: Forms, say: Say) -> bytes:
    """The marks to be filled in."""
    return xlsx(Worksheet("", marks_table(title, stage, papers, forms, say), REPORT))


def result_workbook(title: str, stage: Stage, papers: Sequence[TeamPapers], forms: Forms, note: str, say: Say) -> bytes:
    """The ranking, and on a second worksheet the marks that it comes from."""
    return xlsx(
        Worksheet(say("written.ranking"), ranking_table(title, papers, forms, note, say), SIGNED),
        Worksheet(say("written.marks"), marks_table(title, stage, papers, forms, say), SIGNED),
    )
