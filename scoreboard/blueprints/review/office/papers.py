"""The papers of a review at the study office: each as a page to be printed, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import XLSX, document, download
from scoreboard.blueprints.review.desk import ctx, review_state
from scoreboard.blueprints.review.making import texts_by_draft
from scoreboard.blueprints.review.office.desk import bp, nomination_of, number, show
from scoreboard.exports.papers import of_review, of_shortlist, page
from scoreboard.exports.papers.ballots import MOST_BALLOTS, ballot_papers, tally_sheet
from scoreboard.exports.papers.blocks import Paper, Signature, joined
from scoreboard.exports.papers.certificates import FIELDS
from scoreboard.exports.papers.commendation import commendation_paper
from scoreboard.exports.papers.forms import form_paper, form_title
from scoreboard.exports.papers.lists import (
    AwardList,
    collected_table,
    forward_paper,
    forward_table,
    list_xlsx,
    media_paper,
)
from scoreboard.exports.papers.marks import MarkSummary, marks_paper, marks_xlsx
from scoreboard.exports.papers.minutes import minutes_paper
from scoreboard.exports.papers.notice import notice_paper, television_paper
from scoreboard.exports.papers.published import published_notice
from scoreboard.exports.papers.revocation import revocation_paper
from scoreboard.exports.papers.rules import rules_paper
from scoreboard.exports.papers.shortlist import shortlist_paper
from scoreboard.exports.papers.sign_offs import sign_off_paper
from scoreboard.exports.papers.words import with_unit, word
from scoreboard.i18n.request import lang as asked_lang
from scoreboard.server import runtime
from scoring.engine.errors import Invalid, NotFound, WrongStage
from scoring.engine.review import guards
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.review.brought import CERTIFICATE, template_of
from scoring.usecases.review.records import NominationText


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that is asked for: of which state, and ``which`` of its kind (a nomination, an award, a notice), "" for
    one that there is once.  ``drafts``: the texts that it needs, by their ids · ``copies``: how many sheets of it ·
    how it is ``issued``, where the page says so.

    It is made beside the server's work, so it knows no request and no database.
    """

    state: ReviewState
    which: str
    lang: Lang
    drafts: Mapping[str, NominationText] = field(default_factory=dict)
    copies: int = 1
    issued: of_review.Issued | None = None

    @property
    def texts(self) -> of_review.Texts:
        """The newest text of each nomination that the paper needs."""
        found = self.state.nominations.values()
        return {one.no: self.drafts[one.form.draft] for one in found if one.form.draft in self.drafts}


def _lang() -> Lang:
    return "en" if asked_lang() == "en" else "zh"


def _copies() -> int:
    """How many sheets the address asks for; raises ``Invalid("input-wrong")``."""
    copies = number(request.args.get("copies", "1"))
    if not 1 <= copies <= MOST_BALLOTS:
        raise Invalid("input-wrong", places=str(copies))
    return copies


def _winners(asked: Asked) -> Iterable[Nomination]:
    """Those on whom something was decided."""
    numbers = {no for made in asked.state.decisions for no in made.winners}
    return (asked.state.nominations[no] for no in sorted(numbers))


def _standing(asked: Asked) -> tuple[Nomination, ...]:
    """Those of an award that were not withdrawn or refused."""
    award = guards.need_award(asked.state, asked.which)
    return tuple(one for one in asked.state.of_award(award.id) if not one.over)


def _going_up(asked: Asked) -> tuple[Nomination, ...]:
    """Those that are put forward to the higher level, award by award, but for whose award was taken back."""
    state = asked.state
    return tuple(
        state.nominations[no]
        for award in state.rules.awards
        for no in state.forward.get(award.id, ())
        if state.revoked(award.id, no) is None
    )


NEEDS: Mapping[str, Callable[[Asked], Iterable[Nomination]]] = {
    "form": lambda asked: (nomination_of(asked.state, asked.which),),
    "forms": _standing,
    "forward-forms": _going_up,
    **dict.fromkeys(("forward", "media"), _winners),
}
"""Whose texts a paper needs."""


def asked_for(kind: str, review: str, which: str) -> Asked:
    """The paper that this request asks for, with what it needs from the database."""
    asked = Asked(review_state(review), which, _lang(), copies=_copies(), issued=_issued())
    wanted = NEEDS[kind](asked) if kind in NEEDS else ()
    return replace(asked, drafts=texts_by_draft(one.form.draft for one in wanted))


def _rules(asked: Asked) -> Paper:
    return rules_paper(asked.state.rules, asked.lang)


def _form(asked: Asked) -> Paper:
    return _form_of(asked, nomination_of(asked.state, asked.which))


