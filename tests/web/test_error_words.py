"""Whoever is refused reads why, what is safe and what to do, in either language."""

import re
from pathlib import Path

import pytest

from scoreboard.cli import complain
from scoreboard.i18n.catalogue import keys_of, of_error
from scoreboard.i18n.request import catalogue
from scoring.engine.errors import Refused
from scoring.usecases.competition.forms import LONGEST
from tests.web.error_list import DOCUMENT, PARTS, document, raised
from tests.words import places

WORDS = Path(__file__).parents[2] / "scoreboard/i18n/words"
_BOX = re.compile(r'\bclean\((?:[^()\n]|\([^()\n]*\))*?, "([a-z_]+)"|"text-(?:needed|too-long)", field="([a-z_]+)"')
"""The box of a form that a place in the code names in its refusal."""

COMMAND_LINE = {
    # what the command line alone says
    "store.book.code",
    "store.book.code_told",
    "store.book.code_note",
    "store.db.finding.files-unused",
    "errors.setting-unknown.next",
    "errors.backup-unreadable.next",
    "errors.backup-unknown.next",
    "errors.spare-url-needed.next",
    "errors.spare-not-begun.next",
    "errors.follow-own-data.next",
    "errors.feed-begun-anew.next",
    "errors.feed-broken.next",
    # for whoever holds the file, perhaps without any server
    "store.archive.readme",
    "event_book.readme",
}
"""Words outside cli.toml that may name a command."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_that_is_raised_has_all_three_sentences(lang: str) -> None:
    keys = {f"errors.{code}.{part}" for code in raised() for part in PARTS}
    assert sorted(keys - set(catalogue(lang))) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_safe_and_what_to_do_are_whole_sentences(lang: str) -> None:
    said = {k: v for k, v in catalogue(lang).items() if k.startswith("errors.") and k.endswith((".safe", ".next"))}
    assert [(key, words) for key, words in said.items() if words and words[-1] not in "。！？.!?"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_ask_only_for_fields_that_every_place_gives(lang: str) -> None:
    unfilled = [
        (code, sorted(wanted - place.fields))
        for code, raises in raised().items()
        for wanted in [set().union(*(places(catalogue(lang).get(f"errors.{code}.{part}", "")) for part in PARTS))]
        for place in raises
        if "*" not in place.fields and wanted - place.fields
    ]
    assert unfilled == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_box_that_is_blank_or_too_full_is_called_by_its_name_for_people(lang: str) -> None:
    sources = [file.read_text("utf-8") for root in ("scoring", "scoreboard") for file in Path(root).rglob("*.py")]
    given = {name for text in sources for one in _BOX.findall(text) for name in one if name} | set(LONGEST)
    assert {"title", "organisation", "reason", "team"} <= given
    assert sorted(name for name in given if f"refusals.field.{name}" not in catalogue(lang)) == []
    assert "unit" not in of_error("zh", "text-too-long", "message", field="unit", limit=120)


@pytest.mark.parametrize(
    ("lang", "until", "words"),
    [
        ("zh", "2012-06-15", "申报已于2012年6月15日截止"),
        ("zh", "2012-06-15T18:00", "申报已于2012年6月15日 18:00截止"),
        ("en", "2012-06-15T18:00", "Entries closed on 15 June 2012 18:00"),
    ],
)
def test_a_last_day_that_ends_at_an_hour_is_said_with_its_hour(lang: str, until: str, words: str) -> None:
    assert of_error(lang, "entries-closed", "message", until=until) == words


def test_the_list_of_error_codes_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_names_a_command(lang: str) -> None:
    """An office has no command line: a page names the page that does it, or says that a technician does.  An error
    says ``command`` on the command line in the place of ``next``."""
    command = re.compile(r"--[a-z]|leitai [a-z]|LEITAI_")
    files = [file for file in WORDS.joinpath(lang).glob("*.toml") if file.stem != "cli"]
    words = {key: text for file in files for key, text in keys_of(file) if not key.endswith(".command")}
    assert len(words) > 5000
    assert {key for key, text in words.items() if command.search(text)} == COMMAND_LINE


def test_the_command_line_says_what_to_do_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain(Refused("no-official-days", year=2027)) == 5
    assert "--calendar" in capsys.readouterr().err
