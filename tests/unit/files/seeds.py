"""Good files of every kind that is read, with odd values among them: what ``damage`` begins with."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import docx
import openpyxl
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font

from scoreboard.exports.papers.certificate_template import template
from scoreboard.exports.papers.word_parts import readable
from scoreboard.i18n.catalogue import LANGS
from scoring.sheets import list_templates, template_text
from tests.unit.question_sets.builders import png, wav

KEYS = ("A", "B", "AB", "对", "错", "√", "长江|扬子江", "甲", "")
TYPES = ("单选", "多选", "判断", "填空", "简答", "", "怪题")
SIGNS = (
    "\u200b\u202e\ufeff\ufffd\u0301\x00\x1b\x7f\u2028\ue000\U0001f469\u200d\U0001f467ａＡ①½⁸₂…—–−‘“”（）()[]【】{}<>《》"
    "~=#:|\\/&;,，、；：。.．!?？！%％$¥@^*_-+'\"` \t\n\r\u3000"
)
"""Signs with which something has gone wrong somewhere."""

WORDS = (
    "单选题",
    "一、",
    "1．",
    "答案：",
    "【答案】",
    "A．",
    "（ ）",
    "____",
    "解析：",
    "分值",
    "10⁸",
    "_x000D_",
    "=1+1",
    "sep=;",
)
FORMATS = (
    "0%",
    "000",
    "#,##0",
    'yyyy"年"m"月"d"日"',
    "[h]:mm:ss",
    "# ?/?",
    "[Red]0;(0)",
    '"第"0"题"',
    "0.00E+00",
    "[$¥-804]0.0",
    "@",
)

WEIGHTS = ("100", "0", "50", "-33.333", "NaN", "1e999999")

QUESTIONS = ("题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "分值", "媒体", "难度")
ROSTER = ("队名", "单位", "领队", "队员1", "队员2", "替补", "台号", "带入分")
JUDGES = ("评委姓名", "单位", "电话")
MARKS = ("作品", "评委", "内容", "表现", "总分")


def text(random: Random, most: int = 12) -> str:
    """A text of letters, signs and words of question banks."""
    pieces = [
        random.choice(
            (random.choice(SIGNS), random.choice(WORDS), chr(random.randrange(0x4E00, 0x9FFF)), str(random.random()))
        )
        for _ in range(random.randrange(most))
    ]
    return "".join(pieces)


def value(random: Random) -> Any:
    """What a cell may hold."""
    return random.choice(
        (
            lambda: text(random),
            lambda: None,
            lambda: random.choice((True, False)),
            lambda: random.choice((0, -1, 7, 10**15, 10**300, -0.0, 0.1 + 0.2, 1e-300, 1.5, 44197.5)),
            lambda: datetime.datetime(1900 + random.randrange(200), 2, 28, 23, 59, 59),  # noqa: DTZ001 - of no zone
            lambda: datetime.date(1921, 7, 23),
            lambda: datetime.time(random.randrange(24), 30),
            lambda: datetime.timedelta(hours=random.randrange(-50, 5000)),
            lambda: random.choice(("#N/A", "#REF!", "=A1", "=1/0", '=DISPIMG("ID_1",1)')),
            lambda: "长" * random.choice((200, 9_000)),
        )
    )()


def rows(random: Random, odd: float = 0.2) -> list[list[Any]]:
    """A table of questions, teams, judges or marks under its heading, some cells of which are odd."""
    heading = random.choice((QUESTIONS, QUESTIONS, ROSTER, JUDGES, MARKS))
    usual: Mapping[str, Callable[[], Any]] = {
        "题型": lambda: random.choice(TYPES), "题干": lambda: f"第{random.randrange(99)}题是什么？",
        "答案": lambda: random.choice(KEYS),
        "分值": lambda: random.choice((1, 2.5, "3", "十")), "媒体": lambda: random.choice(("", "", "一.png")),
        "队名": lambda: f"{random.randrange(9)}队", "台号": lambda: random.randrange(1, 9),
        "带入分": lambda: random.choice((0, 1.5)),
        "内容": lambda: random.randrange(100), "表现": lambda: random.choice((88.5, "缺评")),
    }  # fmt: skip
    made: list[list[Any]] = [["标题"]] * random.randrange(2) + [list(heading)]
    for number in range(random.randrange(1, 12)):
        cells = [usual[name]() if name in usual else f"{name}{number}" for name in heading]
        made.append([value(random) if random.random() < odd else cell for cell in cells])
    if random.random() < 0.2:
        made[random.randrange(len(made))] = [value(random) for _ in heading]
    return made


def _printable(cell: Any) -> Any:
    """A cell that the writers of workbooks accept."""
    if isinstance(cell, str):
        return "".join(sign for sign in cell if sign >= " " or sign in "\t\n")
    return cell


def xlsx(random: Random) -> bytes:
    """A workbook with formats, hidden rows, merged cells, comments and several sheets."""
    book = openpyxl.Workbook()
    for number in range(random.randrange(1, 4)):
        sheet: Any = (
            book.active
            if number == 0
            else book.create_sheet(random.choice(("题", "评委1", "A&B", "表 2")) + str(number))
        )
        for row, cells in enumerate(rows(random), start=1):
            for column, cell in enumerate(cells, start=1):
                at = sheet.cell(row, column, _printable(cell))
                if random.random() < 0.1:
                    at.number_format = random.choice(FORMATS)
                if random.random() < 0.03:
                    at.font = Font(strike=True, vertAlign=random.choice((None, "superscript")))
                if random.random() < 0.02:
                    at.comment = Comment("批注", "甲")
        if random.random() < 0.3:
            sheet.row_dimensions[random.randrange(1, 6)].hidden = True
            sheet.column_dimensions["C"].hidden = True
        if random.random() < 0.3:
            sheet.merge_cells(start_row=2, end_row=4, start_column=1, end_column=random.randrange(1, 3))
        if random.random() < 0.2:
            sheet.sheet_state = "hidden" if number else "visible"
            sheet.auto_filter.ref = "A1:C9"
            sheet.auto_filter.add_filter_column(0, ["甲"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(random: Random) -> bytes:
    """An old workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("题库")
    for row, cells in enumerate(rows(random)):
        for column, cell in enumerate(cells):
            kept = (
                str(cell)
                if isinstance(cell, datetime.timedelta) or (isinstance(cell, int) and abs(cell) > 10**15)
                else cell
            )
            sheet.write(row, column, _printable(kept))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(random: Random) -> bytes:
    """A workbook of LibreOffice, as far as its values go."""
    lines = []
    for cells in rows(random):
        parts = []
        for cell in cells:
            kind = "float" if isinstance(cell, int | float) else "string"
            said = f' office:value="{float(cell)}"' if kind == "float" else ""
            repeated = f' table:number-columns-repeated="{random.randrange(1, 4)}"' if random.random() < 0.1 else ""
            shown = _escaped(str(_printable("" if cell is None else cell)))
            parts.append(
                f'<table:table-cell office:value-type="{kind}"{said}{repeated}>'
                f"<text:p>{shown}</text:p></table:table-cell>"
            )
        lines.append(f"<table:table-row>{''.join(parts)}</table:table-row>")
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="题">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    parts = {"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped({name: part.encode() for name, part in parts.items()})


def _escaped(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def bank_lines(random: Random) -> list[str]:
    """A question bank as an office writes it."""
    lines = ["知识竞赛题库", random.choice(("一、单项选择题", "二、判断题（每题2分）", "三、填空题", ""))]
    for number in range(1, random.randrange(2, 12)):
        shape = random.randrange(5)
        stem = f"{number}{random.choice(('．', '.', '、', ')'))}第{random.randrange(99)}个问题"
        if shape == 0:
            lines += [f"{stem}（ ）", "A．甲　B．乙　C．丙", f"答案：{random.choice('ABCD')}"]
        elif shape == 1:
            lines += [f"{stem}（B）", "A．甲", "B．乙", "解析：因为"]
        elif shape == 2:
            lines.append(f"{stem}。（{random.choice('√×')}）")
        elif shape == 3:
            lines.append(f"{stem}在____。（长江）")
        else:
            lines.append(text(random, 40))
    if random.random() < 0.3:
        lines += ["参考答案", "1-5 ABCDA", "6．√"]
    return lines


def word(random: Random) -> bytes:
    """A Word document with a bank, a table, a picture and marked-up runs."""
    made: Any = docx.Document()
    for line in bank_lines(random):
        paragraph = made.add_paragraph(style=random.choice((None, "List Number")))
        run = paragraph.add_run("".join(sign for sign in line if sign >= " "))
        run.font.superscript, run.font.strike = random.random() < 0.1, random.random() < 0.05
        if random.random() < 0.1:
            run.add_picture(io.BytesIO(png()))
    if random.random() < 0.4:
        cells = rows(random)
        table = made.add_table(len(cells), max(map(len, cells)))
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                table.cell(row, column).text = str(_printable("" if cell is None else cell))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bank(random: Random) -> bytes:
    """A bank in plain text."""
    return (
        random.choice(("\n", "\r\n", "\n\n"))
        .join(bank_lines(random))
        .encode(random.choice(("utf-8", "utf-8-sig", "gb18030")))
    )


def table(random: Random) -> bytes:
    """A table in text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=random.choice(",;\t")).writerows(rows(random))
    return out.getvalue().encode(random.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")))


def gift(random: Random) -> bytes:
    """Items of GIFT."""
    answers = (
        "=甲 ~乙 ~丙",
        "T",
        "FALSE#为何",
        "=%100%长江 =%50%河",
        "#3.14:0.01",
        "",
        "~%50%甲 ~%50%乙 ~丙",
        "=甲 -> 乙 =丙 -> 丁",
        "~=对~错",
    )
    items = [
        f"// [tag:{text(random, 4)}]\n::第{number}题::{random.choice(('', '[html]', '[markdown]'))}问{text(random, 5)} "
        f"{{{random.choice(answers)}}}"
        for number in range(random.randrange(1, 8))
    ]
    return "\n\n".join(["$CATEGORY: $course$/题库", *items]).encode()


def moodle(random: Random) -> bytes:
    """Moodle XML."""
    questions = []
    for number in range(random.randrange(1, 8)):
        kind = random.choice(("multichoice", "truefalse", "shortanswer", "numerical", "essay", "matching", "category"))
        answers = "".join(
            f'<answer fraction="{random.choice(WEIGHTS)}">'
            f"<text>{_escaped(text(random, 4).translate({0: None, 27: None}))}</text>"
            "<feedback><text>好</text></feedback></answer>"
            for _ in range(random.randrange(5))
        )
        questions.append(
            f'<question type="{kind}"><name><text>{number}</text></name><questiontext format="html"><text>'
            f"<![CDATA[<p>第{number}题 H<sub>2</sub>O</p>]]></text>"
            '<file name="一.png" encoding="base64">iVBORw0KGgo=</file></questiontext>'
            f"<single>{random.choice(('true', 'false'))}</single>{answers}</question>"
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'.encode()


def toml(random: Random) -> bytes:
    """A set in TOML with odd values."""
    values = (
        '"甲"',
        "1",
        "1.5",
        "[]",
        '["A", "B"]',
        "true",
        "2024-01-01",
        "nan",
        "inf",
        "{ a = 1 }",
        '"""长\n文"""',
        "07:32:00",
    )
    fields = ("type", "stem", "options", "key", "points", "tags", "clues", "media", "difficulty", "其他")
    items = [
        "[[question]]\n" + "\n".join(f'"{name}" = {random.choice(values)}' for name in random.sample(fields, 6))
        for _ in range(random.randrange(1, 6))
    ]
    return ('[set]\nid = "a"\nname = "甲"\n\n' + "\n\n".join(items)).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def package(random: Random) -> bytes:
    """A set with its media, in several files of several kinds."""
    kinds = random.sample([kind for kind in SEEDS if kind != "zip"], random.randrange(1, 4))
    files = {f"题库{number}.{kind}": SEEDS[kind](random) for number, kind in enumerate(kinds)}
    return zipped(files | {"图/一.png": png(), "声.wav": wav(), "__MACOSX/._题": b"\0", "说明.txt": "请看".encode()})


def rules(random: Random) -> bytes:
    """A rule sheet that comes with the program."""
    return template_text(random.choice(list_templates()), random.choice(LANGS)).encode()


def certificate(random: Random) -> bytes:
    """A template of a certificate, with fields that there are and are not."""
    made: Any = docx.Document(io.BytesIO(template()))
    for _ in range(random.randrange(4)):
        made.add_paragraph(
            random.choice(("{{ name }}", "{{ unit }}{{", "{% if x %}", "{{ 姓名 }}", readable(text(random))))
        )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


SEEDS: Mapping[str, Callable[[Random], bytes]] = {
    "xlsx": xlsx, "xls": xls, "ods": ods, "docx": word, "csv": table, "txt": bank, "gift": gift, "xml": moodle,
    "toml": toml, "zip": package,
}  # fmt: skip
"""How a good file is made, by the end of its name."""
