from __future__ import annotations

import re
from pathlib import Path

import pytest

import question_sets
from scoreboard.i18n.catalogue import known

SOURCE = "\n".join(file.read_text("utf-8") for file in Path(question_sets.__file__).parent.glob("*.py"))
CODES = sorted(
    set(re.findall(r'\b(?:error|warning|note)\(\s*"([a-z-]+)"', SOURCE)) | {"duplicate-with-other-key", "key-by-text"}
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_has_its_words(lang: str) -> None:
    assert [code for code in CODES if not known(lang, f"questions.problem.{code}")] == []
    assert len(CODES) > 50
