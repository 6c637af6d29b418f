"""An office program opens every paper: the number of its pages, and that no character is lost on the way."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from scoreboard.exports.papers.blocks import joined
from scoreboard.exports.papers.certificates import Certificate, certificates_docx
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.lists import collected_table, list_xlsx
from scoreboard.exports.papers.marks import marks_xlsx
from scoring.engine.review.word_count import word_count
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.event_samples import event_documents, event_workbooks
from tests.unit.exports.papers.match_samples import match_documents
from tests.unit.exports.papers.samples import DEEDS, NOMINEES, every_paper, full_forms, of_length, star_form, summary

PAGES = {
    "rules": 6, "form": 2, "forms": 11, "sign_off": 1, "marks": 1, "notice": 2, "television": 2, "decision": 4,
    "forward": 2, "media": 1, "minutes": 1, "minutes_recused": 1, "certificates": 3, "marks_table": 1, "collected": 1,
    "shortlist": 4, "ballots": 2, "tally_sheet": 1, "data_note": 3,
    "transcripts": 12, "winners": 2, "event_decision": 4, "event_circular": 4, "script": 2, "event_certificates": 9,
    "event_ranking": 6, "handed": 1, "full_organisation": 11, "full_activity": 11, "full_carrier": 11, "full_star": 11,
    "full_twice": 18,
    "match_result": 1, "match_result_many": 2, "match_result_players": 2, "match_announcement": 2,
    "match_winners": 1, "match_script": 5,
    "match_script_before": 5, "match_sign_in": 3, "match_draw": 1, "match_protest": 1,
    "match_briefings": 5, "match_briefings_en": 5,
}  # fmt: skip
"""``forms``: one with long texts, then a blank page, so that the next begins on a sheet of its own."""


@cache
def documents() -> dict[str, bytes]:
    """Every Word document by name."""
    winners = [
        Certificate(name, "甲单位", "明星", "四评", "甲县县委", "2012年9月20日") for name in ("张䶮", "李𬘭", "王㛃")
    ]
    forms = joined([star_form(DEEDS * 40, DEEDS * 60), star_form()])
    papers = {**every_paper(), **full_forms(), **match_documents(), "forms": forms}
    return {
        **{name: docx_of(paper) for name, paper in papers.items()},
        "certificates": certificates_docx(winners),
        **event_documents(),
    }


def pdf_text(file: Path) -> str:
    """The text of all pages, without blanks."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_range() for page in document]
    whole = "".join(texts).encode("utf-16", "surrogatepass").decode("utf-16")
    return "".join(whole.split())


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.timeout(300)
def test_an_office_program_shows_every_paper_whole(soffice: str, tmp_path: Path) -> None:
    made = documents()
    workbooks = {
        "marks_table": marks_xlsx(summary()),
        "collected": list_xlsx(collected_table("四评", "甲单位", NOMINEES)),
        **event_workbooks(),
    }
    files = [tmp_path / f"{name}.docx" for name in made] + [tmp_path / f"{name}.xlsx" for name in workbooks]
    for file, data in zip(files, [*made.values(), *workbooks.values()], strict=True):
        file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    assert {file.stem: len(pypdfium2.PdfDocument(file)) for file in tmp_path.glob("*.pdf")} == PAGES
    assert "—6—评选编号hongjiang-2012" in pdf_text(tmp_path / "rules.pdf")[-60:]
    for name, data in made.items():
        wanted = Counter("".join("".join(reading.lines(data)).split()))
        assert wanted - Counter(pdf_text(tmp_path / f"{name}.pdf")) == Counter(), name
    for name, data in workbooks.items():
        cells = Counter("".join("".join(cell_texts(data)).split()))
        assert cells - Counter(pdf_text(tmp_path / f"{name}.pdf")) == Counter(), name


def cell_texts(data: bytes) -> list[str]:
    """The texts of all cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return [cell for row in rows for cell in row if isinstance(cell, str)]


@pytest.mark.parametrize("count", [800, 3_000])
def test_a_text_of_the_greatest_length_is_on_the_form_to_its_last_character(count: int) -> None:
    text = of_length(count)
    assert word_count(text) == count
    for name, paper in full_forms().items():
        if count == 3_000 or name != "full_twice":
            assert "".join(text.split()) in "".join("".join(reading.lines(docx_of(paper))).split()), name


@pytest.mark.parametrize("name", sorted(documents()))
def test_every_paper_names_its_fonts_and_what_stands_in_for_each(name: str) -> None:
    data = documents()[name]
    table = reading.part(data, "word/fontTable.xml")
    assert all(font.find(f"{reading.W}altName").get(f"{reading.W}val") for font in table)
    named = {font.get(f"{reading.W}name") for font in table}
    used = {
        value
        for node in reading.body(data).iter(f"{reading.W}rFonts")
        for value in reading.attributes(node).values()
        if value not in ("eastAsia", "default")
    }
    assert {"仿宋", "方正小标宋简体"} <= named
    assert used <= named | {"Times New Roman"}
