"""Certificates on the office's page: the organiser's own template, tried before it is kept."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from scoring.usecases.review.brought import template_of
from tests.conftest import Browser
from tests.reviews import Campaign, lead
from tests.unit.attachments import papers
from tests.web.review.conftest import AtStage, Seated


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    made = campaign_at("publish")
    lead(made, "publish")
    return made


@pytest.fixture
def office(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "office")


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", how) as package:
        package.writestr(name, content)
    return buffer.getvalue()


def bring(campaign: Campaign, office: Browser, name: str, data: bytes, **form: str) -> TestResponse:
    page = f"/r/{campaign.review.id}/office/certificates/template?seat={office.seat}"
    values = {"csrf_token": office.token(), "key": "k", "certificate": FileStorage(io.BytesIO(data), name), **form}
    boundary, body = encode_multipart(values)
    return office.client.post(page, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def certificates(campaign: Campaign, office: Browser) -> str:
    answer = office.get(f"/r/{campaign.review.id}/office/certificates?seat={office.seat}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return "\n".join(line.text for line in docx.Document(io.BytesIO(answer.get_data())).paragraphs)


def test_certificates_are_made_from_the_template_that_was_brought_until_it_is_removed(
    campaign: Campaign, office: Browser
) -> None:
    assert "荣誉证书" in certificates(campaign, office)
    sent = bring(campaign, office, "我的.docx", template("奖状", "{{ name }}荣获{{ award }}"))
    assert sent.status_code == 303
    winner = campaign.state.nominations[campaign.state.decisions[-1].winners[0]].nominee
    assert f"奖状\n{winner}荣获十佳学习型党组织" in certificates(campaign, office)
    page = f"/r/{campaign.review.id}/office/papers?seat={office.seat}"
    assert "用上传的模板：我的.docx" in office.get(page).get_data(as_text=True)
    held = template_of(campaign.ctx, campaign.review.id)
    assert held is not None
    assert bring(campaign, office, "", b"", remove=held.id).status_code == 303
    assert "荣誉证书" in certificates(campaign, office)


def test_the_built_in_template_is_taken_changed_and_brought_back(campaign: Campaign, office: Browser) -> None:
    taken = office.get(f"/r/{campaign.review.id}/office/certificates/template.docx?seat={office.seat}").get_data()
    assert bring(campaign, office, "改.docx", taken).status_code == 303
    assert "荣誉证书" in certificates(campaign, office)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (template("{{ name }} {{ 姓名 }} {{ prize }}"), 400, "证书模板中有无法填写的栏目：prize、姓名"),
        (template("{{ name }"), 400, "写得不完整"),
        (with_part(template("{{ name }}"), "word/vbaProject.bin", b"macro"), 400, "里有宏（程序），不能收"),
        (papers.pdf(), 400, "这一栏只收 docx"),
        (b"MZ" + bytes(300), 400, "的内容不是可以上传的文件"),
        (with_part(template("{{ name }}"), "word/media/image1.png", bytes(60 << 20)), 400, "解压后大得不像文档"),
    ],
    ids=["unknown field", "open brace", "macro", "pdf", "program", "picture of 60 MB"],
)
def test_a_template_that_cannot_be_filled_in_is_refused_at_once_and_the_one_before_stays(
    campaign: Campaign, office: Browser, data: bytes, code: int, words: str
) -> None:
    assert bring(campaign, office, "好.docx", template("奖状 {{ name }}")).status_code == 303
    answer = bring(campaign, office, "坏.docx", data)
    assert answer.status_code == code
    assert words in answer.get_data(as_text=True)
    held = template_of(campaign.ctx, campaign.review.id)
    assert held is not None
    assert held.name == "好.docx"
    assert "奖状" in certificates(campaign, office)


def test_a_picture_of_sixty_megabytes_is_refused_before_it_is_read(campaign: Campaign, office: Browser) -> None:
    data = with_part(template("{{ name }}"), "word/media/image1.png", bytes(60 << 20), zipfile.ZIP_STORED)
    answer = bring(campaign, office, "大.docx", data)
    assert answer.status_code == 413
    assert template_of(campaign.ctx, campaign.review.id) is None


def test_nobody_but_the_office_brings_a_template(campaign: Campaign, seated: Seated) -> None:
    for seat in ("approver", "chair", "clerk", "unit 甲村"):
        other = seated(campaign, seat)
        assert bring(campaign, other, "我的.docx", template("{{ name }}")).status_code == 403, seat
