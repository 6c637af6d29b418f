"""A review that came in an archive: the same, entry for entry; nothing goes on in it but the reveal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.codec import to_json
from scoring.engine.errors import Broken, Conflict, Refused
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.commands_decision import (
    BeginReveal,
    CueScreen,
    PutForward,
    RevealNext,
)
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.perform import perform, state_of, tick
from scoring.usecases.records import Organisation
from scoring.usecases.review.archive import archive_source, carry_archive
from scoring.usecases.review.drafts import save_draft
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.missing import missing_of
from scoring.usecases.review.records import NominationText, Objector
from scoring.usecases.review.seats import issue_seat, issue_seats, missing_seats
from scoring.usecases.tickets import actor_of
from tests.archives import finished_review, read, written
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, noon, set_up_review
from tests.unit.usecases.review.personal_files import with_files


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """A review that is over."""
    return finished_review()


def carried(campaign: Campaign, folder: Path) -> Context:
    """A hall's laptop into which the review was carried, on the day of the commendation."""
    laptop = fake_context(clock=FakeClock(noon(date(2012, 11, 20))))
    file = ArchiveFile(written(campaign, folder))
    carry_archive(laptop, actor=LOCAL, archive=file.read(), bytes_of=file.bytes_of)
    file.close()
    return laptop


def test_a_review_is_carried_into_a_hall_and_revealed_there(campaign: Campaign, tmp_path: Path) -> None:
    laptop = carried(campaign, tmp_path)
    stream = stream_of(campaign.review.id)
    assert state_of(laptop, REVIEW, stream) == campaign.state
    host = issue_seat(laptop, actor=LOCAL, review_id=campaign.review.id, role="host")
    for key, command in (("s", CueScreen(1)), ("t", CueScreen()), ("a", BeginReveal(AWARD)), ("b", RevealNext(0))):
        perform(laptop, REVIEW, stream, command=command, key=key, actor=actor_of(host.ticket))
    assert state_of(laptop, REVIEW, stream).reveal.shown == 1
    with laptop.store.read() as uow:
        assert uow.of(NominationText).all()[0].values["nominee"] == ("甲村党支部",)
        assert not any(text.personal or text.salt for text in uow.of(NominationText).all())
        assert not uow.of(Objector).all()
        village = uow.of(Organisation).get("village1")
        assert (village.name, village.category, village.contact, village.phone) == ("甲村", "village", "", "")


def test_nothing_but_the_screen_and_the_reveal_goes_on_in_a_carried_review(campaign: Campaign, tmp_path: Path) -> None:
    laptop = carried(campaign, tmp_path)
    stream = stream_of(campaign.review.id)
    office = issue_seat(laptop, actor=LOCAL, review_id=campaign.review.id, role="office")
    with pytest.raises(Refused) as refused:
        perform(
            laptop, REVIEW, stream, command=PutForward(AWARD, (1,)), key="p", actor=actor_of(office.ticket)
        )  # fmt: skip
    assert refused.value.code == "review-carried"
    laptop.clock.reach(noon(date(2014, 1, 1)))
    tick(laptop, REVIEW, stream)
    assert state_of(laptop, REVIEW, stream).personal_deleted


def test_a_review_is_carried_in_once_and_only_if_it_is_right(campaign: Campaign, tmp_path: Path) -> None:
    laptop = carried(campaign, tmp_path)
    file = ArchiveFile(written(campaign, tmp_path))
    archive = file.read()
    with pytest.raises(Conflict) as twice:
        carry_archive(laptop, actor=LOCAL, archive=archive, bytes_of=file.bytes_of)
    assert twice.value.code == "review-exists"
    with pytest.raises(Broken) as wrong:
        carry_archive(
            fake_context(),
            actor=LOCAL,
            archive=replace(archive, given={**archive.given, "texts": []}),
            bytes_of=file.bytes_of,
        )
    assert wrong.value.code == "archive-differs"
    file.close()


def test_a_file_that_the_ledger_does_not_name_is_no_part_of_an_archive(tmp_path: Path) -> None:
    campaign = finished_review()
    draft = campaign.state.nominations[1].form.draft
    sha256 = campaign.ctx.files.keep([b"scan"])
    attached = Attachment("a1", draft, "papers", "scan.pdf", "pdf", "application/pdf", sha256, 4, 1, "ticket:u", 0)
    with campaign.ctx.store.write() as uow:
        uow.of(Attachment).put(attached)
        uow.commit()
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    assert source.given["attachments"] == []  # the ledger does not name it, so it is no part of the record
    laptop = fake_context()
    file = ArchiveFile(written(campaign, tmp_path))
    archive = file.read()
    foreign = replace(archive, given={**archive.given, "attachments": [to_json(attached)]})
    with pytest.raises(Broken) as refused:
        carry_archive(laptop, actor=LOCAL, archive=foreign, bytes_of=file.bytes_of)
    assert refused.value.fields["place"] == "attachments.a1"
    file.close()


def test_an_attached_file_goes_along_with_its_bytes_and_stays_attached(tmp_path: Path) -> None:
    made = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "nominate")
    sha256 = made.ctx.files.keep([b"scan"])
    values = {"nominee": ("甲村党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    unit = made.actor("unit 甲村")
    draft = save_draft(made.ctx, actor=unit, review_id=made.review.id, award=AWARD, values=values | personal)
    attached = Attachment("a1", draft.id, "papers", "scan.pdf", "pdf", "application/pdf", sha256, 4, 1, unit.id, 0)
    with made.ctx.store.write() as uow:
        uow.of(Attachment).put(attached)
        uow.commit()
    made.give("unit 甲村", SubmitNomination(draft.id, draft.revision))
    laptop = fake_context(clock=FakeClock(noon(date(2012, 11, 20))))
    file = ArchiveFile(written(made, tmp_path))
    carry_archive(laptop, actor=LOCAL, archive=file.read(), bytes_of=file.bytes_of)
    file.close()
    with laptop.store.read() as uow:
        assert uow.of(Attachment).all(owner=draft.id) == (replace(attached, by=""),)
    assert laptop.files.part(sha256, 0, 10) == b"scan"


def test_personal_files_and_the_scan_of_the_form_are_named_in_the_archive_and_left_out_of_it(tmp_path: Path) -> None:
    made = with_files()
    archive = read(written(made, tmp_path))
    assert [(one["what"], one["kept"]) for one in archive.given["files"]] == [("papers", False), ("sealed", False)]
    assert archive.given["attachments"] == []
    assert not [one for one in archive.manifest["parts"] if one["path"].startswith("files/")]
    assert check_archive(archive) == ()


def test_in_the_hall_the_seats_of_the_hall_are_issued_and_nothing_else_is_missing(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, review = carried(campaign, tmp_path), campaign.review.id
    assert missing_of(laptop, review) == ()
    issued = issue_seats(laptop, actor=LOCAL, review_id=review)
    assert [one.ticket.role for one in issued] == ["host", "display", "office"]
    assert missing_seats(laptop, review) == ()
