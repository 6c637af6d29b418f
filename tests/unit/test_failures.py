"""Every failure known from other systems names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/failures.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))


def test_each_named_test_exists() -> None:
    texts = {path: (ROOT / path).read_text("utf-8") for path, _ in NAMED if (ROOT / path).is_file()}
    missing = [
        f"{path}::{name}" for path, name in NAMED if not re.search(rf"^def {name}\(", texts.get(path, ""), re.MULTILINE)
    ]
    assert missing == []


def test_no_row_is_without_a_test() -> None:
    rows = [
        line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith(("| #", "| case", "| ---"))
    ]
    assert [row for row in rows if "::test_" not in row] == []
    assert [int(row.split("|")[1]) for row in rows if row.split("|")[1].strip().isdigit()] == list(range(1, 25))
    assert len(rows) >= 24 + 14, "a row may be added, none may go"


def test_every_script_that_measures_is_there() -> None:
    scripts = set(re.findall(r"`(tests/load/\w+\.py)`", TABLE))
    assert scripts == {"tests/load/fan_out.py"}
    assert [script for script in scripts if not (ROOT / script).is_file()] == []
