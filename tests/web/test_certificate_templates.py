"""The organiser's own template of the certificates: what cannot be filled is named before anything is printed."""

from __future__ import annotations

import html
import io
import zipfile

import docx
import pytest

from scoreboard import wiring
from tests.conftest import Browser
from tests.registrations import Registered, open_registration


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    return open_registration(services.ctx)


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes, kind: str = "") -> bytes:
    """The document with one more part; ``kind``: its content type in place of that of the document."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            part = old.read(one)
            if one == "[Content_Types].xml" and kind:
                usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                part = part.replace(usual, kind.encode())
            new.writestr(one, part)
        new.writestr(name, content)
    return out.getvalue()


def bring(browser: Browser, event: Registered, data: bytes, name: str = "模板.docx") -> tuple[int, str]:
    address = f"/organiser/competitions/{event.id}/certificates/template"
    answer = browser.post(address, data={"file": (io.BytesIO(data), name)})
    return answer.status_code, answer.text


def kept(browser: Browser, event: Registered) -> bool:
    return "使用自备模板" in browser.get(f"/organiser/competitions/{event.id}/certificates").text


def test_a_template_whose_fields_are_all_known_is_kept_and_can_be_removed(
    organiser: Browser, event: Registered
) -> None:
    status, _ = bring(organiser, event, template("{{ name }} {{ members }} {{ code }}"))
    assert status == 303
    assert kept(organiser, event)
    address = f"/organiser/competitions/{event.id}/certificates/template"
    assert organiser.post(address, data={"remove": "1"}).status_code == 303
    assert not kept(organiser, event)


def test_a_field_that_nothing_can_fill_is_named_before_printing(organiser: Browser, event: Registered) -> None:
    status, text = bring(organiser, event, template("{{ name }} {{ phone }} {{ score }}"))
    assert status == 400
    assert "phone" in text
    assert "score" in text
    assert not kept(organiser, event)


@pytest.mark.parametrize("line", ["{{ name }", "{% for one in name %}", "{{ name.upper() }}", "{{ 7 * 7 }}"])
def test_a_broken_field_or_one_that_computes_is_refused(organiser: Browser, event: Registered, line: str) -> None:
    assert bring(organiser, event, template("{{ name }}", line))[0] in (303, 400)
    if line != "{{ name }":
        assert not kept(organiser, event)


@pytest.mark.parametrize(
    ("line", "near"), [("{{ name", "{{ name"), ("{{ name.upper() }}", "{{ name.upper() }}"), ("{% if %}", "{% if %}")]
)
def test_a_broken_field_is_shown_as_it_stands_in_the_template(
    organiser: Browser, event: Registered, line: str, near: str
) -> None:
    status, text = bring(organiser, event, template("{{ name }}", line))
    assert (status, f"不是栏目名称：{near}" in html.unescape(text)) == (400, True)


def test_a_template_with_a_macro_is_refused(organiser: Browser, event: Registered) -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = with_part(template("{{ name }}"), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100, macro)
    assert bring(organiser, event, data)[0] == 400
    assert bring(organiser, event, data, "模板.docm")[0] == 400
    disguised = with_part(template("{{ name }}"), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100)
    assert bring(organiser, event, disguised)[0] == 400
    assert not kept(organiser, event)


def test_a_template_with_a_picture_of_60_megabytes_is_refused(organiser: Browser, event: Registered) -> None:
    packed = with_part(template("{{ name }}"), "word/media/image1.png", b"\x89PNG" + bytes(60 * 1024**2))
    assert len(packed) < 1024**2
    assert bring(organiser, event, packed)[0] == 400
    assert not kept(organiser, event)


def test_what_is_no_word_document_is_refused(organiser: Browser, event: Registered) -> None:
    assert bring(organiser, event, b"MZ" + bytes(1000))[0] == 400
    assert bring(organiser, event, b"")[0] == 400
