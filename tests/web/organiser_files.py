"""Files that an organiser uploads, and the first steps at the desk, for its tests."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence

from PIL import Image
from werkzeug.test import TestResponse

from tests.conftest import Browser
from tests.unit.question_sets.builders import xlsx

ROSTER = xlsx([
    ("某某竞赛参赛名单",),
    ("队名", "单位", "领队", "队员1", "队员2", "队员3", "替补"),
    ("甲队", "甲单位", "张领队", "张一", "张二", "张三", "张替"),
    ("乙队", "乙单位", "李领队", "李一", "李二", "李三", ""),
])  # fmt: skip

QUESTIONS: Sequence[Sequence[object]] = (
    ("题型", "题干", "选项A", "选项B", "选项C", "正确答案"),
    ("单选", "我国的首都是（  ）", "北京", "上海", "天津", "A"),
    ("判断", "地球是圆的", "", "", "", "对"),
)


def new_match(browser: Browser, template: str = "standard-party", title: str = "决赛") -> str:
    """A competition with one match; the address of the match's page."""
    made = browser.post("/organiser/competitions", data={"title": f"{title}所在竞赛", "theme": "indigo"})
    answer = browser.post(f"{made.location}/matches", data={"title": title, "template": template})
    assert answer.status_code == 303
    return answer.location


def send(browser: Browser, path: str, name: str, data: bytes) -> TestResponse:
    """Upload a file as its form does."""
    return browser.post(path, data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def read_through(browser: Browser, report: str) -> str:
    """The address of a report, once its file has been read."""
    ends = time.monotonic() + 60
    while 'id="progress"' in browser.get(report).text and time.monotonic() < ends:
        time.sleep(0.05)
    return report


def bring(browser: Browser, data: bytes, *, path: str, name: str) -> tuple[str, str]:
    """Bring a file whose report comes first: the address of the report, and its page once the file has been read."""
    answer = send(browser, path, name, data)
    assert answer.status_code == 303, answer.text
    report = read_through(browser, answer.location)
    text = browser.get(report).text
    assert 'id="progress"' not in text
    return report, text


def hidden(page: str) -> dict[str, list[str]]:
    """The hidden fields of a page, without the token."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        if name != "csrf_token":
            found.setdefault(name, []).append(value)
    return found


def with_teams(browser: Browser, match: str) -> None:
    """The two teams of ``ROSTER``, imported."""
    report = send(browser, f"{match}/teams/import", "名单.xlsx", ROSTER)
    assert browser.post(f"{match}/teams/import/confirm", data=hidden(report.text)).status_code == 303


def png(colour: str = "#204080") -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()
