"""The papers of a competition's signed result: each kind, each number, each version, one PDF."""

from __future__ import annotations

import io
from urllib.parse import unquote

import openpyxl
import pypdfium2
import pytest

from scoreboard import wiring
from tests.conftest import Browser
from tests.registrations import Registered
from tests.unit.exports.papers import reading
from tests.unit.usecases.competition.commend_events import AWARDS, begun, play_final, play_first, unlock
from tests.unit.usecases.competition.test_stages import SMALL, STAGES
from tests.web.commend_desk import do, event, made, may, page, second, sign, signed

__all__ = ["event", "may", "second"]


PAPERS = ("transcripts", "winners", "decision", "circular", "script")


def test_before_the_signature_no_paper_no_certificate_and_no_ceremony_names_a_winner(
    organiser: Browser, event: Registered
) -> None:
    for kind in (*(f"papers/{one}" for one in PAPERS), "papers/ranking.xlsx", "papers/ranking.csv"):
        answer = organiser.get(f"/organiser/competitions/{event.id}/{kind}")
        assert answer.status_code == 409, kind
        assert "5队" not in answer.text
    for what in ("papers", "certificates", "ceremony"):
        assert "成绩还没有签发" in page(organiser, event, what)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_a_page_and_a_word_document(
    organiser: Browser, second: Browser, event: Registered, kind: str
) -> None:
    signed(organiser, second, event)
    assert "5队" in page(organiser, event, f"papers/{kind}")
    data = organiser.get(f"/organiser/competitions/{event.id}/papers/{kind}/docx").data
    assert any("5队" in line for line in reading.lines(data))


def test_every_number_of_the_papers_is_the_ledger_s(organiser: Browser, second: Browser, event: Registered) -> None:
    signed(organiser, second, event)
    version = event.state.commend.signed()
    assert version is not None
    base = f"/organiser/competitions/{event.id}/papers"
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(f"{base}/ranking.xlsx").data))
    assert book.sheetnames == ["总成绩", "初赛", "决赛"]
    head, *rows = [list(row) for row in book["总成绩"].iter_rows(min_row=4, values_only=True)]
    assert head == ["名次", "代表队", "单位", "最后阶段", "该阶段名次", "得分", "奖项"]
    wanted = [(one.rank, one.name, one.unit, one.stage, one.score) for one in version.ranking]
    assert [(*row[:4], row[5]) for row in rows[: len(wanted)]] == wanted
    assert [row[6] or "" for row in rows[: len(wanted)]] == ["一等奖", "二等奖", "二等奖", "", ""]
    assert [cell.value for cell in book["决赛"][4]] == ["名次", "代表队", "单位", "得分"]
    assert any("裁判长：" in str(row[0]) for row in rows[len(wanted) :])
    text = organiser.get(f"{base}/ranking.csv").data
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:4] == ["1", "", "5队", "单位3"]
    transcript = reading.lines(organiser.get(f"{base}/transcripts/docx").data)
    at = next(no for no, line in enumerate(transcript) if line.startswith("5队"))
    first, final = (event.state.commend.signed(stage) for stage in ("初赛", "决赛"))
    assert first is not None
    assert final is not None
    scores = {one.team: f"{one.score.normalize():f}" for one in (*first.ranking, *final.ranking) if one.team == 5}
    assert scores[5] in transcript[at:]
    assert "总名次：第1名。" in transcript[at:]