def _form_of(asked: Asked, one: Nomination) -> Paper:
    award, text = guards.need_award(asked.state, one.award), asked.drafts.get(one.form.draft)
    made = form_paper(asked.state.rules, award, of_review.form_values(text) if text else {}, asked.lang)
    return replace(made, name=with_unit(asked.lang, made.name, one.nominee))


def _forms(asked: Asked) -> Paper:
    """The forms of all nominations of an award that stand; raises ``NotFound`` where there is none."""
    award, standing = guards.need_award(asked.state, asked.which), _standing(asked)
    if not standing:
        raise NotFound("page-not-found")
    name = word(asked.lang, "form.all", form=form_title(award, asked.lang), count=len(standing))
    return joined([_form_of(asked, one) for one in standing], name)


def _sign_off(asked: Asked) -> Paper:
    one = nomination_of(asked.state, asked.which)
    award = guards.need_award(asked.state, one.award)
    return sign_off_paper(asked.state.rules, award, one.nominee, one.unit_name, asked.lang)


def _marks(asked: Asked) -> Paper:
    award = guards.need_award(asked.state, asked.which)
    name = word(asked.lang, "marks.title", award=award.name)
    return joined([marks_paper(one, asked.lang) for one in _summaries(asked)], name)


def _summaries(asked: Asked) -> list[MarkSummary]:
    """The summaries of an award's locked stages; raises ``WrongStage("marks-not-locked")`` where there is none."""
    award = guards.need_award(asked.state, asked.which)
    stages = asked.state.rules.mark_stages()
    made = [of_review.mark_summary(asked.state, award, stage, asked.lang) for stage in stages]
    found = [one for one in made if one is not None]
    if not found:
        raise WrongStage("marks-not-locked", award=award.name)
    return found


def _notice(asked: Asked) -> Paper:
    opened = guards.need_notice(asked.state, number(asked.which))
    return notice_paper(published_notice(opened, asked.lang), asked.lang)


def _television(asked: Asked) -> Paper:
    opened = guards.need_notice(asked.state, number(asked.which))
    return television_paper(published_notice(opened, asked.lang), asked.lang)


def _minutes(asked: Asked) -> Paper:
    meetings = of_review.minutes_of(asked.state, asked.lang)
    if not meetings:
        raise WrongStage("decision-missing", award="")
    name = word(asked.lang, "minutes.all", campaign=asked.state.rules.name)
    return joined([minutes_paper(one, asked.lang) for one in meetings], name)


def _shortlist(asked: Asked) -> Paper:
    """The meeting that fixed the list of an award, or all such meetings, each on a page of its own."""
    state = asked.state
    if asked.which == "all":
        awards = [one for one in state.rules.awards if one.id in state.shortlists]
    else:
        awards = [guards.need_award(state, asked.which)]
    if not awards:
        raise WrongStage("shortlist-missing", award="")
    name = word(asked.lang, "shortlist.all", campaign=state.rules.name)
    meetings = [of_shortlist.list_minutes_of(state, award, asked.lang) for award in awards]
    return joined([shortlist_paper(one, asked.lang) for one in meetings], name)


def _commendation(asked: Asked) -> Paper:
    kind = "circular" if asked.which == "circular" else "decision"
    made = of_review.commendation_of(asked.state, kind, asked.lang, asked.issued)
    if not made.awards:
        raise WrongStage("decision-missing", award="")
    return commendation_paper(made, asked.lang)


def _revocation(asked: Asked) -> Paper:
    if not asked.state.revocations:
        raise NotFound("page-not-found")
    return revocation_paper(of_review.revocation_of(asked.state), asked.lang)


def _ballots(asked: Asked) -> Paper:
    """As many ballot papers as the campaign's body has members at most; each has its number."""
    vote = of_review.vote_of(asked.state, guards.need_award(asked.state, asked.which))
    return joined(ballot_papers(vote, asked.copies, asked.lang))


def _tally_sheet(asked: Asked) -> Paper:
    return tally_sheet(of_review.vote_of(asked.state, guards.need_award(asked.state, asked.which)), asked.lang)


def _forward_lists(asked: Asked) -> tuple[AwardList, ...]:
    """Who goes up; raises ``NotFound`` where nobody was chosen, so that no empty list is signed."""
    lists = of_review.forward_lists(asked.state, asked.texts)
    if not lists:
        raise NotFound("page-not-found")
    return lists


def _forward(asked: Asked) -> Paper:
    lists = _forward_lists(asked)
    rules = asked.state.rules
    return forward_paper(rules.name, lists, Signature((rules.organiser,), None), asked.lang)


