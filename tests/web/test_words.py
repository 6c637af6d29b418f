"""Both languages say the same things, and every key that is used has words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoreboard import cli, paths
from scoreboard.i18n.catalogue import LANGS, catalogue, keys_of, known, say
from tests.words import places

ROOT = Path(__file__).parent.parent.parent
TEMPLATE_KEY = re.compile(r"""\bt\(\s*"([a-z_]+(?:\.[a-zA-Z0-9_-]+)+)"\s*[,)]""")


def test_both_languages_have_the_same_files() -> None:
    names = [{file.name for file in (paths.words() / lang).glob("*.toml")} for lang in LANGS]
    assert names[0] == names[1]


def test_both_languages_have_the_same_keys() -> None:
    chinese, english = (set(catalogue(lang)) for lang in LANGS)
    assert sorted(chinese ^ english) == []


def test_both_languages_want_the_same_fields_filled_in() -> None:
    chinese, english = (catalogue(lang) for lang in LANGS)
    assert [key for key in chinese if places(chinese[key]) != places(english[key])] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_words_are_empty_and_no_key_has_words_twice(lang: str) -> None:
    found = [(key, words) for file in (paths.words() / lang).glob("*.toml") for key, words in keys_of(file)]
    keys = [key for key, _ in found]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert [key for key, words in found if not words] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_key_is_found_where_a_command_looks_for_it_without_reading_all_files(lang: str) -> None:
    assert [key for key, words in catalogue(lang).items() if say(lang, key) != words or not known(lang, key)] == []


def test_a_line_of_the_log_begins_with_a_name_or_a_capital_letter_in_english() -> None:
    phrases = tuple(f"{{{field}}}" for field in ("item", "verdict", "how"))
    lines = dict(keys_of(paths.words() / "en" / "log.toml"))
    assert [key for key, words in lines.items() if words.startswith(phrases)] == []


def test_what_a_judge_does_with_a_mark_sheet_is_one_word_in_english() -> None:
    found = [pair for name in ("judge", "marks") for pair in keys_of(paths.words() / "en" / f"{name}.toml")]
    assert [key for key, words in found if re.search("submit|send in", words, re.IGNORECASE)] == []


def test_every_key_that_a_template_names_has_words() -> None:
    used = {
        (key, str(file.relative_to(ROOT)))
        for file in paths.templates().rglob("*.html")
        for key in TEMPLATE_KEY.findall(file.read_text("utf-8"))
    }
    assert len(used) > 20
    assert sorted(use for use in used if use[0] not in catalogue("zh")) == []


def test_every_command_has_a_line_of_help() -> None:
    assert [name for name in cli.COMMANDS if f"cli.help.{name}" not in catalogue("zh")] == []


def test_fields_are_filled_in_and_a_missing_one_stays_visible() -> None:
    assert say("zh", "entry.setup.least", least=10) == "至少 10 个字符，越长越好，不必夹杂符号。"
    assert "{least}" in say("en", "entry.setup.least")
    assert say("en", "no.such.key") == "no.such.key"
