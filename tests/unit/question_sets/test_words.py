from __future__ import annotations

import re
from pathlib import Path

import pytest

import question_sets
import scoring.tables
from scoreboard.i18n.catalogue import known
from scoring.usecases.quiz import judges_table

FOLDERS = [Path(module.__file__ or "").parent for module in (question_sets, scoring.tables)]
FILES = [*(file for folder in FOLDERS for file in folder.glob("*.py")), Path(judges_table.__file__)]
SOURCE = "\n".join(file.read_text("utf-8") for file in FILES)
CODES = sorted(
    set(re.findall(r'\b(?:error|warning|note)\(\s*"([a-z-]+)"', SOURCE)) | {"duplicate-with-other-key", "key-by-text"}
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_has_its_words(lang: str) -> None:
    assert [code for code in CODES if not known(lang, f"questions.problem.{code}")] == []
    assert len(CODES) > 50
