"""Question sets at the organiser's desk: tried, confirmed, taken, exported, removed."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from question_sets import ImportReport, read_set
from scoreboard import wiring
from scoreboard.blueprints.organiser import sets, uploads
from scoreboard.i18n.catalogue import of_error
from scoreboard.server import child
from scoreboard.server.turns import AT_A_TIME
from scoring.engine.errors import Invalid
from scoring.usecases import accounts
from scoring.usecases.media import bytes_of
from scoring.usecases.quiz import question_sets
from scoring.usecases.records import Medium, Question
from tests.conftest import PASSWORD, Browser
from tests.unit.question_sets.builders import package, png, text_table, xlsx
from tests.web.organiser_files import QUESTIONS, new_match, send


def names(services: wiring.Services) -> list[tuple[str, int]]:
    return [(one.name, count) for one, count in question_sets.list_question_sets(services.ctx)]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is waited for however busy the machine is."""
    monkeypatch.setattr(uploads, "WAIT_S", 30.0)


def tried(browser: Browser, name: str, data: bytes) -> str:
    """The address of the report on an upload."""
    answer = send(browser, "/organiser/sets/uploads", name, data)
    assert answer.status_code == 303
    return answer.location


def test_a_set_is_tried_first_and_kept_only_when_confirmed(organiser: Browser, services: wiring.Services) -> None:
    report = tried(organiser, "题库.xlsx", xlsx(QUESTIONS))
    page = organiser.get(report).text
    assert "我国的首都是（  ）" in page
    assert 'value="题库"' in page
    assert names(services) == []
    answer = organiser.post(report, data={"name": "甲题库", "source": "自编"})
    assert answer.status_code == 303
    assert names(services) == [("甲题库", 2)]
    assert organiser.get(report).status_code == 404


def test_faulty_rows_are_named_and_left_out_only_when_that_is_said(
    organiser: Browser, services: wiring.Services
) -> None:
    rows = [*QUESTIONS, ("单选", "缺答案", "甲", "乙", "丙", ""), ("单选", "多出来的答案", "甲", "乙", "", "D")]
    report = tried(organiser, "题库.csv", text_table(rows))
    page = organiser.get(f"{report}?only=error").text
    assert "题库.csv 第 4 行" in page
    assert "没有答案。" in page
    assert "答案 D 没有对应的选项（共 2 个选项）。" in page
    assert "我国的首都是" not in page
    refused = organiser.post(report, data={"name": "甲题库"})
    assert refused.status_code == 400
    assert "有 2 处错误" in refused.text
    assert names(services) == []
    organiser.post(report, data={"name": "甲题库", "without_faulty": "on"})
    assert names(services) == [("甲题库", 2)]


def test_an_upload_belongs_to_whoever_sent_it_and_can_be_given_up(
    app: Flask, organiser: Browser, services: wiring.Services
) -> None:
    report = tried(organiser, "题库.csv", text_table(QUESTIONS))
    accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    other = Browser(app.test_client())
    other.post("/signin", data={"name": "李二", "password": PASSWORD})
    assert other.get(report).status_code == 404
    assert other.post(report, data={"name": "偷"}).status_code == 404
    assert organiser.post(f"{report}/drop").status_code == 303
    assert organiser.get(report).status_code == 404


def test_what_is_no_question_file_says_so_in_the_report(organiser: Browser) -> None:
    page = organiser.get(tried(organiser, "x.pdf", b"%PDF-1.7")).text
    assert "“x.pdf”这种文件不能直接读。请用 Word 或 WPS 打开" in page
    assert re.search(r'<button class="button button-primary" type="submit" disabled', page)
    assert organiser.post("/organiser/sets/uploads").status_code == 400


def test_an_organiser_says_what_an_unknown_column_is_and_the_file_is_read_again(
    organiser: Browser, services: wiring.Services
) -> None:
    rows = [("题型", "试题题目", "A", "B", "答案"), ("单选", "首都是（  ）", "北京", "上海", "A")]
    report = tried(organiser, "题库.csv", text_table(rows))
    page = organiser.get(report).text
    assert "认出题型、答案、选项AB，缺题干；不认识：试题题目。" in page
    assert '<option value="stem" >题干</option>' in page
    assert '<option value="option1" >选项A</option>' in page
    answer = organiser.post(f"{report}/columns", data={"meaning0": "stem"})
    assert (answer.status_code, answer.location) == (303, report)
    page = organiser.get(report).text
    assert "缺题干" not in page
    assert "首都是（  ）" in page
    organiser.post(report, data={"name": "甲题库"})
    assert names(services) == [("甲题库", 1)]


