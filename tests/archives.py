"""A review that is over, and its archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.review.archive import Archive
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import archive_source
from scoring.usecases.review.objections import take_objection
from tests.fakes import FakeClock, fake_context
from tests.reviews import Campaign, lead, noon, set_up_review


def finished_review() -> Campaign:
    """A review that is over: an objection was refused, the result is public."""
    ctx = fake_context(clock=FakeClock(noon(date(2012, 5, 7))))
    made = set_up_review(ctx, "decide")
    take_objection(
        ctx, actor=made.actor("office"), review_id=made.review.id, key="o1", notice=1, by="person",
        name="赵六", contact="13900000000", text="材料不实", nomination=1,
    )  # fmt: skip
    made.give("office", AdmitObjection(1, admit=True))
    made.give("office", CloseObjection(1, upheld=False, text="经查属实"))
    lead(made, "decide", "publish")
    return made


def hosted_review() -> Campaign:
    """A review that is over, of activities whose hosts are not the villages that recommend them."""
    ctx = fake_context(clock=FakeClock(noon(date(2012, 5, 7))))
    made = set_up_review(ctx, "publish", award="activity")
    lead(made, "publish")
    return made


def written(campaign: Campaign, folder: Path) -> Path:
    """The archive of the review as a file."""
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    file = folder / "review.zip"
    file.write_bytes(b"".join(archive_pieces(parts_of(source), source, campaign.ctx.files)))
    return file


def read(file: Path) -> Archive:
    opened = ArchiveFile(file)
    try:
        assert opened.differences() == ()
        return opened.read()
    finally:
        opened.close()
