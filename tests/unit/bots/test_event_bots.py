"""The bots of a competition read the lines on which teams are level, and write forms and questions that are taken."""

from __future__ import annotations

import pytest

from question_sets import read_set
from question_sets.event import Wanted, event_coverage, homed
from scoreboard.blueprints.quiz.question_import import to_records
from scoreboard.bots.event.playing import open_lines
from scoreboard.cli.demo_big_words import question_sets, teams, words_of
from scoreboard.cli.demo_competition import Lang
from scoring.engine.names import same_form
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text

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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sets_of_the_stages_leave_the_second_short_until_the_one_for_all_is_added(lang: Lang) -> None:
    sheet = read_rule_sheet(template_text("grand-league", lang))
    named = question_sets(lang, 1)
    held = [homed(one, name) for name, text in named for one in to_records(read_set("q.txt", text.encode()))[0]]
    groups = ([6] * 9 + [5] * 3, [6] * 4, [12])
    *own, reserve = [name for name, _ in named]
    assert own == list(words_of(lang).sets)

    def missing(*more: str) -> list[tuple[str, int]]:
        wanted = [
            Wanted(stage.name, tuple((sheet, teams) for teams in sizes), frozenset((name, *more)))
            for stage, sizes, name in zip(sheet.stages, groups, own, strict=True)
        ]
        return [(one.need.where, one.missing) for one in event_coverage(wanted, held) if one.missing]

    assert {stage for stage, _ in missing()} == {sheet.stages[1].name}
    assert sum(count for _, count in missing()) == 16
    assert missing(reserve) == []


def test_the_questions_have_one_right_answer_each_and_none_is_there_twice() -> None:
    reports = [read_set("questions.txt", text.encode()) for _, text in question_sets("zh", 1)]
    assert all(report.ok for report in reports)
    found = [row.understood for report in reports for row in report.rows]
    assert len({one.stem for one in found if one}) == 900
    for one in found:
        assert one is not None
        first, second = (int(number) for number in one.stem.partition("=")[0].split("×"))
        (right,) = (text for letter, text in zip("ABCD", one.options, strict=True) if letter in one.key)
        assert int(right) == first * second
