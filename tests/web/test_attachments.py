"""Files are attached in parts or by a plain form, opened by those who may, and refused in words."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from scoreboard import wiring
from scoreboard.blueprints.review.sending import sending
from scoreboard.server import child
from scoreboard.server.open_uploads import PIECE
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachments_of
from tests.conftest import Browser
from tests.fakes import FakeFiles
from tests.unit.attachments import papers
from tests.web.attached import SCAN, House, begin, code_of, open_house, put, send


@pytest.fixture
def house(app: Flask) -> House:
    """Draft ``d1`` may be written."""
    return open_house(app)


def left(services: wiring.Services) -> list[str]:
    folder = services.config.data / "uploads"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def test_a_file_sent_in_parts_is_attached_and_comes_back_as_it_was(
    house: House, organiser: Browser, services: wiring.Services
) -> None:
    data = papers.docx(word__media=bytes(range(256)) * 4000 + b"%d" * 300_000)
    answer = send(organiser, "事迹 材料.docx", data)
    assert answer.status_code == 200, answer.text
    said = answer.get_json()
    assert {**said, "id": "", "at": 0} == {
        "id": "", "field": "scan", "name": "事迹 材料.docx", "kind": "docx", "size": len(data), "pages": 0, "at": 0,
    }  # fmt: skip
    assert organiser.get("/api/attachments/of/d1").get_json() == {"attachments": [said], "uploads": []}
    got = organiser.get(f"/review/attachments/{said['id']}/file")
    assert got.data == data
    assert got.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%E4%BA%8B%E8%BF%B9%20%E6%9D%90%E6%96%99.docx"
    )
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    part = organiser.get(f"/review/attachments/{said['id']}/file", headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data) == (206, data[5:10])
    assert left(services) == []


def test_after_a_dead_network_the_page_goes_on_where_it_was(house: House, organiser: Browser) -> None:
    data = papers.pdf(2)
    upload = begin(organiser, "表.pdf", len(data)).get_json()
    assert put(organiser, upload["id"], 0, data[:100]).get_json()["arrived"] == 100
    again = begin(organiser, "表.pdf", len(data)).get_json()
    assert (again["id"], again["arrived"]) == (upload["id"], 100)
    assert organiser.get(f"/api/attachments/uploads/{upload['id']}").get_json() == again
    assert organiser.get("/api/attachments/of/d1").get_json()["uploads"] == [again]
    refused = put(organiser, upload["id"], 500, data[500:])
    assert code_of(refused) == (409, "upload-offset")
    assert refused.get_json()["error"]["fields"] == {"arrived": 100}
    early = organiser.post(f"/api/attachments/uploads/{upload['id']}/finish")
    assert code_of(early) == (409, "upload-offset")
    assert put(organiser, upload["id"], 100, data[100:]).status_code == 200
    done = organiser.post(f"/api/attachments/uploads/{upload['id']}/finish")
    assert done.get_json()["pages"] == 2
    repeat = organiser.post(f"/api/attachments/uploads/{upload['id']}/finish")
    assert repeat.get_json() == done.get_json()


FAULTS = {
    "attachment-content": b"MZ\x90\x00 a program",
    "attachment-encrypted": papers.encrypted_pdf(),
    "attachment-broken": papers.picture("JPEG", (900, 700))[:-3000],
    "attachment-pages": papers.many_pages(5000),
    "attachment-unpacked": papers.docx(word__bomb=b"\0" * 60_000_000),
    "attachment-kind": papers.mp3(),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_bad_file_is_refused_in_words_and_nothing_of_it_is_left(
    house: House, organiser: Browser, services: wiring.Services, code: str
) -> None:
    answer = send(organiser, "推荐表.pdf", FAULTS[code])
    assert code_of(answer) == (400, code)
    error = answer.get_json()["error"]
    assert "推荐表.pdf" in error["message"]
    assert error["next"]
    assert attachments_of(services.ctx, "d1") == ()
    assert left(services) == []
    assert services.ctx.files.kept == {}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("script", "code"), [("import os; os.abort()", "attachment-broken"), ("pass", "attachment-broken")]
)
def test_a_file_over_which_the_reader_ends_is_broken(
    house: House, organiser: Browser, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", script))
    assert code_of(send(organiser, "表.pdf", papers.pdf())) == (400, code)


def test_a_file_of_200_megabytes_is_refused_before_it_is_sent(house: House, organiser: Browser) -> None:
    assert code_of(begin(organiser, "片.mp4", 200 << 20, "film")) == (400, "attachment-too-large")
    assert code_of(begin(organiser, "空.pdf", 0)) == (400, "attachment-empty")


def test_a_part_of_more_than_a_megabyte_is_refused_unread(house: House, organiser: Browser) -> None:
    upload = begin(organiser, "片.mp4", 2 * PIECE, "film").get_json()
    assert put(organiser, upload["id"], 0, b"x" * PIECE).status_code == 200
    assert code_of(put(organiser, upload["id"], PIECE, b"x" * (PIECE + 1))) == (413, "upload-too-large")


def test_a_field_that_is_full_or_unknown_takes_nothing(house: House, organiser: Browser) -> None:
    assert send(organiser, "一.mp3", papers.mp3(), "film").status_code == 200
    assert code_of(begin(organiser, "二.mp3", 5, "film")) == (409, "attachment-full")
    assert code_of(begin(organiser, "二.mp3", 5, "nothing")) == (404, "attachment-field-unknown")


def test_a_full_disk_is_said_and_leaves_nothing(
    house: House, organiser: Browser, services: wiring.Services, app: Flask
) -> None:
    upload = begin(organiser, "表.pdf", 1000).get_json()
    object.__setattr__(app.extensions["attachment_sending"]._open, "_free", lambda: 10)
    assert code_of(put(organiser, upload["id"], 0, b"x" * 100)) == (409, "disk-short")
    assert left(services) == []
    assert code_of(begin(organiser, "表.pdf", 1000)) == (409, "disk-short")


def test_only_who_may_write_sends_and_removes(house: House, organiser: Browser, services: wiring.Services) -> None:
    upload = begin(organiser, "表.pdf", 1000).get_json()
    kept = send(organiser, "表二.pdf", papers.pdf()).get_json()
    house.open_drafts.clear()
    assert code_of(begin(organiser, "表.pdf", 1000)) == (403, "attachment-closed")
    assert code_of(put(organiser, upload["id"], 0, b"x")) == (403, "attachment-closed")
    assert code_of(organiser.post(f"/api/attachments/{kept['id']}", method="DELETE")) == (403, "attachment-closed")
    house.open_drafts.add("d1")
    assert organiser.post(f"/api/attachments/{kept['id']}", method="DELETE").get_json() == kept
    assert code_of(organiser.post(f"/api/attachments/{kept['id']}", method="DELETE")) == (404, "attachment-unknown")
    assert attachments_of(services.ctx, "d1") == ()


def test_a_draft_that_was_closed_while_its_file_arrived_takes_it_no_more(house: House, organiser: Browser) -> None:
    data = papers.pdf()
    upload = begin(organiser, "表.pdf", len(data)).get_json()
    put(organiser, upload["id"], 0, data)
    house.open_drafts.clear()
    answer = organiser.post(f"/api/attachments/uploads/{upload['id']}/finish")
    assert code_of(answer) == (403, "attachment-closed")


def test_only_who_may_read_opens_a_file_its_pages_and_its_name(house: House, organiser: Browser) -> None:
    kept = send(organiser, "表.pdf", papers.pdf()).get_json()
    house.hidden.add(kept["id"])
    for address in (f"/review/attachments/{kept['id']}/file", f"/api/attachments/{kept['id']}/pages/1"):
        answer = organiser.get(address, headers={"Accept": "application/json"})
        assert code_of(answer) == (403, "attachment-hidden")
    assert organiser.get("/api/attachments/of/d1").get_json()["attachments"] == []


def test_nobody_goes_on_with_the_upload_of_somebody_else(
    house: House, app: Flask, organiser: Browser, code_for: object
) -> None:
    upload = begin(organiser, "表.pdf", 1000).get_json()
    judge = Browser(app.test_client())
    issued = code_for("judge")  # type: ignore[operator]
    judge.post("/api/enter", json={"code": issued.code})
    assert code_of(judge.get(f"/api/attachments/uploads/{upload['id']}")) == (404, "upload-ended")
    assert code_of(put(judge, upload["id"], 0, b"x")) == (404, "upload-ended")
    assert code_of(judge.post(f"/api/attachments/uploads/{upload['id']}", method="DELETE")) == (404, "upload-ended")
    assert begin(judge, "表.pdf", 1000).get_json()["id"] != upload["id"]
    assert organiser.post(f"/api/attachments/uploads/{upload['id']}", method="DELETE").status_code == 200
    assert code_of(organiser.get(f"/api/attachments/uploads/{upload['id']}")) == (404, "upload-ended")


def test_where_no_review_answers_everything_is_shut(organiser: Browser) -> None:
    assert code_of(begin(organiser, "表.pdf", 1000)) == (403, "attachment-closed")
    assert organiser.get("/api/attachments/of/d1").get_json() == {"attachments": [], "uploads": []}


def form(browser: Browser, name: str, data: bytes, field: str = "scan") -> TestResponse:
    values = {"csrf_token": browser.token(), "file": FileStorage(io.BytesIO(data), name)}
    boundary, body = encode_multipart(values)
    content_type = f"multipart/form-data; boundary={boundary}"
    return browser.client.post(f"/review/attachments/d1/{field}", data=body, content_type=content_type)


def test_a_plain_form_attaches_a_file_of_many_parts_and_leads_back(
    house: House, organiser: Browser, services: wiring.Services
) -> None:
    data = papers.docx(word__media=Path(__file__).read_bytes() + bytes(range(256)) * 9000)
    large = papers.mp4() + papers.box(b"free", b"x" * 3_500_000)
    for name, content, field in (("表.docx", data, "scan"), ("片.mp4", large, "film")):
        answer = form(organiser, name, content, field)
        assert (answer.status_code, answer.location) == (303, "/organiser?draft=d1"), answer.text
    one, other = attachments_of(services.ctx, "d1")
    assert (one.name, one.size, other.name, other.size) == ("表.docx", len(data), "片.mp4", len(large))
    gone = organiser.post(f"/review/attachments/{one.id}/remove")
    assert (gone.status_code, attachments_of(services.ctx, "d1")) == (303, (other,))


def test_a_plain_form_says_what_is_wrong(house: House, organiser: Browser, services: wiring.Services) -> None:
    answer = form(organiser, "表.pdf", b"<html>")
    assert answer.status_code == 400
    assert "“表.pdf”的内容不是可以上传的文件" in answer.text
    assert form(organiser, "表.pdf", b"x" * (6 << 20)).status_code == 413
    house.open_drafts.clear()
    assert form(organiser, "表.pdf", b"x" * (2 << 20)).status_code == 413
    assert left(services) == []


def test_a_page_is_drawn_once_kept_and_sent_with_a_lifetime(
    house: House, organiser: Browser, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = send(organiser, "表.pdf", papers.pdf(3)).get_json()
    got = organiser.get(f"/api/attachments/{kept['id']}/pages/2")
    assert (got.status_code, got.mimetype) == (200, "image/jpeg")
    assert got.headers["Cache-Control"] == "private, max-age=3600"
    assert Image.open(io.BytesIO(got.data)).size == (1240, 1755)
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", "pass"))
    for page, status in ((2, 200), (3, 200), (1, 400), (4, 404), (0, 404), ("x", 404)):
        assert organiser.get(f"/api/attachments/{kept['id']}/pages/{page}").status_code == status
    same = organiser.get(f"/api/attachments/{kept['id']}/pages/2", headers={"If-None-Match": got.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")


def test_a_page_that_cannot_be_drawn_is_said_and_not_tried_again_at_once(
    house: House, organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = send(organiser, "表.pdf", papers.pdf(3)).get_json()
    with monkeypatch.context() as broken:
        broken.setattr(child, "COMMAND", (child.COMMAND[0], "-c", "import os; os.abort()"))
        answer = organiser.get(f"/api/attachments/{kept['id']}/pages/1")
        assert code_of(answer) == (400, "page-not-drawn")
    assert code_of(organiser.get(f"/api/attachments/{kept['id']}/pages/1")) == (400, "page-not-drawn")
    assert organiser.get(f"/api/attachments/{kept['id']}/pages/2").status_code == 200


def test_too_many_who_wait_for_pages_are_told_to_come_again(house: House, organiser: Browser, app: Flask) -> None:
    kept = send(organiser, "表.pdf", papers.pdf()).get_json()
    app.extensions["attachment_pages"]._waiting = 24
    answer = organiser.get(f"/api/attachments/{kept['id']}/pages/1")
    assert (code_of(answer), answer.headers["Retry-After"]) == ((429, "pages-busy"), "3")


def test_a_photograph_shows_its_page_without_the_cameras_data(
    house: House, organiser: Browser, services: wiring.Services
) -> None:
    kept = send(organiser, "照片.jpg", papers.picture("JPEG", (400, 300), turned=True)).get_json()
    got = organiser.get(f"/api/attachments/{kept['id']}/pages/1")
    assert Image.open(io.BytesIO(got.data)).size == (300, 400)
    assert b"taken at home" not in got.data
    assert isinstance(services.ctx.files, FakeFiles)


PAGE = """{% from "review/attachments.html" import attachment_list, attachment_form with context %}
{{ attachment_list(attachments, True) }}{{ attachment_form("d1", field, uploads) }}"""


def test_a_page_of_the_review_shows_files_and_what_has_not_arrived_as_a_whole(
    house: House, organiser: Browser, services: wiring.Services, app: Flask
) -> None:
    kept = send(organiser, "表\"'<.pdf", papers.pdf()).get_json()
    half = begin(organiser, "证明.pdf", 1000).get_json()
    put(organiser, half["id"], 0, b"x" * 400)
    with app.test_request_context("/organiser"):
        by = services.ctx.store.kept.of(Attachment).all()[0].by  # type: ignore[attr-defined]
        found = attachments_of(services.ctx, "d1")
        page = render_template_string(PAGE, attachments=found, field=SCAN, uploads=sending().of("d1", by))
    assert "证明.pdf 还没有传完（已到 40%）" in page
    assert f'action="/review/attachments/{kept["id"]}/remove"' in page
    said = re.search(r'data-paper="([^"]*)"', page)
    assert said is not None
    assert json.loads(unescape(said[1])) == kept
