"""The certificates of a competition: numbered, printed from the organiser's own template or the built-in one, handed
out, revoked.

A template is opened in a process of its own, and tried with made-up values before it is kept: what it cannot fill is
named then, not when the certificates are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, new_key, telling
from scoreboard.blueprints.organiser.desk import DOCX, actor, bp, ctx, done, download, form_of, lang, say, show, upload
from scoreboard.blueprints.organiser.event_papers import given
from scoreboard.blueprints.organiser.made import PDF, MadeFile, Make, begin_making
from scoreboard.blueprints.organiser.results import zone_of
from scoreboard.blueprints.review.pages import pieces_of
from scoreboard.exports.papers import certificate_template
from scoreboard.exports.papers.certificates import EVENT_FIELDS, MOST, EventCertificate, decode, said
from scoreboard.exports.papers.event_given import Given, number_of, shown_code
from scoreboard.exports.papers.of_competition import certificates_of
from scoreboard.exports.papers.words import word
from scoreboard.presenters.review.moments import moment_text
from scoreboard.server import child, office, runtime
from scoreboard.server.child import Progress
from scoreboard.web.venue import reached_at
from scoring.attachments.kinds import Recognised, kept_name
from scoring.engine.codec import from_json
from scoring.engine.competition.commands_commend import (
    HandCertificate,
    NumberCertificates,
    PrintCertificates,
    RevokeCertificate,
)
from scoring.engine.competition.commend_state import Commend, TeamCertificate
from scoring.engine.competition.decide_ceremony import standing as worth_of
from scoring.engine.competition.decide_ceremony import to_print, without_certificate
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.names import same_form
from scoring.engine.review.form import FormField
from scoring.tables.problems import Unreadable
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachments_of, check_file_size, check_kind, keep_attachment, remove_attachment
from scoring.usecases.competition.commend import standing_of
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.tickets import typed_code

TEMPLATE = FormField("certificate", "", "attachment", required=False, most=1, files=("docx",), megabytes=20)
"""The organiser's own template."""

SHOWN = 100
"""Certificates on one page."""

LONGEST_SEARCH = 60
"""Characters of what is looked for."""

TRIAL = EventCertificate(**dict.fromkeys(EVENT_FIELDS, "甲"))
"""What a template is tried with."""


def owner_of_template(competition: str) -> str:
    """The owner of the template of a competition's certificates."""
    return f"event-certificate.{competition}"


def _own(competition: str) -> Attachment | None:
    return next(iter(attachments_of(ctx(), owner_of_template(competition))), None)


