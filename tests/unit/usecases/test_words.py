"""Whatever checklist, import report and the checks of book and database can say has words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import scoring
from scoreboard.i18n.catalogue import catalogue
from tests.words import places

HOUSE = Path(scoring.__file__).parent.parent
SOURCES = {
    "organiser.missing": (("scoring/usecases/quiz/readiness.py",), r'(?:Missing\(\s*|code = |else )"([a-z-]+)"'),
    "organiser.row_fault": (
        ("scoring/usecases/quiz/roster_import.py", "scoring/usecases/quiz/judges.py", "scoring/usecases/lists/*.py"),
        r'RowFault\([^,()]+, "([a-z-]+)"',
    ),
    "store.book.problem": (("scoring/engine/quiz/book.py",), r'Difference\([^)]*?(?<=[ "])"([a-z-]+)"[,)]'),
    "store.db.finding": (("scoring/store/durability.py",), r'[Ff]inding\("([a-z-]+)"'),
}
ALSO = {
    "organiser.row_fault": {"day-of-other-year", "work-on-weekday", "off-and-work"},  # of calendar.faults_of
    "store.book.problem": {"chain-gap", "chain-link", "chain-hash"},
    "store.db.finding": {"fsync", "full-page-writes"},
}


def codes(area: str) -> set[str]:
    """The codes that the source of this area says."""
    files, pattern = SOURCES[area]
    texts = "".join(file.read_text("utf-8") for name in files for file in HOUSE.glob(name))
    return set(re.findall(pattern, texts)) | ALSO.get(area, set())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("area", list(SOURCES))
def test_every_code_has_words(area: str, lang: str) -> None:
    found = codes(area)
    assert len(found) > 8
    assert [code for code in sorted(found) if f"{area}.{code}" not in catalogue(lang)] == []


@pytest.mark.parametrize("area", ["organiser.missing", "organiser.row_fault"])
def test_both_languages_fill_in_the_same_fields(area: str) -> None:
    keys = [key for key in catalogue("zh") if key.startswith(f"{area}.")]
    assert [k for k in keys if places(catalogue("zh")[k]) != places(catalogue("en")[k])] == []
