"""The documents of a department's answer, a finding and a decision: brought, opened, in entry and archive."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.errors import NotFound
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.commands_nomination import RecordFinding
from scoring.sheets import campaign_text
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachments_of
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import archive_source, carry_archive
from scoring.usecases.review.brought import owner_of_document
from tests.conftest import Browser
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, noon, set_up_review
from tests.unit.attachments import papers
from tests.web.attached import begin, code_of, put
from tests.web.review.conftest import AtStage, Seated

FINDING = {"what": "inspection", "day": "2012-05-06", "people": "张三、李四", "found": "属实"}
DECISION = {"verdict": "pass", "members": "9", "present": "8", "yes": "8", "no": "0", "abstain": "0", "seen": "0"}


def page(campaign: Campaign, browser: Browser, path: str) -> str:
    return browser.get(f"/r/{campaign.review.id}/{path}?seat={browser.seat}").get_data(as_text=True)


def send(campaign: Campaign, browser: Browser, path: str, files: dict[str, tuple[str, bytes]], **form: str):
    data = {field: (io.BytesIO(content), name) for field, (name, content) in files.items()}
    return browser.post(f"/r/{campaign.review.id}/{path}?seat={browser.seat}", data={**form, **data})


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    return campaign_at("vet")


@pytest.fixture
def office(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "office")


def test_a_finding_comes_with_its_document_which_stands_in_the_entry_and_is_opened_from_the_page(
    campaign: Campaign, office: Browser
) -> None:
    data = papers.pdf(2)
    sent = send(
        campaign, office, "office/nominations/1/finding", {"finding": ("考察报告.pdf", data)}, key="k", **FINDING
    )
    assert sent.status_code == 303
    one = campaign.state.nominations[1].findings[0]
    assert (one.document, one.document_name) == (hashlib.sha256(data).hexdigest(), "考察报告.pdf")
    shown = page(campaign, office, "office/nominations/1")
    link = re.search(r'href="(/review/attachments/[^"]+)">考察报告.pdf', shown)
    assert link
    assert office.get(link[1]).get_data() == data


def test_a_department_answers_with_a_document(services: wiring.Services, seated: Seated) -> None:
    text = f'{campaign_text("hongjiang-2012")}\n[[sign_off]]\ndepartment = "市纪委"\nabout = "廉洁自律"\n'
    campaign = set_up_review(services.ctx, "vet", text)
    office, form = seated(campaign, "office"), {"key": "k", "department": "市纪委", "agrees": "yes"}
    send(campaign, office, "office/nominations/1/sign-off", {"sign_off": ("答复.pdf", papers.pdf())}, **form)
    assert campaign.state.nominations[1].sign_offs[0].document_name == "答复.pdf"
    assert "答复.pdf" in page(campaign, office, "office/nominations/1")


def test_a_form_that_is_refused_keeps_its_document_and_a_button_removes_it(campaign: Campaign, office: Browser) -> None:
    path = "office/nominations/1/finding"
    form = {**FINDING, "day": "2032-01-01"}
    refused = send(campaign, office, path, {"finding": ("报告.pdf", papers.pdf())}, key="k", **form)
    shown = refused.get_data(as_text=True)
    assert refused.status_code == 400
    assert "报告.pdf" in shown
    assert 'name="key" value="k"' in shown
    (held,) = attachments_of(campaign.ctx, owner_of_document(campaign.review.id, "k"))
    bad = {"finding": ("坏.pdf", b"MZ" + bytes(200))}
    assert send(campaign, office, path, bad, key="k", **FINDING).status_code == 400
    assert attachments_of(campaign.ctx, held.owner) == (held,)
    send(campaign, office, path, {"finding": ("新.pdf", papers.pdf(3))}, key="k", **form)
    (held,) = attachments_of(campaign.ctx, held.owner)
    assert held.name == "新.pdf"
    assert send(campaign, office, path, {}, key="k", remove=held.id, **FINDING).status_code == 200
    assert attachments_of(campaign.ctx, held.owner) == ()
    assert campaign.state.nominations[1].findings == ()


def test_a_document_is_sent_in_parts_before_its_form_and_stays_as_it_is_after_it(
    campaign: Campaign, office: Browser
) -> None:
    owner, data = owner_of_document(campaign.review.id, "k"), papers.pdf()
    upload = begin(office, "报告.pdf", len(data), "finding", owner).get_json()
    put(office, upload["id"], 0, data)
    assert office.post(f"/api/attachments/uploads/{upload['id']}/finish").status_code == 200
    assert send(campaign, office, "office/nominations/1/finding", {}, key="k", **FINDING).status_code == 303
    assert campaign.state.nominations[1].findings[0].document_name == "报告.pdf"
    assert code_of(begin(office, "别的.pdf", 10, "finding", owner)) == (403, "attachment-closed")
    (held,) = attachments_of(campaign.ctx, owner)
    assert code_of(office.post(f"/api/attachments/{held.id}", method="DELETE")) == (403, "attachment-closed")


def test_nobody_but_the_office_opens_a_finding_and_nobody_else_brings_one(
    campaign: Campaign, office: Browser, seated: Seated, app: Flask
) -> None:
    send(campaign, office, "office/nominations/1/finding", {"finding": ("报告.pdf", papers.pdf())}, key="k", **FINDING)
    (held,) = attachments_of(campaign.ctx, owner_of_document(campaign.review.id, "k"))
    file = f"/review/attachments/{held.id}/file"
    for seat in ("unit 甲村", "endorser 甲镇", "clerk", "judge 评委甲", "chair", "approver", "host", "display"):
        other = seated(campaign, seat)
        assert other.get(file).status_code == 403, seat
        assert begin(other, "报告.pdf", 10, "finding", owner_of_document(campaign.review.id, "n")).status_code != 200
    assert Browser(app.test_client()).get(file).status_code == 401


def test_a_step_that_names_a_document_which_is_not_here_is_refused(campaign: Campaign) -> None:
    command = RecordFinding(1, "hearing", date(2012, 5, 6), "张三", "属实", "0" * 64, "无.pdf")
    with pytest.raises(NotFound, match="document-unknown"):
        campaign.give("office", command)


def decided(campaign_at: AtStage, seated: Seated, clock: FakeClock) -> tuple[Campaign, bytes]:
    campaign = campaign_at("decide")
    clock.time = noon(date(2012, 7, 20))
    approver, data = seated(campaign, "approver"), papers.pdf()
    winners = {f"place-{no}": str(place) for place, no in enumerate(campaign.state.shortlists[AWARD].order, start=1)}
    for body in campaign.state.rules.decision.by:
        form = {**DECISION, "key": f"key {body}", "body": body, "day": "2012-07-20", **winners}
        sent = send(campaign, approver, f"decisions/{AWARD}", {"decision": ("记录.pdf", data)}, **form)
        assert sent.status_code == 303, sent.get_data(as_text=True)
    return campaign, data


def test_a_decision_comes_with_the_scan_of_its_minutes_and_the_archive_carries_it_and_verifies(
    campaign_at: AtStage, seated: Seated, clock: FakeClock, tmp_path: Path
) -> None:
    campaign, data = decided(campaign_at, seated, clock)
    sha256 = hashlib.sha256(data).hexdigest()
    assert {(one.document, one.document_name) for one in campaign.state.decisions} == {(sha256, "记录.pdf")}
    for seat in ("approver", "office"):
        assert "记录.pdf" in page(campaign, seated(campaign, seat), "decisions")
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    file = tmp_path / "review.zip"
    file.write_bytes(b"".join(archive_pieces(parts_of(source), source, campaign.ctx.files)))
    archive = ArchiveFile(file)
    assert archive.differences() == ()
    read = archive.read()
    assert check_archive(read) == ()
    assert b"".join(archive.bytes_of(sha256)) == data
    hall = fake_context()
    carry_archive(hall, actor=LOCAL, archive=read, bytes_of=archive.bytes_of)
    with hall.store.read() as uow:
        assert [(one.name, one.sha256, one.by) for one in uow.of(Attachment).all(field="decision")] == [
            ("记录.pdf", sha256, "")
        ]


def test_an_archive_whose_document_was_changed_does_not_verify(
    campaign_at: AtStage, seated: Seated, clock: FakeClock, tmp_path: Path
) -> None:
    campaign, data = decided(campaign_at, seated, clock)
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    written = b"".join(archive_pieces(parts_of(source), source, campaign.ctx.files))
    file = tmp_path / "review.zip"
    file.write_bytes(written.replace(data, data[:-8] + bytes(8)))
    archive = ArchiveFile(file)
    sha256 = hashlib.sha256(data).hexdigest()
    assert [one.place for one in archive.differences()] == [f"files/{sha256}"]
