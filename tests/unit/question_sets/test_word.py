"""Word documents with question banks: what a person sees is read, what cannot be read is named with its paragraph."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from question_sets import ImportReport, read_set, word
from scoreboard.i18n.catalogue import LANGS, known
from tests.unit.question_sets.builders import png


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def document(*lines: str) -> Document:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return made


def read(made: Document) -> ImportReport:
    return read_set("题库.docx", saved(made))


def told(report: ImportReport) -> list[tuple[str, str]]:
    found = [(row.place, problem) for row in report.rows for problem in row.problems] + list(report.faults)
    quiet = ("section", "type-inferred", "key-from-bracket", "options-from-stem")
    return [(str(place), problem.code) for place, problem in found if problem.code not in quiet]


def show(run: Any, look: str) -> None:
    """Gives a run one of the looks by which offices mark an answer."""
    if look == "highlight":
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    elif look == "colour":
        run.font.color.rgb = RGBColor(255, 0, 0)
    elif look == "shade":
        run._r.get_or_add_rPr().append(element("w:shd", val="clear", fill="FFFF00"))
    else:
        setattr(run, look, True)


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def test_a_bank_in_word_is_read_like_the_same_bank_in_text() -> None:
    lines = ("一、单项选择题", "1．首都是（ ）", "A．北京　B．上海", "答案：A", "二、判断题", "2．地球是圆的。（√）")
    made, text = read(document(*lines)), read_set("题库.txt", "\n".join(lines).encode())
    assert made.questions == text.questions
    assert [(q.type, q.key) for q in made.questions] == [("single", ("A",)), ("true_false", ("T",))]
    assert [str(row.place) for row in made.rows] == ["题库.docx!2", "题库.docx!6"]


def test_pictures_are_media_of_the_set_and_belong_to_the_question_they_stand_in() -> None:
    made = document("1.这面旗是（A）")
    made.add_paragraph().add_run().add_picture(io.BytesIO(png()))
    for line in ("A.一 B.二", "2.乙（B）", "A.一 B.二"):
        made.add_paragraph(line)
    report = read(made)
    assert [question.media for question in report.questions] == ["题库-1.png", ""]
    assert report.media["题库-1.png"].data == png()
    assert report.ok


def test_automatic_numbers_and_letters_are_read() -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    for name, form, text in (("90", "decimal", "%1．"), ("91", "upperLetter", "%1．")):
        abstract = element("w:abstractNum", abstractNumId=name)
        level = element("w:lvl", ilvl="0")
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            level.append(element(tag, val=value))
        abstract.append(level)
        numbering.insert(0, abstract)
    for name, of in (("90", "90"), ("92", "91"), ("93", "91")):
        number = element("w:num", numId=name)
        number.append(element("w:abstractNumId", val=of))
        if of == "91":
            override = element("w:lvlOverride", ilvl="0")
            override.append(element("w:startOverride", val="1"))
            number.append(override)
        numbering.append(number)

    def add(text: str, number: str) -> None:
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        listed = element("w:numPr")
        listed.append(element("w:ilvl", val="0"))
        listed.append(element("w:numId", val=number))
        properties.append(listed)

    for stem, letters in (("甲（B）", "92"), ("乙（A）", "93")):
        add(stem, "90")
        add("一", letters)
        add("二", letters)
    report = read(made)
    assert [(q.no, q.stem, q.options, q.key) for q in report.questions] == [
        (1, "甲（  ）", ("一", "二"), ("B",)),
        (2, "乙（  ）", ("一", "二"), ("A",)),
    ]


def test_underlined_answers_are_taken_out_and_underlined_blanks_are_blanks() -> None:
    made = document("三、填空题")
    filled = made.add_paragraph("1.最长的河是")
    filled.add_run("长江").underline = True
    filled.add_run("，第二是")
    filled.add_run("黄河").underline = True
    empty = made.add_paragraph("2.一年有")
    empty.add_run("      ").underline = True
    empty.add_run("个月。")
    made.add_paragraph("答案：12")
    report = read(made)
    assert [(q.stem, q.key) for q in report.questions] == [
        ("最长的河是____，第二是____", ("长江", "黄河")),
        ("一年有____个月。", ("12|12个月",)),
    ]


@pytest.mark.parametrize("look", ["highlight", "shade", "colour", "underline", "bold"])
def test_an_option_that_stands_out_is_the_answer_where_none_is_written_and_is_to_be_checked(look: str) -> None:
    made = document("一、单选题", "1.首都是（ ）", "A.上海")
    show(made.add_paragraph().add_run("B.北京"), look)
    line = made.add_paragraph("C.天津")
    made.add_paragraph("2.花都是（ ）")
    line = made.add_paragraph("A.伦敦  ")
    for part in ("B.", "巴黎"):
        show(line.add_run(part), look)
    line.add_run("  C.罗马")
    report = read(made)
    assert [(q.options, q.key) for q in report.questions] == [
        (("上海", "北京", "天津"), ("B",)),
        (("伦敦", "巴黎", "罗马"), ("B",)),
    ]
    assert [[p.code for p in row.problems if p.severity == "warning"] for row in report.rows] == [["key-from-look"]] * 2


def test_a_look_that_all_options_have_or_that_a_written_answer_goes_before_is_no_answer() -> None:
    made = document("一、单选题", "1.首都是（ ）")
    for text in ("A.上海", "B.北京"):
        made.add_paragraph().add_run(text).bold = True
    made.add_paragraph("2.花都是（A）")
    made.add_paragraph("A.巴黎")
    made.add_paragraph().add_run("B.罗马").bold = True
    report = read(made)
    assert [[p.code for p in row.problems] for row in report.rows] == [["key-missing"], ["key-from-bracket"]]
    assert [q.key for q in report.questions] == [("A",)]


def test_underlined_lines_are_headings_options_and_answers_like_others() -> None:
    made = docx.Document()
    for line in ("一、单选题", "1.首都是（ ）", "A.上海", "B.北京", "答案：B"):
        made.add_paragraph().add_run(line).underline = True
    table = made.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("题型", "题干", "答案"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("判断", "地球是圆的", "对"), strict=True):
        cell.paragraphs[0].add_run(text).underline = True
    assert [(q.stem, q.options, q.key) for q in read(made).questions] == [
        ("地球是圆的", (), ("T",)),
        ("首都是（ ）", ("上海", "北京"), ("B",)),
    ]


def test_raised_and_lowered_signs_are_kept() -> None:
    made = docx.Document()
    line = made.add_paragraph("1.光速约为 3×10")
    line.add_run("8").font.superscript = True
    line.add_run(" m/s，水是 H")
    line.add_run("2").font.subscript = True
    line.add_run("O（A）")
    made.add_paragraph("A.是 B.不")
    assert read(made).questions[0].stem == "光速约为 3×10⁸ m/s，水是 H₂O（  ）"


def test_what_is_struck_hidden_deleted_or_no_text_is_named_with_its_paragraph() -> None:
    made = document("1.甲（A）")
    options = made.add_paragraph("A.一 B.二")
    options.add_run("三").font.strike = True
    options.add_run("四").font.hidden = True
    removed = element("w:del")
    run = element("w:r")
    run.append(element("w:delText"))
    removed.append(run)
    options._p.append(removed)
    options._p.append(element("w:r"))
    options.runs[-1]._r.append(element("w:drawing"))
    assert told(read(made)) == [
        ("题库.docx!1", "drawing-skipped"),
        ("题库.docx!1", "text-struck"),
        ("题库.docx!1", "text-hidden"),
        ("题库.docx!0", "changes-tracked"),
    ]


def test_a_table_with_a_heading_is_a_table_and_others_only_arrange_lines() -> None:
    made = document("题库说明")
    rows = (
        ("题型", "题干", "选项A", "选项B", "答案"),
        ("单选", "甲", "一", "二", "B"),
        ("单选", "乙", "一", "二", "C"),
    )
    table = made.add_table(rows=3, cols=5)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.rows[1].cells[1].paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    report = read(made)
    assert [(q.stem, q.key, q.media) for q in report.questions] == [("甲", ("B",), "题库-1.png")]
    assert told(report) == [("题库.docx!4", "key-names-no-option"), ("题库.docx!1", "line-skipped")]
    arranged = document("1.甲（ ）")
    cells = arranged.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "A.一", "B.二"
    arranged.add_paragraph("答案：B")
    assert [(q.options, q.key) for q in read(arranged).questions] == [(("一", "二"), ("B",))]


def test_a_table_whose_heading_is_one_word_away_says_what_was_found_and_asks_about_its_columns() -> None:
    made = document("题库")
    cells = made.add_table(rows=2, cols=3)
    for row, texts in zip(cells.rows, (("序号", "考核题面", "标准答案"), ("1", "地球是圆的", "√")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    report = read(made)
    assert told(report) == [("题库.docx!2", "heading-incomplete")]
    (heading,) = report.headings
    again = read_set("题库.docx", saved(made), meanings={heading.columns[0].key: "stem"})
    assert [(q.stem, q.key) for q in again.questions] == [("地球是圆的", ("T",))]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("题库.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")),
        ("题库.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("题库.pdf", b"%PDF-1.7 ..."),
        ("题库.rtf", b"{\\rtf1 ...}"),
    ],
)
def test_other_documents_are_told_how_to_be_saved(name: str, data: bytes) -> None:
    assert [problem.code for _, problem in read_set(name, data).faults] == ["save-as-docx"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    assert [problem.code for _, problem in read_set("包.zip", out.getvalue()).faults] == ["save-as-docx"]


def test_a_letter_is_no_bank_and_a_damaged_document_is_broken() -> None:
    assert told(read(document("各单位：", "请准时到场。"))) == [("题库.docx!0", "no-bank")]
    data = bytearray(saved(document("1.甲（A）", "A.一 B.二")))
    data[300:400] = bytes(100)
    assert told(read_set("题库.docx", bytes(data))) == [("题库.docx!0", "file-broken")]


@pytest.mark.parametrize("part", ["word/more.xml", "word/media/big.png"])
def test_a_document_that_unpacks_beyond_the_limit_is_refused_before_it_is_read(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "MAX_TEXT_BYTES", 1 << 20)
    monkeypatch.setattr(word, "MAX_PACKAGE_BYTES", 3 << 20)
    out = io.BytesIO(saved(document("1.甲（A）", "A.一 B.二")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, bytes(4 << 20))
    assert len(out.getvalue()) < 200_000
    assert told(read_set("题库.docx", out.getvalue())) == [("题库.docx!0", "file-too-large")]


def test_entities_in_a_document_are_not_expanded() -> None:
    out = io.BytesIO()
    bomb = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with (
        zipfile.ZipFile(io.BytesIO(saved(document("1.甲（A）", "A.一 B.二PLACE")))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                head, _, body = content.partition(b"?>")
                content = head + b"?>" + bomb + body.replace(b"PLACE", b"&b;")
            new.writestr(member, content)
    report = read_set("题库.docx", out.getvalue())
    assert "haha" not in repr(report)


def test_what_a_style_strikes_or_hides_is_named_and_a_run_may_turn_it_off() -> None:
    made = document("单选题")
    struck = made.styles.add_style("已删", WD_STYLE_TYPE.CHARACTER)
    struck.font.strike = True
    made.styles.add_style("更旧", WD_STYLE_TYPE.CHARACTER).base_style = struck
    made.styles.add_style("作废", WD_STYLE_TYPE.PARAGRAPH).font.strike = True
    made.styles.add_style("藏", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    stem = made.add_paragraph("1. 首都是（ A ）")
    stem.add_run("提示", style="藏")
    options = made.add_paragraph("A. 北京 ")
    options.add_run("B. 南京 ", style="更旧")
    options.add_run("C. 东京", style="更旧").font.strike = False
    made.add_paragraph("2. 作废的一题（ A ）", style="作废")
    made.add_paragraph("A. 甲 B. 乙")
    assert told(read(made)) == [
        ("题库.docx!2", "text-hidden"),
        ("题库.docx!2", "text-struck"),
        ("题库.docx!4", "text-struck"),
    ]


def test_dots_readings_fields_and_comments_that_are_not_read_are_named() -> None:
    made = document("单选题")
    dotted = made.add_paragraph("1. 加点字读（ A ）")
    dotted.add_run("供")._r.get_or_add_rPr().append(element("w:em", val="dot"))
    made.add_paragraph("A. 甲 B. 乙")
    ruby = made.add_paragraph("2. 请读（ A ）")
    run, held, above, base = (element(f"w:{name}") for name in ("r", "ruby", "rt", "rubyBase"))
    for part, text in ((above, "chuān"), (base, "川")):
        part.append(inner := element("w:r"))
        inner.append(letter := element("w:t"))
        letter.text = text
        held.append(part)
    run.append(held)
    ruby._p.append(run)
    made.add_paragraph("A. 甲 B. 乙")
    field = made.add_paragraph("3. 圈里是（ A ）")
    field._p.append(run := element("w:r"))
    run.append(code := element("w:instrText"))
    code.text = r" EQ \o\ac(○,7) "
    made.add_paragraph("A. 甲 B. 乙")
    made.add_comment(field.runs, text="此题答案应为B", author="审")
    report = read(made)
    assert [row.understood.stem for row in report.rows if row.understood][1] == "请读（  ）川"
    assert told(report) == [
        ("题库.docx!2", "text-dotted"),
        ("题库.docx!4", "text-ruby"),
        ("题库.docx!6", "field-skipped"),
        ("题库.docx!0", "comments-skipped"),
    ]
    codes = ("text-dotted", "text-ruby", "field-skipped", "comments-skipped", "passage-skipped")
    assert all(known(lang, f"questions.problem.{one}") for lang in LANGS for one in codes)


def test_a_table_whose_cells_are_merged_over_the_options_below_each_other_is_read() -> None:
    made = docx.Document()
    table = made.add_table(1, 4)
    for cell, text in zip(table.rows[0].cells, ("题型", "题目", "选项", "答案"), strict=True):
        cell.text = text
    for kind, stem, options, key in (
        ("单选", "新中国成立于", "A.1945 B.1949", "B"),
        ("多选", "直辖市有", "A.北京 B.上海 C.广州", "AB"),
    ):
        rows = [table.add_row() for _ in options.split()]
        for row, option in zip(rows, options.split(), strict=True):
            row.cells[2].text = option
        for column, text in ((0, kind), (1, stem), (3, key)):
            rows[0].cells[column].merge(rows[-1].cells[column]).text = text
    assert [(one.type, one.options, one.key) for one in read(made).questions] == [
        ("single", ("1945", "1949"), ("B",)),
        ("multiple", ("北京", "上海", "广州"), ("A", "B")),
    ]
