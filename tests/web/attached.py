"""A house in which one person may attach files to a draft: what the pages of a review will register."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from scoreboard.blueprints.review.access import Access, register
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from tests.conftest import Browser

SCAN = FormField("scan", "推荐表（盖章）", kind="attachment", most=3, files=("pdf", "jpg", "docx"), megabytes=5)
FILM = FormField("film", "事迹片", kind="attachment", files=("mp4", "mp3"), megabytes=50)
PART = 256 * 1024


@dataclass
class House:
    """Who may read and write what; ``open_drafts``: the drafts to which files may be attached."""

    open_drafts: set[str] = field(default_factory=lambda: {"d1"})
    hidden: set[str] = field(default_factory=set)

    def may_read(self, attachment: Attachment) -> bool:
        return attachment.id not in self.hidden

    def may_write(self, owner: str) -> bool:
        return owner in self.open_drafts


def open_house(app: Flask) -> House:
    """Let a new house answer in this application."""
    house, fields = House(), {one.id: one for one in (SCAN, FILM)}
    register(
        app,
        Access(
            may_read=house.may_read,
            may_write=house.may_write,
            field=lambda owner, field: fields.get(field),
            home=lambda owner: f"/organiser?draft={owner}",
        ),
    )
    return house


def begin(
    browser: Browser, name: str, size: int, field: str = "scan", owner: str = "d1", mark: str = "m"
) -> TestResponse:
    """Begin an upload."""
    said = {"name": name, "size": size, "mark": mark}
    return browser.post(f"/api/attachments/of/{owner}/{field}", json=said)


def put(browser: Browser, upload: str, offset: int, data: bytes) -> TestResponse:
    """Send a part."""
    return browser.post(
        f"/api/attachments/uploads/{upload}",
        method="PUT",
        data=data,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def send(browser: Browser, name: str, data: bytes, field: str = "scan", owner: str = "d1") -> TestResponse:
    """Send a whole file as the pages do; the last answer."""
    begun = begin(browser, name, len(data), field, owner, hashlib.sha256(data).hexdigest())
    if begun.status_code != 200:
        return begun
    upload: dict[str, Any] = begun.get_json()
    for offset in range(upload["arrived"], len(data), PART):
        kept = put(browser, upload["id"], offset, data[offset : offset + PART])
        if kept.status_code != 200:
            return kept
    return browser.post(f"/api/attachments/uploads/{upload['id']}/finish")


def code_of(answer: TestResponse) -> tuple[int, str]:
    """The status of a refusal and its code."""
    return answer.status_code, answer.get_json()["error"]["code"]
