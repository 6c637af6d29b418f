"""Files of nominations: attached to a draft, frozen by its submission, read by those whose business it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from scoreboard import wiring
from scoring.engine.errors import Forbidden
from scoring.engine.review.commands_nomination import Endorse, SubmitNomination
from scoring.usecases.attachments import attachments_of, remove_attachment
from scoring.usecases.review.draft_files import check_draft
from tests.conftest import Browser
from tests.reviews import Campaign, set_up_review, with_personal_papers
from tests.unit.attachments import papers
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import key_in, text_of
from tests.web.review.test_unit import begin, save, submitted


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    return campaign_at("nominate")


@pytest.fixture
def unit(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "unit 甲村")


def attach(browser: Browser, draft: str, field: str, name: str = "扫描.pdf") -> int:
    owner = draft.rsplit("/", 1)[1]
    data = {"file": (io.BytesIO(papers.pdf()), name)}
    return browser.post(f"/review/attachments/{owner}/{field}", data=data).status_code


def test_files_are_attached_named_before_submission_and_frozen_by_it(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    assert [attach(unit, draft, "papers", "证明.pdf"), attach(unit, draft, "sealed")] == [303, 303]
    page = text_of(unit, f"{draft}/check")
    assert "证明.pdf" in page
    assert "扫描.pdf" in page
    assert unit.post(f"{draft}/submit", data={"key": key_in(page), "revision": "2"}).status_code == 303
    files = campaign.state.nominations[1].form.files
    assert [(one.field, one.name) for one in files] == [("papers", "证明.pdf"), ("sealed", "扫描.pdf")]
    assert attach(unit, draft, "papers") == 403


def test_a_file_that_is_still_being_kept_when_the_form_is_submitted_is_refused(
    campaign: Campaign, unit: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    files = type(campaign.ctx.files)
    take = files.take

    def submit_and_take(self: object, path: object) -> str:
        campaign.give("unit 甲村", SubmitNomination(draft.rsplit("/", 1)[1], 2))
        return take(self, path)

    monkeypatch.setattr(files, "take", submit_and_take)
    assert attach(unit, draft, "papers") == 403
    assert attachments_of(campaign.ctx, draft.rsplit("/", 1)[1]) == ()
    assert campaign.state.nominations[1].form.files == ()


def test_a_file_of_a_submitted_form_is_not_removed_by_a_request_that_was_on_its_way(
    campaign: Campaign, unit: Browser
) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    attach(unit, draft, "papers")
    (one,) = attachments_of(campaign.ctx, draft.rsplit("/", 1)[1])
    campaign.give("unit 甲村", SubmitNomination(one.owner, 2))
    with pytest.raises(Forbidden, match="attachment-closed"):
        remove_attachment(campaign.ctx, attachment_id=one.id, guard=check_draft)
    assert attachments_of(campaign.ctx, one.owner) == (one,)


def test_files_are_read_by_the_unit_the_levels_they_came_to_and_the_desks(
    campaign: Campaign, unit: Browser, seated: Seated
) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    attach(unit, draft, "papers")
    key = key_in(text_of(unit, f"{draft}/check"))
    unit.post(f"{draft}/submit", data={"key": key, "revision": "2"})
    (one,) = attachments_of(campaign.ctx, draft.rsplit("/", 1)[1])
    seats = ("unit 甲村", "unit 乙村", "endorser 甲村", "endorser 甲镇", "office", "clerk", "display")
    file = f"/review/attachments/{one.id}/file"
    may = {seat for seat in seats if seated(campaign, seat).get(file).status_code == 200}
    assert may == {"unit 甲村", "endorser 甲村", "office", "clerk"}


def test_the_files_of_a_personal_field_are_for_the_unit_and_the_desks_and_the_scan_for_levels_too(
    services: wiring.Services, seated: Seated
) -> None:
    campaign = set_up_review(services.ctx, text=with_personal_papers())
    unit = seated(campaign, "unit 甲村")
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    attach(unit, draft, "papers", "身份证.pdf")
    attach(unit, draft, "sealed", "盖章.pdf")
    campaign.give("unit 甲村", SubmitNomination(draft.rsplit("/", 1)[1], 2))
    files = {one.field: one.id for one in attachments_of(campaign.ctx, draft.rsplit("/", 1)[1])}
    seats = {seat: seated(campaign, seat) for seat in ("unit 甲村", "endorser 甲村", "office", "clerk")}
    may = {
        field: {name for name, seat in seats.items() if seat.get(f"/review/attachments/{one}/file").status_code == 200}
        for field, one in files.items()
    }
    assert may == {"papers": {"unit 甲村", "office", "clerk"}, "sealed": set(seats)}
    review = f"/r/{campaign.review.id}"
    version = f"{review}/nominations/1/versions/1"
    assert "身份证.pdf" in text_of(unit, version)
    for page in (version, f"{review}/endorser/nominations/1"):
        shown = text_of(seats["endorser 甲村"], page)
        assert "身份证.pdf" not in shown
        assert "盖章.pdf" in shown


def test_a_correction_keeps_the_attachments_and_asks_for_a_new_scan(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    attach(unit, draft, "papers", "证明.pdf")
    attach(unit, draft, "sealed")
    key = key_in(text_of(unit, f"{draft}/check"))
    unit.post(f"{draft}/submit", data={"key": key, "revision": "2"})
    campaign.give("endorser 甲村", Endorse(1, 1, "return", "请补充"))
    again = unit.post(f"/r/{campaign.review.id}/unit/nominations/1/correct").headers["Location"].split("?")[0]
    assert [one.name for one in attachments_of(campaign.ctx, again.rsplit("/", 1)[1])] == ["证明.pdf"]
    page = text_of(unit, again)
    assert "证明.pdf" in page


def test_a_draft_that_is_deleted_takes_its_files_along(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    attach(unit, draft, "papers")
    unit.post(f"{draft}/remove")
    assert attachments_of(campaign.ctx, draft.rsplit("/", 1)[1]) == ()


def test_the_form_is_printed_and_kept_as_a_document(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit, f_nominee="=HYPERLINK(1)")
    page = f"/r/{campaign.review.id}/nominations/1/versions/1"
    assert "（盖章）" in text_of(unit, f"{page}/print")
    answer = unit.get(f"{page}/form.docx?seat={unit.seat}")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as document:
        assert "=HYPERLINK(1)" in document.read("word/document.xml").decode()


def test_a_level_downloads_its_list_in_its_own_order(campaign: Campaign, seated: Seated) -> None:
    for no, name in enumerate(("甲村", "乙村"), start=1):
        campaign.submit(name, nominee="=1+1" if no == 1 else "")
        campaign.endorse(no)
    town = seated(campaign, "endorser 甲镇")
    order = f"/r/{campaign.review.id}/endorser/awards/organisation/order"
    town.post(order, data={"key": "o", "seen": "1 2", "order": "2 1"})
    answer = town.get(f"/r/{campaign.review.id}/endorser/list.xlsx?seat={town.seat}")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 0 < texts.index("乙村党支部") < texts.index("=1+1")
    assert "<f>" not in sheet
