"""The public notices of a review, and its result."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Literal

from flask import Response, render_template

from scoreboard.blueprints.review.desk import ctx
from scoreboard.blueprints.review.public.desk import Seen, bp, cached, seen, told
from scoreboard.exports.papers import page
from scoreboard.exports.papers.notice import notice_paper
from scoreboard.exports.papers.published import published_notice, versions, winners_lists
from scoreboard.exports.papers.titles import parted
from scoreboard.web.rare_signs import are_rare
from scoring.engine.errors import NotFound
from scoring.engine.review import notices
from scoring.engine.review.state import PublicNotice
from scoring.usecases.records import Organisation

Standing = Literal["standing", "over", "replaced"]


@bp.get("/<review>")
def index(review: str) -> Response:
    """Every notice of the review that has begun, the newest first, and the way to the result."""
    public = seen(review)
    lines = [(one, standing_of(public, one), _names_of_awards(one)) for one in reversed(public.notices)]
    return cached(render_template("public/index.html", public=public, lines=lines))


@bp.get("/<review>/<int:no>")
def notice(review: str, no: int) -> Response:
    """One notice: basis, process, lists, days, how to object and with whom; what proves it later."""
    public = seen(review)
    found = public.notice(no)
    paper = notice_paper(published_notice(found, told()), told())
    return cached(
        render_template(
            "public/notice.html",
            public=public,
            notice=found,
            paper=paper,
            title_parts=parted(paper.name),
            parts=page.body(paper),
            date_line=page.date_line,
            standing=standing_of(public, found),
            newer=newer_of(public, found),
            rare=are_rare(line.nominee + line.unit for line in found.shown),
        )
    )


@bp.get("/<review>/<int:no>/list.json")
def notice_list(review: str, no: int) -> Response:
    """The very bytes whose SHA-256 the notice prints."""
    found = seen(review).notice(no)
    text = notices.public_text(found.shown, found.first, found.last).encode("utf-8")
    answer = cached(text, "application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="notice-{no}.json"'
    return answer


@bp.get("/<review>/result")
def result(review: str) -> Response:
    """The winners of every award whose result is public, each with the category of its organisation where the register
    has that, and whose award was taken back."""
    return _result(review, None)


@bp.get("/<review>/result/<int:version>")
def result_before(review: str, version: int) -> Response:
    """The result as it could be read before awards were taken back, or before further awards were public."""
    return _result(review, version)


def _result(review: str, no: int | None) -> Response:
    public = seen(review)
    made = versions(public.state) if public.result else ()
    shown = made[-1] if made and no is None else next((one for one in made if one.no == no), None)
    if shown is None:
        raise NotFound("page-not-found")
    lists = winners_lists(public.state, shown)
    lost = {award.name: shown.of(public.state, award) for award in public.state.rules.awards}
    names = [winner for one in lists for winner in one.names] + [one for own in lost.values() for one, _ in own]
    page = render_template(
        "public/result.html",
        public=public,
        lists=lists,
        lost=lost,
        versions=made,
        shown=shown,
        categories=_categories(winner.unit for winner in names),
        rare=are_rare(winner.name + winner.unit for winner in names),
    )
    return cached(page)


def standing_of(public: Seen, found: PublicNotice) -> Standing:
    """Whether a notice stands today, is over, or was replaced for all of its awards."""
    if set(notices.replaced_by(public.state, found, public.day)) == set(found.awards):
        return "replaced"
    return "over" if public.day > found.last else "standing"


def newer_of(public: Seen, found: PublicNotice) -> list[tuple[int, list[str]]]:
    """The notices that stand in the place of this one, by their numbers, each with the names of the awards for which it
    does."""
    newer = notices.replaced_by(public.state, found, public.day)
    numbers = sorted({one.no for one in newer.values()})
    return [(no, _names_of_awards(found, {award for award, one in newer.items() if one.no == no})) for no in numbers]


def _names_of_awards(found: PublicNotice, only: Container[str] | None = None) -> list[str]:
    assert found.rules is not None
    return [award.name for award in found.rules.awards if award.id in (found.awards if only is None else only)]


def _categories(units: Iterable[str]) -> dict[str, str]:
    """The category of each of these organisations that the register has, by its name."""
    with ctx().store.read() as uow:
        return {one.name: one.category for one in uow.of(Organisation).all(name=frozenset(units))}
