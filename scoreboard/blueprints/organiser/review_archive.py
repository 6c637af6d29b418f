"""The archive of a review, to download."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from flask import Response
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, form_of
from scoreboard.blueprints.organiser.reviews import review_page
from scoreboard.blueprints.review.making import off_hub
from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.server import runtime
from scoring.usecases.review.archive import archive_source


def _refused(review: str, error: Mapping[str, object] | None = None) -> str:
    return review_page(review, error)


@bp.get("/reviews/<review>/archive")
@form_of(_refused)
def download_review_archive(review: str) -> ResponseReturnValue:
    """Everything from which the review can be recomputed, sent in pieces: its files may have gigabytes."""
    source = archive_source(ctx(), actor=actor(), review_id=review, pause=partial(runtime.sleep, 0))
    parts = runtime.offload(parts_of, source)
    answer = Response(off_hub(archive_pieces(parts, source, ctx().files)), mimetype="application/zip")
    name = quote(f"{source.review.title}.zip", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
