"""Certificates at the study office: from the template that comes with the program, or from the organiser's own.

A template is opened in a process of its own, and tried with made-up values before it is kept: what it cannot fill is
named then, not when the certificates are printed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from typing import Any, cast

from flask import Response, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import DOCX, download
from scoreboard.blueprints.review.brought_forms import attach_one, body_limit, remove_brought
from scoreboard.blueprints.review.desk import ctx, form_of
from scoreboard.blueprints.review.office.desk import bp, done
from scoreboard.blueprints.review.office.papers import asked_for, papers
from scoreboard.blueprints.review.pages import pieces_of
from scoreboard.exports.papers import certificate_template, of_review
from scoreboard.exports.papers.certificates import FIELDS, Certificate, decode, said
from scoreboard.exports.papers.words import word
from scoreboard.server import child, runtime
from scoreboard.web.security import give_turn_back, limit_body
from scoring.attachments.kinds import Recognised, kept_name
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid, WrongStage
from scoring.engine.rulefile.printed import Lang
from scoring.tables.problems import Unreadable
from scoring.usecases.attachments import check_file_size, check_kind
from scoring.usecases.review.brought import CERTIFICATE, owner_of_template, template_of

TRIAL = Certificate(**dict.fromkeys(FIELDS, "甲"))
"""What a template is tried with."""


@bp.record
def _set_up(state: BlueprintSetupState) -> None:
    limit = body_limit({CERTIFICATE.id: CERTIFICATE}, "office")
    limit_body(cast(Any, state.app), "review_office.bring_template", limit)


@bp.get("/certificates")
@form_of(papers)
def certificates(review: str) -> Response:
    """A certificate for each winner, in one Word document."""
    asked = asked_for("certificates", review, "all")
    made = of_review.certificates_of(asked.state, asked.lang)
    if not made:
        raise WrongStage("decision-missing", award="")
    give_turn_back()
    own = template_of(ctx(), review)
    data = (
        _filled(own.name, pieces_of(ctx().files, own), made, asked.lang)
        if own is not None
        else _filled("certificate.docx", _built_in(asked.lang), made, asked.lang)
    )
    return download(data, DOCX, f"{word(asked.lang, 'review.certificates', campaign=asked.state.rules.name)}.docx")


@bp.get("/certificates/template.docx")
def built_in_template(review: str) -> Response:
    """The template that comes with the program, to be changed in Word."""
    lang = asked_for("template", review, "all").lang
    return download(_built_in(lang), DOCX, f"{word(lang, 'certificate.title')}.docx")


@bp.post("/certificates/template")
@form_of(papers)
def bring_template(review: str) -> ResponseReturnValue:
    """Keep the organiser's own template, or remove it."""
    owner = owner_of_template(review)
    if remove_brought(owner):
        return done(review, "template-removed", "papers")
    given = request.files.get(CERTIFICATE.id)
    if given is None or not given.filename:
        raise Invalid("file-needed")
    with closing(given.stream) as file:
        name, data = kept_name(given.filename, "docx"), file.read()
    check_file_size(CERTIFICATE, name, len(data))
    give_turn_back()
    check_kind(CERTIFICATE, name, child.read("attachment", name, data, partial(from_json, Recognised)))
    _filled(name, data, (TRIAL,), asked_for("template", review, "all").lang)
    attach_one(owner, CERTIFICATE, name, io.BytesIO(data))
    return done(review, "template-kept", "papers")


def _built_in(lang: Lang) -> bytes:
    return runtime.offload(certificate_template.template, lang)


def _filled(name: str, data: bytes | Iterable[bytes], made: Iterable[Certificate], lang: Lang) -> bytes:
    """The certificates from this template; raises ``Invalid``, also for what is no Word document."""
    try:
        return child.read("certificates", name, data, decode, said=said(tuple(made), lang))
    except Unreadable as unreadable:
        raise Invalid("certificate-template-faulty", problem=unreadable.problem.code) from unreadable
