"""A filled-in recommendation form (推荐表) as a page that prints."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template

from scoreboard.blueprints.organiser.desk import lang
from scoreboard.exports.papers import page
from scoreboard.exports.papers.forms import form_paper
from scoring.engine.review.campaign import Award, Campaign


def printed_form(campaign: Campaign, award: Award, values: Mapping[str, tuple[str, ...]]) -> str:
    """The form with its empty boxes for opinions, signatures and seals."""
    paper = form_paper(campaign, award, values, lang())
    return render_template(
        "review/unit/print.html", paper=paper, parts=page.kinds(paper), date_line=page.date_line, title=paper.name
    )
