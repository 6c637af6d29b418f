"""数据与个人信息说明 of a competition and of a review, as a page and as a Word document."""

from __future__ import annotations

from flask import Response, url_for

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import bp, ctx, document, lang, say, show_paper
from scoreboard.blueprints.organiser.review_desk import review_state
from scoreboard.exports.papers.data_note import DataNote, data_note
from scoring.engine.review.campaign_reader import read_campaign
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.review import reviews


@bp.get("/competitions/<competition>/data-note")
def competition_data_note(competition: str) -> str:
    """What is kept of the people of a competition, to be printed."""
    return show_paper(
        data_note(_of_competition(competition)),
        back=url_for("organiser.competition", competition=competition),
        docx=url_for("organiser.competition_data_note_docx", competition=competition),
    )


@bp.get("/competitions/<competition>/data-note/docx")
def competition_data_note_docx(competition: str) -> Response:
    """The same as a Word document."""
    return _document(_of_competition(competition))


@bp.get("/reviews/<review>/data-note")
def review_data_note(review: str) -> str:
    """What is kept of the people of a review, to be printed."""
    return show_paper(
        data_note(_of_review(review)),
        back=url_for("organiser.review_page", review=review),
        docx=url_for("organiser.review_data_note_docx", review=review),
    )


@bp.get("/reviews/<review>/data-note/docx")
def review_data_note_docx(review: str) -> Response:
    """The same as a Word document."""
    return _document(_of_review(review))


def _document(given: DataNote) -> Response:
    made = data_note(given)
    return document(made)


def _of_competition(competition: str) -> DataNote:
    record, rules = competition_record(competition), competition_state(ctx(), competition).rules
    until = rules.erase_on if rules else None
    return DataNote("competition", record.title, record.organiser, rules is not None, until, say(), lang())


def _of_review(review: str) -> DataNote:
    rules = review_state(review).campaign or read_campaign(reviews.review_of(ctx(), review).campaign)
    return DataNote("review", rules.name, rules.organiser, True, rules.personal_until, say(), lang())
