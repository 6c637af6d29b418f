"""What a unit or a citizen brings that cannot be taken: one code, clear words in both languages, nothing lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from scoreboard import wiring
from scoring.disk import NO_ROOM
from scoring.usecases.attachments import attachments_of
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon
from tests.unit.attachments import papers
from tests.web.attached import begin, put
from tests.web.attached import send as send_file
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import key_in, text_of
from tests.web.review.test_public_objection import END, SAID, address_of, docket, form_of
from tests.web.review.test_unit import begin as begin_draft
from tests.web.review.test_unit import save, submitted

LATE = noon(date(2012, 6, 16)) - 12 * 3_600_000
"""The first moment after the deadline."""

FULL = next(iter(NO_ROOM))


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    return campaign_at("nominate")


@pytest.fixture
def unit(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "unit 甲村")


@pytest.fixture
def draft(campaign: Campaign, unit: Browser) -> str:
    address = begin_draft(campaign, unit)
    save(unit, address, 1)
    return address.rsplit("/", 1)[1]


def said(answer: TestResponse) -> tuple[int, str, str]:
    """Status, code and message of a refusal."""
    error = answer.get_json()["error"]
    return answer.status_code, error["code"], error["message"]


def in_both(browser: Browser, send: Callable[[], TestResponse]) -> tuple[int, str, str, str]:
    """Status and code of what ``send`` is refused with, and its message in Chinese and in English."""
    browser.get("/?lang=zh")
    status, code, zh = said(send())
    browser.get("/?lang=en")
    assert said(send())[:2] == (status, code)
    en = said(send())[2]
    browser.get("/?lang=zh")
    return status, code, zh, en


def bomb() -> bytes:
    """A document of a few hundred kilobytes that unpacks to 400 MB."""
    buffer = io.BytesIO(papers.docx())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/media/x.bin", "w") as out:
        for _ in range(400):
            out.write(bytes(1 << 20))
    return buffer.getvalue()


def test_a_renamed_executable_is_known_by_its_content(unit: Browser, draft: str, campaign: Campaign) -> None:
    program = b"MZ\x90\x00" + bytes(2000)
    assert in_both(unit, lambda: send_file(unit, "证明.pdf", program, "papers", draft)) == (
        400, "attachment-content",
        "“证明.pdf”的内容不是可以上传的文件（只认内容，不认扩展名）",
        "The content of “证明.pdf” is none of the files that can be attached (the content counts, not the ending)",
    )  # fmt: skip
    assert attachments_of(campaign.ctx, draft) == ()


def test_a_pdf_that_opens_with_a_password_only_is_refused_with_what_to_do(unit: Browser, draft: str) -> None:
    data = papers.encrypted_pdf()
    assert in_both(unit, lambda: send_file(unit, "密.pdf", data, "papers", draft)) == (
        400, "attachment-encrypted", "“密.pdf”设了打开密码，评委打不开",
        "“密.pdf” opens with a password only: the judges could not read it",
    )  # fmt: skip


def test_200_megabytes_are_refused_before_a_byte_is_sent(unit: Browser, draft: str, services: wiring.Services) -> None:
    answer = in_both(unit, lambda: begin(unit, "片.pdf", 200 << 20, "papers", draft))
    assert answer == (400, "attachment-too-large", "“片.pdf”超过 50 MB", "“片.pdf” is larger than 50 MB")
    assert list((services.config.data / "uploads").glob("*")) == []


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(unit: Browser, draft: str) -> None:
    data = bomb()
    assert len(data) < 1 << 20
    assert in_both(unit, lambda: send_file(unit, "表.docx", data, "papers", draft)) == (
        400, "attachment-unpacked",
        "“表.docx”解压后大得不像文档，或合计超过 300 MB",
        "“表.docx” unpacks to far more than a document does, or to more than 300 MB",
    )  # fmt: skip


def test_a_disk_that_is_full_in_the_middle_of_an_upload_is_said_and_nothing_half_done_is_left(
    unit: Browser,
    draft: str,
    services: wiring.Services,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    campaign: Campaign,
) -> None:
    data = papers.pdf()

    def full(*_: object) -> str:
        raise OSError(FULL, "no room")

    def halfway() -> TestResponse:
        upload = begin(unit, "表.pdf", len(data), "papers", draft).get_json()
        assert put(unit, upload["id"], 0, data[:50]).status_code == 200
        opened = app.extensions["attachment_sending"]._open
        with monkeypatch.context() as failing:
            failing.setattr(opened, "_free", lambda: 10)
            return put(unit, upload["id"], 50, data[50:])

    assert in_both(unit, halfway)[:2] == (409, "disk-short")
    folder = services.config.data / "uploads"
    assert list(folder.iterdir()) == []
    with monkeypatch.context() as failing:
        failing.setattr(type(campaign.ctx.files), "take", full)
        status, code, zh, en = in_both(unit, lambda: send_file(unit, "表.pdf", data, "papers", draft))
    assert (status, code) == (409, "disk-full")
    assert zh == "服务器的磁盘满了，这一步没有写下"
    assert "disk" in en
    assert list(folder.iterdir()) == []
    assert attachments_of(campaign.ctx, draft) == ()
    assert send_file(unit, "表.pdf", data, "papers", draft).status_code == 200


def test_a_name_like_a_formula_stays_text_in_every_table_and_paper(
    campaign: Campaign, unit: Browser, seated: Seated
) -> None:
    submitted(campaign, unit, f_nominee='=HYPERLINK("http://x","点")')
    office = seated(campaign, "office")
    base = f"/r/{campaign.review.id}/office"
    assert "=HYPERLINK(&#34;http://x&#34;" in text_of(office, f"{base}/nominations")
    book = office.get(f"{base}/papers/collected/all/xlsx?seat={office.seat}").get_data()
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
        names = opened.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert not any("externalLink" in name for name in names)
    form = office.get(f"{base}/papers/form/1/docx?seat={office.seat}").get_data()
    with zipfile.ZipFile(io.BytesIO(form)) as opened:
        assert "w:hyperlink" not in opened.read("word/document.xml").decode()


def test_a_form_that_is_a_second_late_is_refused_and_stays_as_a_draft(
    campaign: Campaign, seated: Seated, clock: FakeClock
) -> None:
    clock.time = LATE - 3_600_000
    unit = seated(campaign, "unit 甲村")
    address = begin_draft(campaign, unit)
    save(unit, address, 1)
    key = key_in(text_of(unit, f"{address}/check"))
    clock.time = LATE
    for lang, words in (("zh", "申报已于2012年6月15日截止"), ("en", "Entries closed on 15 June 2012")):
        unit.get(f"/?lang={lang}")
        answer = unit.post(f"{address}/submit", data={"key": key, "revision": "2"})
        assert answer.status_code == 409
        assert words in answer.get_data(as_text=True)
    assert campaign.state.nominations == {}
    assert "甲村党支部" in text_of(unit, address)


def test_a_form_at_the_last_moment_is_in_time(campaign: Campaign, seated: Seated, clock: FakeClock) -> None:
    clock.time = LATE - 3_600_000
    unit = seated(campaign, "unit 甲村")
    address = begin_draft(campaign, unit)
    save(unit, address, 1)
    key = key_in(text_of(unit, f"{address}/check"))
    clock.time = LATE - 1
    assert unit.post(f"{address}/submit", data={"key": key, "revision": "2"}).status_code == 303


def test_an_objection_that_is_a_second_late_is_refused_in_both_languages_with_whom_to_call(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("decide")
    clock.time = END - 1
    hidden = form_of(browser, campaign)
    clock.time = END
    for lang, words in (
        ("zh", "异议须在公示期内提出（公示至2012年7月9日）"),
        ("en", "Objections were possible until 9 July 2012"),
    ):
        browser.get(f"/?lang={lang}")
        answer = browser.client.post(address_of(campaign), data={**hidden, **SAID})
        assert answer.status_code == 409
        for word in (words, "市委宣传部", "赵六"):
            assert word in answer.get_data(as_text=True)
    assert docket(campaign) == ()