@bp.get("/competitions/<competition>/certificates")
def certificates(competition: str, error: Any = None) -> str:
    """Every certificate with what became of it, and the template."""
    standing = standing_of(ctx(), competition)
    state = standing.state
    commend, signed = state.commend, state.commend.signed()
    wanted = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    found = [one for one in commend.certificates if _fits(one, wanted)]
    pages = -(-len(found) // SHOWN) or 1
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return show(
        "certificates.html",
        error,
        competition=competition_record(competition),
        rows=[(one, worth_of(commend, one)) for one in found[(page - 1) * SHOWN : page * SHOWN]],
        count=len(found),
        total=len(commend.certificates),
        unprinted=len(_unprinted(commend)),
        most=MOST,
        place={"competition": competition, "q": wanted or None, "page": page if page > 1 else None},
        wanted=wanted,
        page=page,
        pages=pages,
        missing=len(list(without_certificate(commend, signed))) if signed else 0,
        signed=signed,
        waits=standing.waits(),
        own=_own(competition),
        fields=EVENT_FIELDS,
        office=bool(office.office()),
        number_of=number_of,
        shown_code=shown_code,
        check=_check(),
        moment=lambda at: moment_text(at, zone_of(state), say()),
        key=new_key(),
    )


def _fits(one: TeamCertificate, wanted: str) -> bool:
    """Whether a certificate is among those that are looked for, by number, code, award, holder or organisation."""
    said = (number_of(one), one.award, one.holder.name, one.holder.unit, *one.holder.members)
    return any(same_form(wanted) in same_form(text) for text in said) or typed_code(wanted) in one.code


def _unprinted(commend: Commend) -> list[int]:
    """The numbers of the good ones that were never printed."""
    return [one.no for one in commend.certificates if not one.printed and worth_of(commend, one) == "valid"]


def _here() -> dict[str, Any]:
    """The page and the search from which a form came."""
    return {name: request.args.get(name, "")[:LONGEST_SEARCH] or None for name in ("q", "page")}


@bp.post("/competitions/<competition>/certificates/number")
@form_of(certificates)
def number_certificates(competition: str) -> ResponseReturnValue:
    """A certificate for each holder that has none."""
    act(competition, NumberCertificates("despite" in request.form))
    return done("certificates-numbered", "certificates", competition=competition)


@bp.post("/competitions/<competition>/certificates/print")
@form_of(certificates)
def print_certificates(competition: str) -> ResponseReturnValue:
    """Make the chosen certificates, or all that were never printed; the ledger counts the printing once they are
    made."""
    wanted = {int(no) for no in request.form.getlist("no") if no.isascii() and no.isdigit() and len(no) < 6}
    if "unprinted" in request.form:
        wanted = set(_unprinted(competition_state(ctx(), competition).commend)[:MOST])
    if len(wanted) > MOST:
        raise Invalid("certificate-too-large", most=MOST)
    made, _ = given(competition)
    with fault_of_the_form():
        chosen = to_print(competition_state(ctx(), competition), tuple(sorted(wanted)))
    name = word(lang(), "review.certificates", campaign=made.title)
    back = url_for("organiser.certificates", competition=competition)
    return begin_making(competition, f"{name}.docx", back, _printing(competition, made, chosen, name))


@contextmanager
def fault_of_the_form() -> Iterator[None]:
    """A certificate that is not there comes back as a fault of the form."""
    try:
        yield
    except NotFound as error:
        raise Invalid(error.code, **error.fields) from error


def _check() -> str:
    """Where a holder asks about a certificate."""
    return reached_at(url_for("certificate.ask"))


def _printing(competition: str, made: Given, chosen: Sequence[TeamCertificate], name: str) -> Make:
    """What makes these certificates beside the request, and then counts them as printed: a file that is handed over
    says how often, and one that could not be made counts for nothing."""
    count = _counting(competition, chosen)
    listed = certificates_of(made, chosen, _check())
    own, files, language, with_pdf = _own(competition), ctx().files, lang(), bool(office.office())

    def make(progress: Progress) -> tuple[MadeFile, ...]:
        def step(no: int, total: int) -> None:
            progress(no, total + with_pdf)

        template = (
            pieces_of(files, own)
            if own
            else runtime.offload(partial(certificate_template.template, event=True), language)
        )
        title = own.name if own else "certificate.docx"
        data = child.read("certificates", title, template, decode, step, said=said(listed, language))
        ready = [MadeFile(f"{name}.docx", DOCX, data)]
        if with_pdf:
            progress(len(listed), len(listed) + 1)
            ready.append(MadeFile(f"{name}.pdf", PDF, office.to_pdf(data, "docx")))
        count()
        return tuple(ready)

    return make


def _counting(competition: str, chosen: Sequence[TeamCertificate]) -> Callable[[], None]:
    """What tells the ledger that these are printed; it raises ``Conflict("certificates-changed")`` where one of them
    was printed or taken back meanwhile, so that its file says something wrong."""
    command = PrintCertificates(tuple(one.no for one in chosen), tuple(len(one.printed) for one in chosen))
    tell = telling(competition, command)

    def count() -> None:
        try:
            tell()
        except (Refused, Conflict) as error:
            raise Conflict("certificates-changed") from error

    return count


@bp.post("/competitions/<competition>/certificates/<int:no>/hand")
@form_of(lambda competition, no, error=None: certificates(competition, error))
def hand_certificate(competition: str, no: int) -> ResponseReturnValue:
    """It was handed to this person."""
    with fault_of_the_form():
        act(competition, HandCertificate(no, request.form.get("to", "")[:200]))
    return done("certificate-handed", "certificates", competition=competition, **_here())


@bp.post("/competitions/<competition>/certificates/<int:no>/revoke")
@form_of(lambda competition, no, error=None: certificates(competition, error))
def revoke_certificate(competition: str, no: int) -> ResponseReturnValue:
    """It is good no longer."""
    with fault_of_the_form():
        act(competition, RevokeCertificate(no))
    return done("certificate-revoked", "certificates", competition=competition, **_here())


@bp.get("/competitions/<competition>/certificates/template.docx")
def event_template(competition: str) -> Response:
    """The template that comes with the program, to be changed in Word."""
    competition_record(competition)
    data = runtime.offload(partial(certificate_template.template, event=True), lang())
    return download(data, DOCX, f"{word(lang(), 'certificate.title')}.docx")


@bp.post("/competitions/<competition>/certificates/template")
@form_of(certificates)
def bring_event_template(competition: str) -> ResponseReturnValue:
    """Keep the organiser's own template, or remove it."""
    owner, old = owner_of_template(competition), _own(competition)
    competition_record(competition)
    if "remove" in request.form:
        if old is not None:
            remove_attachment(ctx(), attachment_id=old.id)
        return done("template-removed", "certificates", competition=competition)
    given_name, data = upload()
    name = kept_name(given_name, "docx")
    check_file_size(TEMPLATE, name, len(data))
    found = child.read("attachment", name, data, partial(from_json, Recognised))
    check_kind(TEMPLATE, name, found)
    _try(name, data)
    keep_attachment(
        ctx(),
        attachment_id=ctx().ids.new(),
        owner=owner,
        field=TEMPLATE,
        name=name,
        found=found,
        sha256=runtime.offload(ctx().files.keep, [data]),
        size=len(data),
        by=actor().id,
        replaces=old.id if old else "",
    )
    return done("template-kept", "certificates", competition=competition)


def _try(name: str, data: bytes) -> None:
    """Fill a template once; raises ``Invalid`` with what it has that cannot be filled, also for no Word document."""
    try:
        child.read("certificates", name, data, decode, said=said((TRIAL,), lang()))
    except Unreadable as unreadable:
        raise Invalid("certificate-template-faulty", problem=unreadable.problem.code) from unreadable
