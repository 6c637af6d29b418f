"""Whoever is refused reads why, what is safe and what to do, in either language."""

import re
import tomllib
from pathlib import Path

import pytest

from scoreboard.cli import complain
from scoreboard.i18n.catalogue import of_error
from scoreboard.i18n.request import catalogue
from scoring.engine.errors import Refused
from scoring.usecases.competition.forms import LONGEST
from tests.web.error_list import DOCUMENT, PARTS, document, raised
from tests.words import places

WORDS = Path(__file__).parents[2] / "scoreboard/i18n/words"
_BOX = re.compile(r'\bclean\((?:[^()\n]|\([^()\n]*\))*?, "([a-z_]+)"|"text-(?:needed|too-long)", field="([a-z_]+)"')
"""The box of a form that a place in the code names in its refusal."""


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
def test_a_page_names_no_command_where_it_says_what_to_do(lang: str) -> None:
    """The command line says ``command`` in the place of ``next``; the two files are those of its own errors."""
    own = [name for name in WORDS.joinpath(lang).rglob("*.toml") if name.stem not in ("cli", "backup")]
    errors = {code: words for name in own for code, words in tomllib.loads(name.read_text()).get("errors", {}).items()}
    command = re.compile(r"--[a-z]|leitai [a-z]|LEITAI_")
    assert len(errors) > 300
    assert [code for code, words in errors.items() if command.search(words.get("next", ""))] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_home_page_names_no_command_where_an_archive_is_carried_in(lang: str) -> None:
    assert "leitai " not in catalogue(lang)["review_archive.bring.help"]


def test_the_command_line_says_what_to_do_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain(Refused("no-official-days", year=2027)) == 5
    assert "--calendar" in capsys.readouterr().err
