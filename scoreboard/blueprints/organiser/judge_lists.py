"""A list of judges, by name, unit and relatives, on whatever page it stands: typed, pasted, imported from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import XLSX, actor, changed, ctx, done, download, lang, row_fault, say, upload
from scoreboard.blueprints.organiser.uploads import read_pasted, read_people, read_people_again
from scoreboard.exports.roster import judges_table
from scoreboard.exports.tables import Worksheet, xlsx
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.questions import column_text, finding_lines
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoring.engine.errors import Invalid
from scoring.tables.lists import ListTable
from scoring.usecases.lists import panels
from scoring.usecases.lists.judges import JudgesReport
from scoring.usecases.lists.rows import RowFault
from scoring.usecases.quiz.judges_table import MEANINGS
from scoring.usecases.records import Ticket

FIELDS = ("name", "organisation", "kin")


class ReportPage(Protocol):
    """The page that shows the report of a dry run."""

    def __call__(self, name: str, **values: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class JudgeList:
    """The list of one place.  ``title``: of the match or review · ``where``: what its addresses name it by · ``page``
    and ``columns``: the endpoints of the list and of the question about columns · ``report``: the page of a report."""

    place: panels.Place
    title: str
    where: dict[str, str]
    page: str
    columns: str
    report: ReportPage

    def listed(self) -> tuple[Ticket, ...]:
        """The judges in the order of the panel."""
        return panels.listed(ctx(), self.place)

    def add(self) -> ResponseReturnValue:
        """One more judge."""
        row = {field: request.form.get(field, "") for field in FIELDS}
        report = panels.take_in(ctx(), self.place, actor=actor(), rows=[row], dry_run=False)
        if not report.done:
            faults = [row_fault(fault) for one in report.rows for fault in one.faults]
            raise Invalid("judge-faulty", problem=(faults or [row_fault(RowFault("name", "text-needed", {}))])[0])
        return self._done("judge-added", {"judge": report.rows[0].name})

    def edit(self) -> ResponseReturnValue:
        """Other names, units and relatives, all at once; a field that was not changed stays as it is."""
        said = {
            one.id: (
                _or(changed(f"name-{one.id}"), one.label),
                _or(changed(f"organisation-{one.id}"), one.organisation),
                _or(changed(f"kin-{one.id}"), one.kin),
            )
            for one in self.listed()
        }
        panels.edit(ctx(), self.place, actor=actor(), judges=said)
        return self._done("saved")

    def remove(self, judge: str) -> ResponseReturnValue:
        """Take a judge off the list; the judge's card becomes invalid."""
        panels.remove(ctx(), self.place, actor=actor(), judge_id=judge)
        return self._done("judge-removed")

    def workbook(self) -> Response:
        """The list as a workbook that can be edited and imported; without judges, the form to fill in."""
        data = runtime.offload(_workbook, self.title, self.listed(), say())
        return download(data, XLSX, f"{self.title} {say()('organiser.panel.file')}.xlsx")

    def paste(self) -> ResponseReturnValue:
        """A dry run over pasted lines."""
        return self._tried(say()("organiser.panel.pasted"), *read_pasted(request.form.get("lines", "")))

    def take(self) -> ResponseReturnValue:
        """A dry run over an uploaded list."""
        name, data = upload()
        return self._tried(name, *read_people("judges", name, data))

    def take_again(self, upload_id: str) -> ResponseReturnValue:
        """Another dry run over the same file, with what the organiser says of its columns."""
        return self._tried(*read_people_again(upload_id, MEANINGS, "judges", "judge-lines"))

    def confirm(self) -> ResponseReturnValue:
        """Import the rows of the report; a list that changed meanwhile is checked again."""
        report = panels.take_in(ctx(), self.place, actor=actor(), rows=_rows(), dry_run=False)
        if not report.done:
            raise Invalid("roster-faulty", rows=sum(bool(row.faults) for row in report.rows))
        return self._done("judges-imported", {"count": len(report.rows)})

    def _done(self, key: str, fields: dict[str, Any] | None = None) -> ResponseReturnValue:
        return done(key, self.page, fields, **self.where)

    def _tried(self, name: str, table: ListTable, kept: str = "") -> ResponseReturnValue:
        """The report of a dry run, with a line for every row and a button that imports them; ``kept``: the id of the
        upload about whose columns the page asks."""
        report = panels.take_in(ctx(), self.place, actor=actor(), rows=table.rows)
        where: dict[str, Any] = dict(self.where)
        columns = url_for(f"organiser.{self.columns}", upload_id=kept, **where) if kept else ""
        return self.report(name, **_told(report, table, columns)), 422 if report.faulty else 200


def _workbook(title: str, listed: Sequence[Ticket], words: Say) -> bytes:
    return xlsx(Worksheet("", judges_table(title, listed, words)))


def _or(typed: str | None, stored: str) -> str:
    return stored if typed is None else typed


def _rows() -> list[dict[str, str]]:
    """The rows of the form that confirms an import; raises ``Invalid("input-wrong")``."""
    columns = [request.form.getlist(field) for field in FIELDS]
    if not columns[0] or len({len(one) for one in columns}) > 1:
        raise Invalid("input-wrong", places="name")
    return [dict(zip(FIELDS, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _told(report: JudgesReport, table: ListTable, columns: str) -> dict[str, Any]:
    """What the report of a dry run shows: a line for every row, whether all that is wrong is that its judges are there,
    and the question about columns, which is answered at the address ``columns`` ("" for none)."""
    lines = [
        {
            "place": place_text(lang(), table.places[row.row - 1]),
            "name": row.name,
            "organisation": row.organisation,
            "kin": row.kin,
            "faults": [row_fault(fault) for fault in row.faults],
        }
        for row in report.rows
    ]
    told: dict[str, Any] = {"lines": lines, "report": report, "notes": finding_lines(lang(), table.findings)}
    told["there"] = {fault.code for row in report.rows for fault in row.faults} == {"judge-exists"}
    told |= {"refused": bool(table.refused), "headings": table.headings, "meanings": MEANINGS}
    told |= {"field_name": partial(column_text, lang(), "judges"), "place": partial(place_text, lang())}
    return told | {"columns": columns}
