"""The organiser downloads the archive; nobody else gets a byte of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.quiz.check_code import check_code
from scoring.engine.review.archive_check import check_archive
from tests.conftest import Browser
from tests.web.review.conftest import AtStage, Seated


def test_the_archive_that_is_downloaded_verifies(
    campaign_at: AtStage, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    campaign = campaign_at("publish")
    organiser = request.getfixturevalue("organiser")  # signs in on the day of the result
    page = f"/organiser/reviews/{campaign.review.id}"
    assert f"{page}/archive" in organiser.get(page).get_data(as_text=True)
    answer = organiser.get(f"{page}/archive")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "Content-Length" not in answer.headers or answer.headers["Cache-Control"] == "no-store"
    file = tmp_path / "review.zip"
    file.write_bytes(answer.get_data())
    opened = ArchiveFile(file)
    assert opened.differences() == ()
    archive = opened.read()
    assert check_archive(archive) == ()
    assert check_code(archive.entries[-1].hash) in organiser.get(page).get_data(as_text=True)
    opened.close()


def test_while_judges_mark_the_page_says_why_there_is_no_archive(campaign_at: AtStage, organiser: Browser) -> None:
    campaign = campaign_at("lock")
    answer = organiser.get(f"/organiser/reviews/{campaign.review.id}/archive")
    assert answer.status_code == 409
    assert "评委正在打分，现在不能导出评选档案" in answer.get_data(as_text=True)


@pytest.mark.parametrize("seat", ["office", "chair", "approver", "unit 甲村", "judge 评委甲"])
def test_no_seat_downloads_the_archive(campaign_at: AtStage, seated: Seated, seat: str) -> None:
    campaign = campaign_at("publish")
    answer = seated(campaign, seat).get(f"/organiser/reviews/{campaign.review.id}/archive")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/signin")
