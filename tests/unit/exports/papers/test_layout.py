"""The house style: GB/T 9704-2012 as Word is told it."""

from __future__ import annotations

from datetime import date
from typing import Any

from scoreboard.exports.papers.blocks import Heading, NewPage, Paper, Signature, Text, Title, joined
from scoreboard.exports.papers.drawing import docx_of, signature_indents
from scoreboard.exports.papers.titles import balanced, parted
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.reading import W, attributes

TEXT = Paper("公示", (Title("公示"), Text("正文"), Signature(("中共甲县委",), date(2012, 9, 20))))
MILLIMETRE = 1440 / 25.4


def style(data: bytes, name: str) -> Any:
    styles = reading.part(data, "word/styles.xml")
    return next(one for one in styles.iter(f"{W}style") if attributes(one)["styleId"] == name)


def value(node: Any, tag: str) -> dict[str, str]:
    return attributes(next(node.iter(f"{W}{tag}")))


def test_the_page_is_a4_with_margins_of_37_28_26_and_35_millimetres() -> None:
    section = reading.body(docx_of(TEXT))[-1]
    margins = {name: round(int(size) / MILLIMETRE) for name, size in value(section, "pgMar").items()}
    assert {name: margins[name] for name in ("top", "left", "right", "bottom")} == {
        "top": 37, "left": 28, "right": 26, "bottom": 35,
    }  # fmt: skip
    assert value(section, "pgSz") == {"w": "11906", "h": "16838"}
    assert 22 * int(value(section, "docGrid")["linePitch"]) <= 16838 - 2098 - 1985


def test_chinese_text_is_named_a_font_by_east_asia_which_alone_reaches_it() -> None:
    data = docx_of(TEXT)
    found = {name: (value(style(data, name), "rFonts")["eastAsia"], value(style(data, name), "sz")["val"])
             for name in ("PaperText", "PaperTitle", "PaperHeading1", "PaperHeading2")}  # fmt: skip
    assert found == {
        "PaperText": ("仿宋", "32"),
        "PaperTitle": ("方正小标宋简体", "44"),
        "PaperHeading1": ("黑体", "32"),
        "PaperHeading2": ("楷体", "32"),
    }
    assert value(style(data, "PaperText"), "spacing")["lineRule"] == "exact"


def test_every_font_has_other_names_and_none_is_in_the_file() -> None:
    fonts = reading.part(docx_of(TEXT), "word/fontTable.xml")
    named = {attributes(one)["name"]: value(one, "altName")["val"] for one in fonts.iter(f"{W}font")}
    assert set(named) == {"仿宋", "黑体", "楷体", "方正小标宋简体", "宋体", "SimSun-ExtB"}
    assert "仿宋_GB2312" in named["仿宋"].split(",")
    assert not list(fonts.iter(f"{W}embedRegular"))


def test_rare_characters_are_set_in_fonts_that_have_them() -> None:
    data = docx_of(Paper("名单", (Text("张䶮李𬘭王㛃"),)))
    runs = [(run.text, run.find(f"{W}rPr")) for run in reading.body(data).iter(f"{W}r")]
    assert [(text, None if looks is None else value(looks, "rFonts")["eastAsia"]) for text, looks in runs] == [
        ("张", None), ("䶮", "宋体"), ("李", None), ("𬘭", "SimSun-ExtB"), ("王", None), ("㛃", "宋体"),
    ]  # fmt: skip


def test_the_page_number_stands_between_dashes_on_the_outer_side() -> None:
    data = docx_of(TEXT)
    found = {
        value(footer, "jc")["val"]: "".join(one.text for one in footer.iter(f"{W}t"))
        for footer in (reading.part(data, f"word/footer{no}.xml") for no in (1, 2))
    }
    assert found == {"right": "— 1 —", "left": "— 1 —"}
    fields = [value(reading.part(data, f"word/footer{no}.xml"), "fldSimple")["instr"] for no in (1, 2)]
    assert fields == [" PAGE ", " PAGE "]
    assert list(reading.part(data, "word/settings.xml").iter(f"{W}evenAndOddHeaders"))


def test_the_date_stands_four_characters_from_the_right_and_the_signer_centred_over_it() -> None:
    assert signature_indents("中共甲县委", "2012年9月20日") == (4.75, 4.0)
    assert signature_indents("甲" * 20, "2012年9月20日") == (0.0, 4.0)
    *_, signer, day = [one for one in reading.body(docx_of(TEXT)) if one.tag == f"{W}p"]
    assert [value(one, "ind")["right"] for one in (signer, day)] == [str(round(4.75 * 320)), "1280"]
    assert reading.text(day) == ["2012年9月20日"]


def test_no_signature_is_alone_on_a_page() -> None:
    body = list(reading.body(docx_of(TEXT)))
    held = ["".join(reading.text(one)) for one in body if list(one.iter(f"{W}keepNext"))]
    assert held == ["正文", "", "", "中共甲县委"]


def test_a_text_keeps_its_blanks_and_ends_of_lines_and_loses_what_no_document_can_hold() -> None:
    typed = "  第一行  有空格\n\t第二行\x00\x0b\ud800<&>"
    assert reading.lines(docx_of(Paper("一", (Text(typed),)))) == ["  第一行  有空格", "第二行<&>"]


def test_a_long_title_is_broken_into_lines_of_like_length_before_a_word() -> None:
    assert balanced("关于公示", 20.1) == ["关于公示"]
    assert balanced("关于表彰甲县2012年“四评”先进典型的决定", 20.1) == ["关于表彰甲县2012年“四评”", "先进典型的决定"]
    lines = balanced("甲" * 70, 20.1)
    assert ("".join(lines), max(map(len, lines))) == ("甲" * 70, 18)
    assert balanced("甲" * 15 + "12345678901234567890", 20.1)[1].endswith("12345678901234567890")


def test_a_page_breaks_a_title_before_a_word_and_not_within_marks() -> None:
    assert parted("关于四评演示入选名单的公示") == ["关于四评演示", "入选", "名单", "的公示"]
    assert parted("《甲县评选办法》修订") == ["《甲县评选办法》修订"]


def test_papers_that_are_joined_begin_with_page_1_each_on_a_sheet_of_its_own() -> None:
    data = docx_of(joined([TEXT, TEXT]))
    sections = list(reading.body(data).iter(f"{W}sectPr"))
    assert [value(one, "pgNumType")["start"] for one in sections] == ["1", "1"]
    assert [value(one, "type")["val"] for one in sections] == ["oddPage", "oddPage"]
    assert [len(list(one.iter(f"{W}footerReference"))) for one in sections] == [2, 2]
    assert NewPage() in joined([TEXT, TEXT]).blocks


def test_headings_are_found_by_the_outline_of_a_word_processor() -> None:
    data = docx_of(Paper("一", (Heading("一、总则"), Heading("（一）范围", 2))))
    assert [value(style(data, f"PaperHeading{no}"), "outlineLvl")["val"] for no in (1, 2)] == ["0", "1"]
    assert reading.lines(data) == ["一、总则", "（一）范围"]
