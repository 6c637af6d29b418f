"""Papers and archives are made beside the server's work: no press of a match beside them waits."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scoreboard.blueprints.organiser import review_archive
from scoreboard.blueprints.review import making
from scoreboard.blueprints.review.office import papers
from scoreboard.exports.papers import word_parts
from scoreboard.server import child, runtime
from tests.conftest import Browser
from tests.reviews import AWARD, lead
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.office_desk import Desk

FILES = (
    "/papers/rules/all/docx", "/papers/form/1/docx", f"/papers/forms/{AWARD}/docx", f"/papers/marks/{AWARD}/docx",
    f"/papers/marks/{AWARD}/xlsx", "/papers/notice/1/docx", "/papers/minutes/all/docx",
    f"/papers/shortlist/{AWARD}/docx", "/papers/shortlist/all",
    "/papers/commendation/decision/docx", "/papers/collected/all/xlsx", f"/papers/ballots/{AWARD}/docx?copies=3",
    f"/papers/tally-sheet/{AWARD}/docx", "/papers/minutes/all", f"/papers/marks/{AWARD}",
)  # fmt: skip


class Watch:
    """For each thing that is made: whether it was beside the server's work."""

    def __init__(self) -> None:
        self.made: list[bool] = []
        self.children: list[str] = []
        self._away = 0

    def offload(self, function: Callable[..., Any], *args: Any) -> Any:
        self._away += 1
        try:
            return function(*args)
        finally:
            self._away -= 1

    def watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def make(*args: Any, **more: Any) -> Any:
            self.made.append(bool(self._away))
            return function(*args, **more)

        return make

    def pieces(self, *args: Any) -> Iterator[bytes]:
        for piece in _pieces(*args):
            self.made.append(bool(self._away))
            yield piece

    def read(self, kind: str, *args: Any, **more: Any) -> Any:
        self.children.append(kind)
        return _read(kind, *args, **more)


_pieces, _read = review_archive.archive_pieces, child.read


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch()
    monkeypatch.setattr(runtime, "offload", found.offload)
    monkeypatch.setattr(word_parts, "saved", found.watched(word_parts.saved))
    monkeypatch.setattr(review_archive, "archive_pieces", found.pieces)
    monkeypatch.setattr(child, "read", found.read)
    for builders in (papers.PAPERS, papers.BOOKS):
        for kind, builder in builders.items():
            monkeypatch.setitem(builders, kind, found.watched(builder))  # type: ignore[arg-type]
    return found


def test_every_paper_is_made_off_the_hub(campaign_at: AtStage, seated: Seated, watch: Watch) -> None:
    campaign = campaign_at("publish")
    lead(campaign, "publish")
    desk = Desk(seated(campaign, "office"), campaign)
    for file in FILES:
        watch.made.clear()
        answer = desk.browser.get(f"{desk.base}{file}", headers={"X-Seat": desk.browser.seat})
        assert answer.status_code == 200, file
        assert watch.made, file
        assert all(watch.made), file
    assert watch.children == []


def test_a_long_paper_is_drawn_in_a_process_of_its_own(
    campaign_at: AtStage, seated: Seated, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "LONG", 3)
    campaign = campaign_at("publish")
    lead(campaign, "publish")
    desk = Desk(seated(campaign, "office"), campaign)
    answer = desk.browser.get(f"{desk.base}/papers/forms/{AWARD}/docx", headers={"X-Seat": desk.browser.seat})
    assert watch.children == ["paper"]
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as document:
        text = document.read("word/document.xml").decode()
    assert [name in text for name in ("甲村", "丁村")] == [True, True]


def test_certificates_are_filled_in_in_a_process_of_their_own(
    campaign_at: AtStage, seated: Seated, watch: Watch
) -> None:
    campaign = campaign_at("publish")
    lead(campaign, "publish")
    desk = Desk(seated(campaign, "office"), campaign)
    assert desk.browser.get(f"{desk.base}/certificates", headers={"X-Seat": desk.browser.seat}).status_code == 200
    assert watch.children == ["certificates"]
    assert all(watch.made)


def test_an_archive_is_written_off_the_hub_piece_after_piece(
    campaign_at: AtStage, request: pytest.FixtureRequest, watch: Watch
) -> None:
    campaign = campaign_at("publish")
    lead(campaign, "publish")
    organiser: Browser = request.getfixturevalue("organiser")
    data = organiser.get(f"/organiser/reviews/{campaign.review.id}/archive").get_data()
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert len(watch.made) > 5
    assert all(watch.made)


@pytest.mark.slow
def test_in_eventlet_mode_an_archive_is_written_whole_beside_others() -> None:
    script = """
from scoreboard.server import runtime
runtime.start("eventlet")
import io, zipfile
from scoreboard.blueprints.review.making import off_hub
from scoreboard.exports.sealed_zip import Sink
def pieces():
    sink = Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for number in range(20):
            archive.writestr(str(number), bytes(50_000))
            yield sink.taken()
    yield sink.taken()
made = []
def make():
    made.append(b"".join(off_hub(pieces())))
for number in range(3):
    runtime.spawn(make)
while len(made) < 3:
    runtime.sleep(0.01)
print([len(zipfile.ZipFile(io.BytesIO(one)).namelist()) for one in made])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "[20, 20, 20]\n", done.stderr
    assert done.stderr == ""