def _forward_forms(asked: Asked) -> Paper:
    """The forms of all that go up, which go with their list; raises ``NotFound`` where nobody was chosen."""
    going = _going_up(asked)
    if not going:
        raise NotFound("page-not-found")
    name = word(asked.lang, "forward.forms", campaign=asked.state.rules.name)
    return joined([_form_of(asked, one) for one in going], name)


def _media(asked: Asked) -> Paper:
    lists = of_review.winners_with_deeds(asked.state, asked.texts)
    if not lists:
        raise WrongStage("decision-missing", award="")
    return media_paper(asked.state.rules.name, lists, asked.lang)


PAPERS: Mapping[str, Callable[[Asked], Paper]] = {
    "rules": _rules,
    "form": _form,
    "forms": _forms,
    "sign-off": _sign_off,
    "marks": _marks,
    "notice": _notice,
    "television": _television,
    "shortlist": _shortlist,
    "minutes": _minutes,
    "commendation": _commendation,
    "revocation": _revocation,
    "forward": _forward,
    "forward-forms": _forward_forms,
    "ballots": _ballots,
    "tally-sheet": _tally_sheet,
    "media": _media,
}
"""The papers that are documents, by the name in their address."""


def _collected_xlsx(asked: Asked) -> tuple[str, bytes]:
    award = guards.need_award(asked.state, asked.which) if asked.which != "all" else None
    office = asked.state.rules.organiser
    table = collected_table(asked.state.rules.name, office, of_review.collected(asked.state, award), asked.lang)
    name = word(asked.lang, "collected.title", campaign=asked.state.rules.name)
    return with_unit(asked.lang, name, award.name) if award else name, list_xlsx(table)


def _forward_xlsx(asked: Asked) -> tuple[str, bytes]:
    lists = _forward_lists(asked)
    table = forward_table(asked.state.rules.name, lists, asked.lang)
    return word(asked.lang, "forward.title", campaign=asked.state.rules.name), list_xlsx(table)


def _marks_xlsx(asked: Asked) -> tuple[str, bytes]:
    award = guards.need_award(asked.state, asked.which)
    return word(asked.lang, "marks.title", award=award.name), marks_xlsx(*_summaries(asked), lang=asked.lang)


BOOKS: Mapping[str, Callable[[Asked], tuple[str, bytes]]] = {
    "collected": _collected_xlsx,
    "forward": _forward_xlsx,
    "marks": _marks_xlsx,
}
"""The papers that are workbooks: name and bytes."""


@bp.get("/papers")
def papers(review: str, error: Any = None) -> str:
    """Every paper that there is now."""
    state = review_state(review)
    locked = [one for one in state.rules.awards if any(it.locked for it in state.judging_of(one.id))]
    own = template_of(ctx(), review)
    values = {"locked": locked, "own_template": own, "template_field": CERTIFICATE, "fields": FIELDS}
    return show("papers.html", review, state, error, here="papers", **values)


@bp.get("/papers/<kind>/<which>")
def paper(review: str, kind: str, which: str) -> str:
    """One paper as a page to be printed."""
    asked = asked_for(kind, review, which)
    made = _made(kind, asked)
    parts = page.kinds(made)
    return show(
        "paper.html", review, asked.state, here="papers", paper=made, parts=parts, date_line=page.date_line, kind=kind,
        which=which, issued=_issued(), said=_said(),
    )  # fmt: skip


@bp.get("/papers/<kind>/<which>/docx")
def paper_docx(review: str, kind: str, which: str) -> ResponseReturnValue:
    """One paper as a Word document."""
    made = _made(kind, asked_for(kind, review, which))
    return document(made)


ISSUED = ("number", "to", "on", "head")
"""What the page of a document asks for before it is issued; it stands in the address and is not kept."""


def _said() -> dict[str, str]:
    """What of this the address says, so that the Word document says the same as the page."""
    return {name: text for name in ISSUED if (text := request.args.get(name, "").strip()[:200])}


def _issued() -> of_review.Issued:
    """How the address says that a document is issued; a day that is none is written by hand."""
    said, on = _said(), None
    with suppress(ValueError):
        on = date.fromisoformat(said.get("on", ""))
    return of_review.Issued(said.get("number", ""), said.get("to", ""), on, "head" in said)


def _made(kind: str, asked: Asked) -> Paper:
    builder = PAPERS.get(kind)
    if builder is None:
        raise NotFound("page-not-found")
    return runtime.offload(builder, asked)


@bp.get("/papers/<kind>/<which>/xlsx")
def paper_xlsx(review: str, kind: str, which: str) -> Response:
    """One paper as a workbook."""
    builder = BOOKS.get(kind)
    if builder is None:
        raise NotFound("page-not-found")
    name, data = runtime.offload(builder, asked_for(kind, review, which))
    return download(data, XLSX, f"{name}.xlsx")
