"""From a fresh server to an open match with a judged round, by the pages alone, a Word bank and two Excel files."""

from __future__ import annotations

import io

import docx
import xlwt

from scoreboard import wiring
from scoring.usecases.quiz.perform import match_state
from tests.conftest import PASSWORD, Browser
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import hidden, read_through, send

TEAMS = "甲乙丙丁戊己"
ROSTER = xlsx(
    [
        ("参赛队名单",),
        ("序号", "代表队", "单位", "领队", "队员1", "队员2", "队员3", "替补"),
        *(
            (no, f"{one}县代表队", f"{one}县教育局", f"{one}领队", f"{one}一", f"{one}二", f"{one}三", f"{one}替")
            for no, one in enumerate(TEAMS, start=1)
        ),
    ]
)
JUDGES = xlsx(
    [
        ("评委名单",),
        ("序号", "姓名", "单位", "职务"),
        (1, "周一", "甲县教育 局", "科长"),
        (2, "吴二", "乙县教育局（机关）", "主任"),
        (3, "郑三", "某大学", "教授"),
        (4, "冯四", "", ""),
        (5, "陈五", "丙县教育局\u200b", "科员"),
    ]
)


def bank() -> bytes:
    """A question bank as an office has it in Word: choices with their answers at the end, judgements with a sign."""
    made = docx.Document()
    made.add_heading("知识竞赛题库", 0)
    made.add_paragraph("一、单项选择题（每题10分）")
    for no in range(1, 131):
        made.add_paragraph(f"{no}．第{no * 37 % 1009}号档案记载的工程长多少里（  ）")
        made.add_paragraph(f"A．{no}里\tB．{no + 500}里\tC．{no + 700}里\tD．{no + 900}里")
    made.add_paragraph("二、判断题")
    for no in range(1, 61):
        made.add_paragraph(f"{no}．第{no * 53 % 1013}号档案记载的是一座桥。（{'√×'[no % 2]}）")
    made.add_paragraph("参考答案")
    made.add_paragraph("一、" + " ".join(f"{no}-{no + 4} ABCDA" for no in range(1, 131, 5)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def post(browser: Browser, path: str, **fields: object) -> str:
    """A form that is accepted; the address of the page after it."""
    answer = browser.post(path, data=fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def bring(browser: Browser, page: str, name: str, data: bytes) -> str:
    """A list that is uploaded and confirmed; the report."""
    report = send(browser, f"{page}/import", name, data)
    assert report.status_code == 200
    post(browser, f"{page}/import/confirm", **hidden(report.text))
    return report.text


def test_a_newcomer_comes_from_the_start_up_code_to_an_open_match(browser: Browser, services: wiring.Services) -> None:
    account = {"code": services.setup_code, "name": "周一", "password": PASSWORD, "again": PASSWORD}
    assert post(browser, "/setup", **account) == "/organiser/"
    competition = post(browser, "/organiser/competitions", title="知识竞赛", theme="crimson")
    match = post(browser, f"{competition}/matches", title="决赛", template="standard-party")
    assert "共 6 支代表队、24 名队员" in bring(browser, f"{match}/teams", "名单.xlsx", ROSTER)
    assert "列“职务”无法识别，未读入" in bring(browser, f"{match}/panel", "评委.xlsx", JUDGES)
    post(browser, f"{match}/draw")
    report = read_through(browser, send(browser, "/organiser/sets/uploads", "题库.docx", bank()).location)
    questions = post(browser, report, name="题库", source="自编").rpartition("/")[2]
    chosen = browser.get(f"{match}/questions?set={questions}").text
    post(browser, f"{match}/questions", set=questions, way="lot", version=hidden(chosen)["version"][0])
    cards = browser.post(f"{match}/tickets", data={"judges": "5", "displays": "1"}).text
    assert "甲县教育 局" in cards
    left = browser.get(match).text
    assert "吴二 乙县教育局（机关） ≈ 乙县代表队 乙县教育局" in left
    assert "1 位评委的单位与任何参赛单位都不同：郑三 某大学。" in left
    assert "1 位评委没有填单位，评到本单位时不会自动回避：冯四。" in left
    assert "必须完成" not in left
    post(browser, f"{match}/open")
    assert match_state(services.ctx, match.rpartition("/")[2]).phase == "open"


def old_roster() -> bytes:
    """A register in an old workbook: a title, teams merged over their members, a sum and a signature at its foot."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("报名表")
    sheet.write_merge(0, 0, 0, 4, "知识竞赛报名登记表")
    for column, heading in enumerate(("序号", "参赛队伍", "单位名称", "姓名", "联系电话")):
        sheet.write(1, column, heading)
    for no, one in enumerate(TEAMS):
        top = 2 + 3 * no
        for column, text in enumerate((str(no + 1), f"{one}县代表队", f"{one}县教育局")):
            sheet.write_merge(top, top + 2, column, column, text)
        for row, member in enumerate("一二三"):
            sheet.write(top + row, 3, f"{one}{member}")
            sheet.write(top + row, 4, 13800000000 + row, xlwt.easyxf(num_format_str="0"))
    sheet.write(20, 0, "合计")
    sheet.write(20, 3, "18人")
    sheet.write_merge(21, 21, 0, 4, "填表人：赵一　　日期：2024年5月6日")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def glued_bank() -> bytes:
    """A bank in a text file of an old Windows: keys in brackets before options in the same line."""
    lines = [
        f"{no}、第{no * 37 % 1009}号档案记载的工程长多少里（{'ABC'[no % 3]}）A.{no}里B.{no + 500}里C.{no + 700}里"
        for no in range(1, 191)
    ]
    return "\r\n".join(["单选题", *lines]).encode("gb18030")


def test_older_files_and_pasted_judges_lead_to_an_open_match_too(browser: Browser, services: wiring.Services) -> None:
    account = {"code": services.setup_code, "name": "周一", "password": PASSWORD, "again": PASSWORD}
    post(browser, "/setup", **account)
    competition = post(browser, "/organiser/competitions", title="知识竞赛", theme="crimson")
    match = post(browser, f"{competition}/matches", title="决赛", template="standard-party")
    told = bring(browser, f"{match}/teams", "报名表.xls", old_roster())
    assert "共 6 支代表队、18 名队员" in told
    assert "“合计”像是合计或表尾的说明，没有读入" in told
    assert "“填表人：赵一　　日期：2024年5月6日”像是合计或表尾的说明" in told
    lines = "1. 周一\t甲县教育局\n2. 吴二\t某大学\n3. 郑三\t—\n4. 冯四 丙县教育局\n5. 陈五"
    report = browser.post(f"{match}/panel/lines", data={"lines": lines})
    post(browser, f"{match}/panel/import/confirm", **hidden(report.text))
    post(browser, f"{match}/draw")
    report_page = read_through(browser, send(browser, "/organiser/sets/uploads", "题库.txt", glued_bank()).location)
    questions = post(browser, report_page, name="题库", source="自编").rpartition("/")[2]
    chosen = browser.get(f"{match}/questions?set={questions}").text
    post(browser, f"{match}/questions", set=questions, way="lot", version=hidden(chosen)["version"][0])
    browser.post(f"{match}/tickets", data={"judges": "5", "displays": "1"})
    left = browser.get(match).text
    assert "2 位评委没有填单位，评到本单位时不会自动回避：郑三、陈五。" in left
    assert "必须完成" not in left
    post(browser, f"{match}/open")
    assert match_state(services.ctx, match.rpartition("/")[2]).phase == "open"
