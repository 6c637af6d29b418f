"""The papers of a competition's signed result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import XLSX, bp, ctx, document, download, lang, show, show_paper
from scoreboard.blueprints.organiser.made import PDF, MadeFile, Make, begin_making
from scoreboard.blueprints.organiser.results import zone_of
from scoreboard.blueprints.review.making import drawn
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.event_given import Base, Given, file_name, given_of
from scoreboard.exports.papers.event_tables import handed_table, ranking_csv, ranking_xlsx, stage_xlsx
from scoreboard.exports.papers.lists import list_xlsx
from scoreboard.exports.papers.of_competition import event_commendation, script_paper, transcripts, winners_paper
from scoreboard.exports.papers.words import word
from scoreboard.i18n.titles import titles_in
from scoreboard.server import office, runtime
from scoring.engine.competition.commend_state import Commend
from scoring.engine.competition.decide_ceremony import standing
from scoring.engine.errors import NotFound, Refused
from scoring.usecases.competition.commend import Standing, event_sheet, standing_of
from scoring.usecases.competition.registrations import competition_state

CSV = "text/csv; charset=utf-8"


def given(competition: str) -> tuple[Given, Commend]:
    """The version that the address asks for, else the one in force; raises ``Refused("not-signed-off")`` where none is
    signed, ``NotFound("page-not-found")`` for one that is not there."""
    record, standing = competition_record(competition), standing_of(ctx(), competition)
    state = standing.state
    asked = request.args.get("version", "0")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    sheet = event_sheet(ctx(), competition)
    made = given_of(
        state.commend, record.title, record.organiser, zone_of(state), version, lang(), sheet, _bases(standing)
    )
    if made is None:
        raise NotFound("page-not-found") if state.commend.versions() else Refused("not-signed-off")
    return made, state.commend


def _bases(standing: Standing) -> list[Base]:
    """What was drawn on other results than those in force, with the names of the teams."""
    names = {no: one.form.team for no, one in standing.state.registrations.items()}

    def named(teams: Sequence[int]) -> tuple[tuple[int, str], ...]:
        return tuple((no, names[no]) for no in teams)

    return [
        Base(stage, later, named(one.into), named(one.out), named(one.carried), one.open)
        for stage, later, one in standing.other_bases()
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a document that is published: its number, to whom, the day, with a red head or not."""

    number: str
    addressees: str
    on: date | None
    head: bool


def asked() -> Asked:
    """What this request's address or form says of it; a day that is none is not there."""
    said, on = request.values, None
    with suppress(ValueError):
        on = date.fromisoformat(said.get("on", ""))
    return Asked(
        number=said.get("number", "").strip()[:100],
        addressees=said.get("to", "").strip()[:200],
        on=on,
        head="head" in said,
    )


def _commendation(kind: str) -> Builder:
    return lambda made, of: event_commendation(
        made, kind, number=of.number, addressees=of.addressees, on=of.on, head=of.head
    )


def _plain(paper: Callable[[Given], Paper]) -> Builder:
    return lambda made, _: paper(made)


Builder = Callable[[Given, Asked], Paper]

PAPERS: Mapping[str, Builder] = {
    "transcripts": _plain(transcripts),
    "winners": _plain(winners_paper),
    "decision": _commendation("decision"),
    "circular": _commendation("circular"),
    "script": _plain(script_paper),
}
"""The papers that are documents, by the name in their address."""

PUBLISHED = ("decision", "circular")
"""Those of which an office publishes one."""


@bp.get("/competitions/<competition>/papers")
def event_papers(competition: str, error: Any = None) -> str:
    """Every paper of a version; before one is signed, that there is none yet."""
    state = competition_state(ctx(), competition)
    made = given(competition)[0] if state.commend.versions() else None
    said = {name: text[:200] for name in ("number", "to", "on", "head") if (text := request.args.get(name, ""))}
    return show(
        "event_papers.html",
        error,
        competition=competition_record(competition),
        given=made,
        versions=state.commend.versions(),
        certificates=state.commend.certificates,
        office=bool(office.office()),
        said=said,
        published=PUBLISHED,
    )


