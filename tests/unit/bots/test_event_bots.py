"""The bots of a competition read the lines on which teams are level, and write forms and questions that are taken."""

from __future__ import annotations

import pytest

from question_sets import read_set
from scoreboard.bots.event.playing import open_lines
from scoreboard.cli.demo_big_words import questions, teams
from scoring.engine.names import same_form

PAGE = """
<form><fieldset class="field"><input type="checkbox" name="settled" value="9"></fieldset>
<input type="hidden" name="settled" value="1">
<fieldset class="field" data-places="2"><legend>x</legend>
<input type="checkbox" name="settled" value="3"><input type="checkbox" name="settled" value="4">
<input type="checkbox" name="settled" value="7"></fieldset>
<fieldset class="field" data-places="1"><input type="checkbox" name="settled" value="5"></fieldset></form>"""


def test_the_lines_of_a_page_are_read_with_their_places_and_teams() -> None:
    assert open_lines(PAGE) == [(2, ["3", "4", "7"]), (1, ["5"])]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_69_teams_have_names_of_their_own_and_nobody_is_in_two_of_them(lang: str) -> None:
    made = teams(lang, 69)
    assert len({same_form(one["team"][0]) for one in made}) == 69
    units = [one["unit"][0] for one in made]
    assert sorted(units.count(one) for one in set(units)) == [1] * 63 + [2] * 3
    people = [name for one in made for name in (*one["members"], *one["substitutes"], *one["leader"])]
    assert len({same_form(one) for one in people}) == len(people) == 69 * 5


def test_the_questions_are_enough_for_all_matches_and_have_one_right_answer_each() -> None:
    report = read_set("questions.txt", questions(1).encode())
    assert report.ok
    found = [row.understood for row in report.rows]
    assert len({one.stem for one in found if one}) == 900
    for one in found:
        assert one is not None
        first, second = (int(number) for number in one.stem.partition("=")[0].split("×"))
        (right,) = (text for letter, text in zip("ABCD", one.options, strict=True) if letter in one.key)
        assert int(right) == first * second
