"""Archives of reviews that were written once verify for ever, can be carried in, and say on paper what they said.

``python -m tests.books.test_review_archives NAME FUNCTION`` adds an archive of what this function of ``tests.archives``
makes.  Archives are only ever added: one that is here is never made anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from scoreboard.exports.papers.of_review import commendation_of
from scoreboard.exports.papers.published import published_notice, winners_lists
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.review import fold
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import carry_archive
from tests import archives
from tests.fakes import fake_context

HERE = Path(__file__).parent
ENDING = ".review.zip"
BOOKS = sorted(HERE.glob(f"*{ENDING}"))
OLD = HERE / f"named-by-unit{ENDING}"
UNITS = ("甲村", "乙村", "丙村", "丁村")


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.name)
def test_an_archive_of_a_review_verifies_with_no_difference(file: Path) -> None:
    assert check_archive(archives.read(file)) == ()


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.name)
def test_an_archive_of_a_review_can_be_carried_in(file: Path) -> None:
    ctx, opened = fake_context(), ArchiveFile(file)
    try:
        review = carry_archive(ctx, actor=LOCAL, archive=opened.read(), bytes_of=opened.bytes_of)
    finally:
        opened.close()
    with ctx.store.read() as uow:
        assert uow.ledger.read(f"review:{review.id}") == archives.read(file).entries


def test_an_old_notice_reads_as_it_was_published_and_its_decision_names_the_hosts() -> None:
    """Until notices named whose an activity is, they named the unit that recommends it."""
    state = fold(archives.read(OLD).entries)
    assert {one.unit for one in published_notice(state.notices[0]).awards[0].names} == set(UNITS)
    assert {one.unit for one in winners_lists(state)[0].names} == set(UNITS)
    assert {one.unit for one in commendation_of(state).awards[0].list.names} == {f"{unit}读书会" for unit in UNITS}


def main(name: str, function: str) -> None:
    """Add an archive."""
    target = HERE / f"{name}{ENDING}"
    if target.exists():
        raise SystemExit(f"{target.name} is never made anew")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(archives.written(getattr(archives, function)(), Path(folder)), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