@bp.get("/competitions/<competition>/papers/<kind>")
def event_paper(competition: str, kind: str) -> str:
    """One paper as a page to be printed."""
    back = url_for("organiser.event_papers", competition=competition, version=request.args.get("version"))
    return show_paper(_made(competition, kind)[1], back=back)


@bp.get("/competitions/<competition>/papers/<kind>/docx")
def event_paper_docx(competition: str, kind: str) -> Response:
    """One paper as a Word document."""
    of, paper = _made(competition, kind)
    return document(paper, file_name(of, paper.name))


def _made(competition: str, kind: str) -> tuple[Given, Paper]:
    builder = PAPERS.get(kind)
    if builder is None:
        raise NotFound("page-not-found")
    of = given(competition)[0]
    return of, runtime.offload(builder, of, asked())


@bp.get("/competitions/<competition>/papers/ranking.xlsx")
def event_ranking_xlsx(competition: str) -> Response:
    """The final ranking and every stage as a workbook to be printed and signed."""
    made, _ = given(competition)
    name = file_name(made, word(made.lang, "event.ranking", title=made.title))
    return download(runtime.offload(ranking_xlsx, made), XLSX, f"{name}.xlsx")


@bp.get("/competitions/<competition>/papers/stage/<int:no>.xlsx")
def stage_result_xlsx(competition: str, no: int) -> Response:
    """A signed result of a stage, by the number of its sign-off."""
    record, standing = competition_record(competition), standing_of(ctx(), competition)
    commend = standing.state.commend
    found = next((one for one in commend.signoffs if one.no == no and one.stage and one.confirmed), None)
    if found is None:
        raise NotFound("page-not-found")
    name = word(lang(), "event.stage", title=record.title, stage=found.stage)
    newest, titles = len(commend.versions(found.stage)), titles_in(event_sheet(ctx(), competition))
    made = runtime.offload(stage_xlsx, record.title, found, newest, lang(), titles, _bases(standing))
    return download(made, XLSX, f"{name}.xlsx")


@bp.get("/competitions/<competition>/papers/ranking.csv")
def event_ranking_csv(competition: str) -> Response:
    """The final ranking as CSV."""
    made, _ = given(competition)
    name = file_name(made, word(made.lang, "event.ranking", title=made.title))
    return download(runtime.offload(ranking_csv, made), CSV, f"{name}.csv")


@bp.get("/competitions/<competition>/papers/handed.xlsx")
def handed_xlsx(competition: str) -> Response:
    """The certificates, and to whom each was handed."""
    made, commend = given(competition)
    name = file_name(made, word(made.lang, "event.handed", title=made.title))
    table = runtime.offload(handed_table, made, [(one, standing(commend, one)) for one in commend.certificates])
    return download(runtime.offload(list_xlsx, table), XLSX, f"{name}.xlsx")


@bp.post("/competitions/<competition>/papers/pdf")
def papers_pdf(competition: str) -> ResponseReturnValue:
    """Results and lists of the version in one PDF, with the decision or the circular where the address names one;
    raises ``Refused("office-missing")`` without LibreOffice."""
    if not office.office():
        raise Refused("office-missing")
    made, _ = given(competition)
    back = url_for("organiser.event_papers", competition=competition)
    kinds = ("transcripts", "winners", *(kind for kind in PUBLISHED if kind == request.args.get("with")))
    papers = [PAPERS[kind](made, asked()) for kind in kinds]
    name = file_name(made, word(made.lang, "event.papers", title=made.title))
    return begin_making(competition, f"{name}.pdf", back, _pdf_of(made, papers, f"{name}.pdf"))


def _pdf_of(made: Given, papers: list[Paper], name: str) -> Make:
    def make(progress: Callable[[int, int], None]) -> tuple[MadeFile, ...]:
        total = len(papers) + 2
        progress(0, total)
        parts = [office.to_pdf(runtime.offload(ranking_xlsx, made), "xlsx")]
        for paper in papers:
            progress(len(parts), total)
            parts.append(office.to_pdf(drawn(paper), "docx"))
        progress(len(parts), total)
        return (MadeFile(name, PDF, office.merged(parts)),)

    return make
