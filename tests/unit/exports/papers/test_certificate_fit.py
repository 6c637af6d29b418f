"""However long a competition's title is, a certificate of the program's template is one sheet."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from scoreboard.exports.papers.certificates import Certificate, EventCertificate, certificates_docx
from scoring.engine.rulefile.printed import Lang

TITLE = "学习贯彻党的创新理论暨庆祝建党一百零五周年全县机关企事业单位干部职工知识竞赛决赛"
CASES = {
    "short": (TITLE[:12], "某县组织委员会", 3, "甲队"),
    "usual": (TITLE, "某县组织委员会", 3, "甲队"),
    "long": ((TITLE * 3)[:120], (TITLE * 3)[:60], 6, "某某省某某市某某县代表队"),
    "longest": ((TITLE * 3)[:120], (TITLE * 3)[:120], 20, ("某某省某某市某某县某某镇" * 6)[:60]),
}


def certificate(case: str, *, event: bool = True) -> Certificate:
    title, organiser, members, name = CASES[case]
    said: dict[str, Any] = {
        "name": name, "unit": "某单位", "award": "特别优秀组织奖（团体）", "campaign": title, "organiser": organiser,
        "date": "2026年5月10日", "number": "0002（更正，成绩第2版）（第2次打印）",
    }  # fmt: skip
    if not event:
        return Certificate(**said)
    names = "、".join(f"欧阳某某{no}" for no in range(members))
    return EventCertificate(**said, members=names, rank="第2名", code="ABC DEF G02", address="http://192.0.2.2/cert/")


def sizes(case: str) -> dict[str, float]:
    """Points of the lines that may yield, by style."""
    found: dict[str, float] = {}
    document = docx.Document(io.BytesIO(certificates_docx([certificate(case)])))
    for line in document.paragraphs:
        size = line.runs[0].font.size if line.runs else None
        style = line.style
        assert style is not None
        found[str(style.name)] = (size or style.font.size).pt  # type: ignore[union-attr]
    return found


def test_a_usual_certificate_keeps_its_sizes_and_a_long_one_yields_by_steps() -> None:
    names = ("Certificate Text", "Certificate Members", "Certificate End", "Certificate Title", "Certificate Number")
    found = {case: tuple(sizes(case)[name] for name in names) for case in CASES}
    assert found["short"] == found["usual"] == (24, 18, 20, 48, 14)
    assert 10 < found["longest"][0] < found["long"][0] < 24
    assert {one[3:] for one in found.values()} == {(48, 14)}


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.timeout(300)
def test_an_office_program_lays_every_certificate_on_one_sheet(soffice: str, tmp_path: Path) -> None:
    made: dict[str, int] = {}
    langs: tuple[Lang, ...] = ("zh", "en")
    for case in CASES:
        for event in (True, False):
            for lang in langs:
                one = certificate(case, event=event)
                file = tmp_path / f"{case}-{event}-{lang}.docx"
                file.write_bytes(certificates_docx([one, one], lang=lang))
                made[file.stem] = 2
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = map(str, sorted(tmp_path.glob("*.docx")))
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    assert {file.stem: len(pypdfium2.PdfDocument(file)) for file in tmp_path.glob("*.pdf")} == made