def test_columns_that_are_said_too_early_or_of_a_file_that_was_not_kept_are_refused_in_words(
    organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = text_table([("题型", "试题题目", "A", "B", "答案"), ("单选", "首都是（  ）", "北京", "上海", "A")])
    monkeypatch.setattr(sets, "MAX_SHEET_BYTES", 10)
    gone = organiser.post(f"{tried(organiser, '题库.csv', table)}/columns", data={"meaning0": "stem"})
    assert (gone.status_code, of_error("zh", "upload-gone", "message") in gone.text) == (404, True)
    monkeypatch.setattr(uploads, "WAIT_S", 0)
    monkeypatch.setattr(child, "_places", threading.Semaphore(0))
    early = organiser.post(f"{tried(organiser, '题库.csv', table)}/columns", data={"meaning0": "stem"})
    assert (early.status_code, of_error("zh", "upload-not-read", "message") in early.text) == (400, True)


def test_media_of_a_package_are_kept_with_their_questions(organiser: Browser, services: wiring.Services) -> None:
    table = text_table([("题型", "题干", "答案", "图片"), ("判断", "图中是一个点", "对", "Dot.PNG")])
    report = tried(organiser, "题库.zip", package({"题库.csv": table, "Dot.PNG": png()}))
    organiser.post(report, data={"name": "图"})
    with services.ctx.store.read() as uow:
        question = uow.of(Question).all()[0]
        file = uow.of(Medium).get(question.media)
    assert question.media_kind == "image"
    assert file is not None
    assert (file.mime, bytes_of(services.ctx.files, file)) == ("image/png", png())


def test_a_builtin_set_is_taken_once_and_reads_back_the_same_from_its_export(
    organiser: Browser, services: wiring.Services
) -> None:
    answer = organiser.post("/organiser/sets/builtin", data={"set": "english-demo"})
    assert answer.status_code == 303
    assert organiser.post("/organiser/sets/builtin", data={"set": "english-demo"}).status_code == 409
    assert organiser.post("/organiser/sets/builtin", data={"set": "../x"}).status_code == 404
    exported = organiser.get(f"{answer.location}/set.xlsx").data
    with services.ctx.store.read() as uow:
        stored = sorted(uow.of(Question).all(), key=lambda q: q.no)
        media = {one.name: bytes_of(services.ctx.files, one) for one in uow.of(Medium).all()}
    again = read_set("x.xlsx", exported, media).questions
    assert [(q.no, q.type, q.stem, q.options, q.key, q.tags, q.clues) for q in again] == [
        (q.no, q.type, q.stem, q.options, q.key, q.tags, q.clues) for q in stored
    ]


def test_a_set_with_media_is_exported_as_a_package_that_reads_back_the_same(
    organiser: Browser, services: wiring.Services
) -> None:
    table = text_table([("题型", "题干", "答案", "图片"), ("判断", "图中是一个点", "对", "Dot.PNG")])
    answer = organiser.post(
        tried(organiser, "题库.zip", package({"题库.csv": table, "Dot.PNG": png()})), data={"name": "图"}
    )
    assert "/set.zip" in organiser.get(answer.location).text
    again = read_set("图.zip", organiser.get(f"{answer.location}/set.zip").data)
    assert again.ok
    assert [(q.stem, q.media) for q in again.questions] == [("图中是一个点", "Dot.PNG")]
    assert again.media["dot.png"].data == png()


def test_a_set_is_shown_with_its_keys_and_removed(organiser: Browser, services: wiring.Services) -> None:
    organiser.post(tried(organiser, "题库.csv", text_table(QUESTIONS)), data={"name": "甲题库"})
    set_id = question_sets.list_question_sets(services.ctx)[0][0].id
    page = organiser.get(f"/organiser/sets/{set_id}").text
    assert ('cell">A</td>' in page, 'cell">正确</td>' in page, 'cell">T</td>' in page) == (True, True, False)
    assert organiser.post(f"/organiser/sets/{set_id}/remove").status_code == 303
    assert names(services) == []
    assert organiser.get(f"/organiser/sets/{set_id}").status_code == 404


def test_the_form_to_fill_in_is_known_again(organiser: Browser) -> None:
    report = read_set("模板.xlsx", organiser.get("/organiser/sets/template.xlsx").data)
    assert "no-heading" not in [problem.code for _, problem in report.faults]


def test_a_long_reading_shows_its_progress_and_can_be_left(organiser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slowly(
        _kind: str,
        name: str,
        data: bytes,
        _decode: object,
        progress: Callable[[int, int], None],
        _meanings: object,
    ) -> ImportReport:
        progress(500, 1200)
        assert go_on.wait(20)
        return read_set(name, data)

    monkeypatch.setattr(sets, "read_apart", slowly)
    monkeypatch.setattr(uploads, "WAIT_S", 0.2)
    report = tried(organiser, "题库.csv", text_table(QUESTIONS))
    page = organiser.get(report).text
    assert "已读 500 / 1200 行" in page
    assert '<meta http-equiv="refresh"' in page
    assert organiser.post(report, data={"name": "早"}).status_code == 400
    organiser.get("/organiser/")
    go_on.set()
    until = time.monotonic() + 10
    while 'id="progress"' in organiser.get(report).text and time.monotonic() < until:
        time.sleep(0.05)
    assert "我国的首都是（  ）" in organiser.get(report).text


def test_of_very_many_faults_the_first_are_shown_and_the_others_counted(organiser: Browser) -> None:
    lines = ["1.甲（A）", "A.一 B.二", "二、判断题", *(f"第{number}条说明" for number in range(250)), "1.乙（√）"]
    page = organiser.get(tried(organiser, "题库.txt", "\n".join(lines).encode())).text
    assert page.count('<li class="sev-') == sets.SHOWN
    assert "还有 51 条没有列出" in page


@pytest.mark.parametrize(
    ("script", "words"), [("import os; os.abort()", "已损坏"), ("import time; time.sleep(60)", "读了太久，已停止")]
)
def test_a_file_over_which_its_reader_ends_is_told_in_words(
    organiser: Browser, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", script))
    monkeypatch.setattr(child, "SECONDS", 2.0)
    page = organiser.get(tried(organiser, "题库.xls", b"x" * 1000))
    assert page.status_code == 400
    assert words in page.text
    assert "题库.xls" in page.text
    assert "过期" not in page.text


def test_a_roster_over_which_its_reader_ends_is_told_in_words(
    organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", "import os; os.abort()"))
    match = new_match(organiser)
    answer = send(organiser, f"{match}/teams/import", "名单.xls", b"x" * 1000)
    assert answer.status_code == 400
    assert "名单.xls 已损坏" in answer.text


def test_the_built_in_sets_in_the_language_of_the_page_come_first(organiser: Browser) -> None:
    names = {
        "zh": ["通用题库（示例）", "English demonstration set"],
        "en": ["English demonstration set", "通用题库（示例）"],
    }
    for lang, order in names.items():
        page = organiser.get(f"/organiser/sets?lang={lang}").text
        assert sorted(order, key=page.index) == order


@pytest.mark.parametrize("size", [100, 400_000])
def test_while_an_organisers_files_are_read_his_other_pages_come(
    app: Flask, organiser: Browser, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Large ones are not even there yet: their way over a slow network takes no turn of the same browser."""
    match, come, go_on = new_match(organiser), threading.Semaphore(0), threading.Event()

    def slowly(*_: object, **__: object) -> None:
        come.release()
        assert go_on.wait(60)
        raise Invalid("file-slow", file="名单.xls")

    monkeypatch.setattr(uploads, "read_apart", slowly)
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = organiser.client.get_cookie(name)
    assert cookie is not None

    def other() -> Browser:
        browser = Browser(app.test_client())
        browser.client.set_cookie(name, cookie.value)
        return browser

    with ThreadPoolExecutor(AT_A_TIME + 3) as pool:
        sent = [
            pool.submit(send, other(), f"{match}/teams/import", "名单.xls", b"x" * size) for _ in range(AT_A_TIME + 2)
        ]
        try:
            assert all(come.acquire(timeout=30) for _ in range(AT_A_TIME + 2))
            assert pool.submit(other().get, "/organiser/").result(30).status_code == 200
        finally:
            go_on.set()
        assert {answer.result(30).status_code for answer in sent} == {400}
