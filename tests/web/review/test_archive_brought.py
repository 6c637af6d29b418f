"""A review is carried in on the organiser's page: checked apart, taken in once its report was seen."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import partial
from pathlib import Path

from flask import Flask

from scoreboard import wiring
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists.organisations import organisations_of, put_organisation
from scoring.usecases.review.drafts import save_draft
from scoring.usecases.review.reviews import reviews_of
from tests.archives import finished_review, hosted_review, written
from tests.conftest import Browser
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, noon, set_up_review
from tests.web.organiser_files import bring
from tests.web.review.conftest import Seated
from tests.web.review.office_desk import PAGES, Desk

brought = partial(bring, path="/organiser/review-archive", name="评选.zip")


def test_an_archive_is_recomputed_apart_and_carried_in_once_its_report_was_seen(
    organiser: Browser, services: wiring.Services, tmp_path: Path
) -> None:
    data = written(finished_review(), tmp_path).read_bytes()
    assert "带入评选档案" in organiser.get("/organiser/").text
    address, text = brought(organiser, data)
    assert "4 份申报" in text
    assert "核对码" in text
    assert list(reviews_of(services.ctx)) == []
    answer = organiser.post(address)
    (review,) = reviews_of(services.ctx)
    assert (answer.status_code, answer.location) == (303, f"/organiser/reviews/{review.id}")
    assert review.carried
    page = organiser.get(answer.location).text
    assert "只供查看、打印和揭榜" in page
    assert organiser.post(address).status_code == 404, "a report is taken in once"
    address, text = brought(organiser, data)
    assert "核对码" in text, "whoever has the review verifies its archive by the same page"
    again = organiser.post(address)
    assert (again.status_code, "这里已经有" in again.text) == (409, True)


def test_an_archive_that_differs_or_is_none_is_told_where_and_nothing_is_carried_in(
    organiser: Browser, services: wiring.Services, tmp_path: Path
) -> None:
    with zipfile.ZipFile(written(hosted_review(), tmp_path)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["result.json"] = parts["result.json"].replace("甲村党支部".encode(), "乙村党支部".encode())
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    for data in (changed.getvalue(), b"PK\x03\x04 nothing", b""):
        address, text = brought(organiser, data)
        assert "不能带入" in text
        assert '<form class="card"' not in text
        assert organiser.post(address).status_code == 400
    assert "result.json" in brought(organiser, changed.getvalue())[1]
    assert list(reviews_of(services.ctx)) == []


def test_a_report_is_its_organisers_own(app: Flask, organiser: Browser) -> None:
    address, _ = brought(organiser, b"")
    stranger = Browser(app.test_client())
    assert stranger.get(address).status_code == 302
    assert stranger.post("/organiser/review-archive", data={"file": (io.BytesIO(b""), "a.zip")}).status_code == 401


def test_a_form_without_a_file_says_so(organiser: Browser) -> None:
    assert organiser.post("/organiser/review-archive", data={}).status_code == 400


def test_the_files_of_an_archive_come_with_it(organiser: Browser, services: wiring.Services, tmp_path: Path) -> None:
    campaign = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))))
    ctx, unit = campaign.ctx, campaign.actor("unit 甲村")
    values = {"nominee": ("甲村党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    draft = save_draft(ctx, actor=unit, review_id=campaign.review.id, award=AWARD, values=values | personal)
    sha256 = ctx.files.keep([b"scan"])
    with ctx.store.write() as uow:
        uow.of(Attachment).put(
            Attachment("a1", draft.id, "papers", "scan.pdf", "pdf", "application/pdf", sha256, 4, 1, unit.id, 0)
        )
        uow.commit()
    campaign.give("unit 甲村", SubmitNomination(draft.id, draft.revision))
    address, text = brought(organiser, written(campaign, tmp_path).read_bytes())
    assert "1 个文件" in text
    assert organiser.post(address).status_code == 303
    assert services.ctx.files.part(sha256, 0, 9) == b"scan"


def test_an_organisation_that_the_register_here_has_under_another_id_stays(
    organiser: Browser, services: wiring.Services, seated: Seated, tmp_path: Path
) -> None:
    put_organisation(services.ctx, actor=LOCAL, name="甲镇", category="office", contact="本地联系人")
    put_organisation(services.ctx, actor=LOCAL, name="乙村", category="village")
    made = finished_review()
    address, _ = brought(organiser, written(made, tmp_path).read_bytes())
    assert organiser.post(address).status_code == 303
    known = {one.name: one for one in organisations_of(services.ctx, actor=LOCAL)}
    assert (len(known), known["甲镇"].contact, known["甲村"].superior) == (5, "本地联系人", known["甲镇"].id)
    (review,) = reviews_of(services.ctx)
    carried = Campaign(services.ctx, review)
    carried.issue("office", "office")
    desk = Desk(seated(carried, "office"), carried)
    for page in PAGES:
        desk.text(page)
