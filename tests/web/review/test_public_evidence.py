"""Files that come with an objection: bounded, seen by the desk for objections alone, in no archive."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from scoring.engine.codec import canonical, digest
from scoring.engine.review.commands_decision import AdmitObjection
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachments_of
from scoring.usecases.guards import LOCAL
from scoring.usecases.review import brought, job
from scoring.usecases.review.archive import archive_source
from scoring.usecases.review.brought import owner_of_evidence
from scoring.usecases.review.job import stream_of
from scoring.usecases.review.objections import objectors_of, record_of
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon
from tests.unit.attachments import papers
from tests.web.attached import begin, code_of, put
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_public_objection import DAY, END, SAID, address_of, docket, form_of

PROOF, SEAL = "objection-proof", "objection-seal"


@pytest.fixture
def campaign(campaign_at: AtStage, clock: FakeClock) -> Campaign:
    """A review whose notice stands."""
    made = campaign_at("decide")
    clock.time = noon(date(2012, 7, 3))
    return made


def send(
    browser: Browser, campaign: Campaign, hidden: dict[str, str], files: dict[str, tuple[str, bytes]], **changed: str
) -> TestResponse:
    """Send the form as a browser without scripts does."""
    data = {field: (io.BytesIO(content), name) for field, (name, content) in files.items()}
    return browser.client.post(address_of(campaign), data={**hidden, **SAID, **changed, **data})


def owner_in(campaign: Campaign, hidden: dict[str, str]) -> str:
    return owner_of_evidence(campaign.review.id, record_of(campaign.review.id, hidden["key"]))


def all_files(campaign: Campaign) -> list[str]:
    with campaign.ctx.store.read() as uow:
        return [one.name for one in uow.of(Attachment).all()]


def test_a_plain_form_brings_the_sealed_scan_and_the_evidence_and_the_desk_opens_them(
    campaign: Campaign, browser: Browser, seated: Seated
) -> None:
    hidden = form_of(browser, campaign)
    files = {SEAL: ("盖章.pdf", papers.pdf()), PROOF: ("证据.pdf", papers.pdf(2))}
    assert send(browser, campaign, hidden, files, by="unit").status_code == 303
    one = docket(campaign)[0]
    office = seated(campaign, "office")
    page = office.get(f"/r/{campaign.review.id}/office/objections/1").get_data(as_text=True)
    assert "盖章.pdf" in page
    assert "证据.pdf" in page
    held = attachments_of(campaign.ctx, owner_in(campaign, hidden))
    assert [office.get(f"/review/attachments/{it.id}/file").status_code for it in held] == [200, 200]
    objector = objectors_of(campaign.ctx, actor=campaign.actor("office"), review_id=campaign.review.id)[0]
    assert one.files == tuple(digest([objector.salt, it.sha256]) for it in held)


def test_nobody_but_the_desk_for_objections_opens_evidence_and_no_archive_has_it(
    campaign: Campaign, browser: Browser, seated: Seated
) -> None:
    hidden = form_of(browser, campaign)
    send(browser, campaign, hidden, {PROOF: ("证据.pdf", papers.pdf())})
    (file,) = attachments_of(campaign.ctx, owner_in(campaign, hidden))
    paths = (f"/review/attachments/{file.id}/file", f"/api/attachments/{file.id}/pages/1")
    for seat in ("unit 甲村", "endorser 甲镇", "clerk", "judge 评委甲", "chair", "approver", "host", "display"):
        other = seated(campaign, seat)
        assert [other.get(path).status_code for path in paths] == [403, 403], seat
    assert [browser.get(path).status_code for path in paths] == [403, 403], "who sent it"
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    said = canonical([source.entries, source.given])
    assert "证据.pdf" not in said
    assert file.sha256 not in said


def test_the_page_sends_its_files_in_parts_and_after_a_reload_they_are_still_there(
    campaign: Campaign, browser: Browser
) -> None:
    hidden = form_of(browser, campaign)
    owner, data = owner_in(campaign, hidden), papers.pdf(2)
    upload = begin(browser, "证据.pdf", len(data), PROOF, owner).get_json()
    assert put(browser, upload["id"], 0, data[:100]).status_code == 200
    assert form_of(browser, campaign)["key"] == hidden["key"]
    again = begin(browser, "证据.pdf", len(data), PROOF, owner).get_json()
    assert (again["id"], again["arrived"]) == (upload["id"], 100)
    put(browser, upload["id"], 100, data[100:])
    assert browser.post(f"/api/attachments/uploads/{upload['id']}/finish").status_code == 200
    assert "证据.pdf" in browser.get(address_of(campaign)).get_data(as_text=True)
    assert send(browser, campaign, hidden, {}).status_code == 303
    assert len(docket(campaign)[0].files) == 1
    assert form_of(browser, campaign)["key"] != hidden["key"]
    assert code_of(begin(browser, "晚.pdf", 100, PROOF, owner)) == (403, "attachment-closed")


def test_a_file_that_is_refused_brings_the_form_back_with_all_that_was_typed(
    campaign: Campaign, browser: Browser
) -> None:
    hidden = form_of(browser, campaign)
    answer = send(browser, campaign, hidden, {PROOF: ("证据.pdf", b"MZ" + bytes(500))})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    for words in ("“证据.pdf”的内容不是可以上传的文件", "赵六", "13900000000", hidden["key"]):
        assert words in page
    assert docket(campaign) == ()


def test_a_form_that_is_refused_keeps_the_file_that_it_brought_until_its_button_removes_it(
    campaign: Campaign, browser: Browser
) -> None:
    hidden = form_of(browser, campaign)
    files = {PROOF: ("证据.pdf", papers.pdf())}
    answer = send(browser, campaign, hidden, files, by="unit")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "要附加盖公章的书面材料扫描件" in page
    assert "证据.pdf" in page
    (file,) = attachments_of(campaign.ctx, owner_in(campaign, hidden))
    answer = send(browser, campaign, hidden, {}, remove=file.id)
    assert answer.status_code == 200
    assert "赵六" in answer.get_data(as_text=True)
    assert all_files(campaign) == []


def test_an_organisation_that_objects_without_its_seal_is_told_so_in_both_languages(
    campaign: Campaign, browser: Browser
) -> None:
    answer = send(browser, campaign, form_of(browser, campaign), {}, by="unit")
    assert answer.status_code == 400
    assert "以单位名义提出异议，要附加盖公章的书面材料扫描件" in answer.get_data(as_text=True)
    browser.get("/?lang=en")
    answer = send(browser, campaign, form_of(browser, campaign), {}, by="unit")
    assert "An organisation that objects attaches the scan of its sealed letter" in answer.get_data(as_text=True)
    assert docket(campaign) == ()


def test_evidence_that_is_late_by_a_second_is_refused_and_the_page_says_whom_to_call(
    campaign: Campaign, browser: Browser, clock: FakeClock
) -> None:
    hidden = form_of(browser, campaign)
    clock.time = END
    answer = send(browser, campaign, hidden, {PROOF: ("证据.pdf", papers.pdf())})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "公示至2012年7月9日" in page
    assert "赵六" in page
    assert all_files(campaign) == []


def test_a_stranger_without_the_form_sends_no_file(campaign: Campaign, browser: Browser, app: Flask) -> None:
    hidden = form_of(browser, campaign)
    owner = owner_in(campaign, hidden)
    stranger = Browser(app.test_client())
    assert code_of(begin(stranger, "证据.pdf", 100, PROOF, owner)) == (401, "not-entered")
    form_of(stranger, campaign)
    assert code_of(begin(stranger, "证据.pdf", 100, PROOF, owner)) == (403, "attachment-closed")
    assert code_of(begin(browser, "证据.pdf", 100, "papers", owner)) == (404, "attachment-field-unknown")
    assert code_of(begin(browser, "证据.pdf", 10 * 1024**2 + 1, PROOF, owner)) == (400, "attachment-too-large")


def test_one_address_begins_only_so_many_files_and_a_review_takes_only_so_many_bytes(
    campaign: Campaign, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = owner_in(campaign, form_of(browser, campaign))
    monkeypatch.setattr(brought, "MOST_EVIDENCE", 1000)
    refused = begin(browser, "大.pdf", 1001, PROOF, owner)
    assert code_of(refused) == (409, "evidence-full")
    assert "总量已经到了上限" in refused.get_json()["error"]["message"]
    codes = [code_of(begin(browser, "大.pdf", 1001, PROOF, owner)) for _ in range(40)]
    assert codes == [(409, "evidence-full")] * 39 + [(429, "sent-too-often")]


def test_what_nobody_sent_off_is_forgotten_after_a_day(
    campaign: Campaign, browser: Browser, clock: FakeClock, app: Flask
) -> None:
    hidden = form_of(browser, campaign)
    send(browser, campaign, hidden, {PROOF: ("证据.pdf", papers.pdf())}, by="unit")
    assert all_files(campaign) == ["证据.pdf"]
    clock.time += DAY + 1
    other = Browser(app.test_client())
    assert begin(other, "新.pdf", 100, PROOF, owner_in(campaign, form_of(other, campaign))).status_code == 200
    assert all_files(campaign) == []


def test_an_objection_on_paper_is_entered_with_its_scan(campaign: Campaign, seated: Seated) -> None:
    office = seated(campaign, "office")
    base = f"/r/{campaign.review.id}/office/objections"
    form = {"key": "paper", "notice": "1", "by": "unit", "name": "某单位", "contact": "0745", "said": "不实"}
    form["arrived"] = "2012-07-03"
    files = {SEAL: (io.BytesIO(papers.pdf()), "来信.pdf")}
    assert office.post(f"{base}?seat={office.seat}", data={**form, **files}).status_code == 303
    assert "来信.pdf" in office.get(f"{base}/1").get_data(as_text=True)


def test_evidence_goes_with_personal_data(campaign: Campaign, browser: Browser) -> None:
    send(browser, campaign, form_of(browser, campaign), {PROOF: ("证据.pdf", papers.pdf())})
    campaign.give("office", AdmitObjection(1, admit=False, ground="unrelated", text="无关"))
    assert all_files(campaign) == ["证据.pdf"]
    with campaign.ctx.store.write() as uow:
        entry = uow.ledger.read(stream_of(campaign.review.id))[-1]
        job._personal_deleted(uow, campaign.review, entry)
        uow.commit()
    assert all_files(campaign) == []


def test_the_page_of_an_objection_stays_small(campaign: Campaign, browser: Browser) -> None:
    assert len(browser.get(address_of(campaign)).get_data()) < 20_000