def test_an_award_by_name_says_by_what_it_is_given_where_it_is_named_and_where_it_is_listed(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    said = "评定办法：组织有力的单位"
    assert page(organiser, event, "awards").count(said) == 1
    signed(organiser, second, event)
    assert page(organiser, event, "papers/winners").count(f"{said}。") == 1


def test_a_workbook_is_signed_by_the_chief_judge_as_the_rule_sheet_calls_them(
    organiser: Browser, second: Browser, services: wiring.Services
) -> None:
    event = begun(f'chief = "总裁判"\n{SMALL}{STAGES}{AWARDS}', services.ctx)
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    signed(organiser, second, event)
    base = f"/organiser/competitions/{event.id}/papers"
    for file in ("ranking.xlsx", "stage/1.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(organiser.get(f"{base}/{file}").data))
        for sheet in book:
            foot = next(str(row[0]) for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("记分："))
            assert ("总裁判：" in foot, "裁判长" in foot) == (True, False)


def test_a_correction_is_marked_on_every_paper_and_the_old_version_stays_readable(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "awards/name", award="优秀组织奖", holder=["unit:单位2"], reason="组委会复议")
    do(organiser, event, "signoff", 400, stage="", again="1")
    sign(organiser, second, event, "", again="1", reason="组织奖更正")
    for kind in PAPERS:
        now = page(organiser, event, f"papers/{kind}")
        assert "第2版（更正），更正原因：组织奖更正" in now
        old = page(organiser, event, f"papers/{kind}?version=1")
        assert "第1版已被第2版取代" in old
    for file, sheet in (("ranking.xlsx", "总成绩"), ("handed.xlsx", "Sheet1")):
        for version, mark in ((2, "第2版（更正），更正原因：组织奖更正"), (1, "第1版已被第2版取代，仅供查阅")):
            answer = organiser.get(f"/organiser/competitions/{event.id}/papers/{file}?version={version}")
            assert openpyxl.load_workbook(io.BytesIO(answer.data))[sheet]["A2"].value.startswith(mark)
            assert f"（第{version}版）" in unquote(answer.headers["Content-Disposition"])
    table = page(organiser, event, "papers/ranking.csv?version=1").splitlines()
    assert all(row.endswith("第1版已被第2版取代，仅供查阅") for row in table[1:])
    assert "单位1" in page(organiser, event, "papers/winners?version=1")
    assert organiser.get(f"/organiser/competitions/{event.id}/papers/winners?version=9").status_code == 404


def test_papers_say_what_was_played_on_a_result_that_was_corrected_after_the_draw(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    papers = f"/organiser/competitions/{event.id}/papers"

    def notes(version: int = 0) -> dict[str, str]:
        data = organiser.get(f"{papers}/ranking.xlsx?version={version}").data
        return {one.title: str(one["A2"].value or "") for one in openpyxl.load_workbook(io.BytesIO(data))}

    unlock(event, "初赛", 0, {"3队": 100})
    told = "应晋级“决赛”而没有参加的：3队。参加了“决赛”、按更正后的成绩不晋级的：2队。"
    assert not any(told in note for note in notes().values()), "two people have not signed it yet"
    sign(organiser, second, event, "初赛", again="1", reason="申诉成立")
    sign(organiser, second, event, "", again="1", reason="申诉成立")
    assert {name: told in note for name, note in notes().items()} == {"总成绩": True, "初赛": True, "决赛": True}
    assert not any(told in note for note in notes(version=1).values())
    newest = organiser.get(f"{papers}/stage/{event.state.commend.signoffs[-2].no}.xlsx").data
    assert told in openpyxl.load_workbook(io.BytesIO(newest))["初赛"]["A2"].value
    assert all(told in row for row in page(organiser, event, "papers/ranking.csv").splitlines()[1:])
    assert page(organiser, event, "papers/transcripts").count(told) == 2, "on the sheets of the two teams alone"


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.timeout(300)
def test_with_an_office_program_all_papers_are_one_pdf(
    organiser: Browser, second: Browser, event: Registered, soffice: str
) -> None:
    assert soffice
    signed(organiser, second, event)
    said = {"number": "某竞〔2026〕7号", "to": "各单位", "on": "2026-05-10"}
    ((name, data),) = made(organiser, do(organiser, event, "papers/pdf?with=decision", **said), patience=240)
    assert name.endswith(".pdf")
    text = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(data)).replace(" ", "")
    for wanted in ("总成绩册", "获奖名单", "某竞〔2026〕7号", "各单位：", "2026年5月10日", "的决定"):
        assert wanted in text, wanted
    assert text.count("总名次：") == 5
    assert "的通报" not in text


def test_without_an_office_program_the_page_says_so_and_refuses_the_pdf(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    assert "没有安装 LibreOffice" in page(organiser, event, "papers")
    do(organiser, event, "papers/pdf", 409)
