"""A contest of performances has words of its own; each stands for one of a match, and fits the same fields."""

from __future__ import annotations

import re

import pytest

from scoreboard.i18n.catalogue import LANGS, area, catalogue, saying
from scoreboard.i18n.titles import Titles

CONTEST = Titles(contest=True)


def fields(words: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", words)) - {"entry", "entries"}


@pytest.mark.parametrize("lang", LANGS)
def test_each_word_of_a_contest_stands_for_one_of_a_match_and_asks_for_no_other_field(lang: str) -> None:
    words = catalogue(lang)
    for key, said in area(lang, "contest").items():
        usual = words[key.removeprefix("contest.")]
        assert fields(said) <= fields(usual), key


def test_an_entry_is_called_as_the_rule_sheet_says() -> None:
    assert saying("zh", CONTEST)("host.wall.title") == "选手与评委"
    assert saying("zh", Titles(contest=True, entry="节目"))("host.wall.title") == "节目与评委"
    assert saying("en", Titles(contest=True, entry="choir"))("organiser.teams.empty").startswith("There are no choirs")


def test_other_words_of_a_contest_are_said_of_entries_and_keep_their_fields() -> None:
    assert saying("zh", CONTEST)("host.field.team") == "选手"
    assert saying("zh", CONTEST)("host.scene.teams") == "选手亮相"
    assert saying("en", CONTEST)("log.team_rename", old="A", name="B").count("{") == 0


def test_a_match_of_teams_keeps_its_words() -> None:
    assert saying("zh", Titles("总裁判"))("host.scene.teams") == "代表队亮相"
