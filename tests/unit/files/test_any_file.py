"""Damaged files of every kind are read or refused by name, in a bounded time, whatever is wrong with them."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.unit.files.reading import CERTIFICATE, NATIVE, RULES
from tests.unit.files.seeds import SEEDS


def wrong_with(kind: str, first: int, end: int) -> str:
    """What goes wrong with the files of these numbers, and how each is read again; every core reads its share."""
    cores = os.cpu_count() or 1
    ends = [first + (end - first) * share // cores for share in range(cores + 1)]

    def share(no: int) -> str:
        command = (sys.executable, "-m", "tests.unit.files.reading", kind, str(ends[no]), str(ends[no + 1]))
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(cores) as pool:
        return "".join(pool.map(share, range(cores)))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", [*SEEDS, RULES, CERTIFICATE])
def test_a_file_by_chance_is_read_or_refused_by_name(kind: str) -> None:
    assert wrong_with(kind, 0, 38 if kind in NATIVE else 50) == ""


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", [*SEEDS, RULES, CERTIFICATE])
def test_many_files_by_chance_are_read_or_refused_by_name(kind: str) -> None:
    first = datetime.datetime.now(datetime.UTC).toordinal() * 1000  # other files each night
    assert wrong_with(kind, first, first + 1000) == ""
