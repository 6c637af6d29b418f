"""Certificates: a page for each winner, from our template or the organiser's."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest

from scoreboard.exports.papers import certificates
from scoreboard.exports.papers.certificate_template import template
from scoreboard.exports.papers.certificates import MOST, Certificate, certificates_docx
from scoreboard.exports.papers.of_competition import certificates_of
from scoring.engine.errors import Invalid
from scoring.tables.problems import Unreadable
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.event_samples import certificates as numbered
from tests.unit.exports.papers.event_samples import given
from tests.unit.exports.papers.reading import W, attributes

ONE = Certificate(
    "张䶮", "甲单位", "十佳党员学习明星", "甲县2012年“四评”", "中共甲县委员会", "2012年9月20日", "2012001"
)
LONG = "甲县某某镇人民政府机关事务管理服务中心退休干部第一党支部委员会"


def brought(*lines: str, header: str = "") -> bytes:
    """A template of the organiser's."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sizes(data: bytes, text: str) -> set[int]:
    """The sizes, in half points, at which a text's own runs are set."""
    line = next(one for one in reading.body(data).iter(f"{W}p") if text in "".join(reading.text(one)))
    return {int(attributes(one)["val"]) for one in line.iter(f"{W}sz")}


def test_each_winner_has_a_page_with_name_award_organiser_date_and_number() -> None:
    data = certificates_docx([ONE, replace(ONE, name="李𬘭", number="2012002")])
    lines = reading.lines(data)
    assert lines[:6] == [
        "荣誉证书", "张䶮：", "在甲县2012年“四评”中被评为“十佳党员学习明星”，特发此证，以资鼓励。", "中共甲县委员会",
        "2012年9月20日", "证书编号：2012001",
    ]  # fmt: skip
    assert lines[7] == "李𬘭："
    assert len(list(reading.body(data).iter(f"{W}pageBreakBefore"))) == 1
    assert certificates_docx([ONE], lang="en") != certificates_docx([ONE])


def test_a_long_name_is_set_smaller_so_that_it_fits() -> None:
    data = certificates_docx([ONE, replace(ONE, name=LONG)])
    assert (sizes(data, "张䶮"), sizes(data, LONG)) == ({56}, {41})
    assert sizes(certificates_docx([replace(ONE, name=LONG * 3)]), LONG) == {32}


def test_rare_characters_show_in_a_template_of_any_font() -> None:
    data = certificates_docx([replace(ONE, name="王㛃<&>")], brought("{{ name }}同志："))
    runs = [(run.text, [attributes(one)["eastAsia"] for one in run.iter(f"{W}rFonts")])
            for run in reading.body(data).iter(f"{W}r")]  # fmt: skip
    assert runs == [("王", []), ("㛃", ["宋体"]), ("<&>同志：", [])]


def test_our_template_can_be_taken_and_brought_back() -> None:
    assert reading.lines(certificates_docx([ONE], template())) == reading.lines(certificates_docx([ONE]))


def test_unknown_fields_are_all_named_before_anything_is_printed() -> None:
    with pytest.raises(Invalid) as refused:
        certificates_docx([ONE], brought("{{ name }} {{ 单位 }}", "{{ prize }}"))
    assert refused.value.code == "certificate-field-unknown"
    assert refused.value.fields["names"] == ["prize", "单位"]
    assert refused.value.fields["choices"] == list(certificates.FIELDS)


@pytest.mark.parametrize(
    "line",
    [
        "{% for x in range(10**9) %}{{ x }}{% endfor %}",
        "{{ name * 1000000000 }}",
        "{{ name.__class__ }}",
        "{{ name | upper }}",
        "{{ name() }}",
        "{{ name",
        "{{ 1 }}",
        "{% include 'x' %}",
    ],
)
def test_a_template_that_computes_is_refused_at_once(line: str) -> None:
    started = time.process_time()
    with pytest.raises(Invalid) as refused:
        certificates_docx([ONE], brought(line))
    assert refused.value.code == "certificate-field-broken"
    assert time.process_time() - started < 5


def test_a_field_in_a_header_is_refused_since_all_pages_share_it() -> None:
    with pytest.raises(Invalid) as refused:
        certificates_docx([ONE], brought("{{ name }}", header="{{ unit }}"))
    assert refused.value.code == "certificate-field-in-header"
    assert reading.lines(certificates_docx([ONE], brought("{{ name }}", header="甲县"))) == ["张䶮"]


def test_what_is_no_word_document_is_unreadable() -> None:
    archive = io.BytesIO()
    zipfile.ZipFile(archive, "w").close()
    for data in (b"", b"PK", archive.getvalue(), brought("{{ name }}")[:-200]):
        with pytest.raises(Unreadable):
            certificates_docx([ONE], data)


def test_no_more_than_so_many_are_made_at_a_time() -> None:
    for count in (0, MOST + 1):
        with pytest.raises(Invalid, match="certificate-too-large"):
            certificates_docx([ONE] * count)
    with pytest.raises(Invalid, match="certificate-too-large"):
        certificates_docx([ONE] * MOST, brought("{{ name }}" + "甲" * 500_000))


def test_the_file_reader_gives_the_document_or_the_refusal() -> None:
    told = certificates.said([ONE])
    assert reading.lines(certificates.decode(certificates.answer(brought("{{ name }}"), told))) == ["张䶮"]
    with pytest.raises(Invalid, match="certificate-field-unknown"):
        certificates.decode(certificates.answer(brought("{{ prize }}"), told))


def test_a_certificate_of_a_competition_says_who_which_code_and_that_it_is_a_reprint_or_a_correction() -> None:
    one = given()
    made = certificates_of(one, [replace(numbered(one)[1], version=2)], "https://lei.example/cert/")[0]
    assert made.number == "0002（更正，成绩第2版）（第2次打印）"
    assert made.rank == "第2名"
    lines = reading.lines(certificates_docx([made]))
    assert any("王䶮" in line for line in lines)
    assert "查验码：ABC DEF G02　查验网址：https://lei.example/cert/" in lines
