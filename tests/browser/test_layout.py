"""Everything fits: every scene, tablet, desk, dialog, page and paper over a grid of shapes, measured text by text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

import pytest

from tests.browser.house import House
from tests.browser.layout.desk_pages import Office
from tests.browser.layout.grid import EXTREME, FACTORS, GRID, LARGE, LATIN, SMALL, Shape, all_pairs, pairs, rows
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.layout.shapes import Moment, further, moments
from tests.browser.layout.stage import Faults, Stage
from tests.live.people import Server

WINDOWS = {
    "display": ((1920, 1080), (1366, 768), (1024, 768), (2560, 720), (3840, 1080)),
    "team": ((1280, 800), (800, 1280), (390, 844), (360, 640)),
    "other": ((1280, 800), (390, 844)),
    "judge": ((1280, 800), (800, 1280), (390, 844)),
    "host": ((1920, 1080), (1280, 800)),
    "chief": ((1920, 1080), (1280, 800)),
}
PAGES = ((1440, 900), (1280, 800), (390, 844))

SAMPLE = {"display": LARGE, "team": EXTREME, "other": LARGE, "judge": LARGE, "host": LARGE, "chief": LARGE}
"""What every test run measures."""

WITH_DIALOGS = ("one: answering", "all: revealed", "press: awarded", "marks: locked")
ENDS_WITH_DIALOGS = ("tie-off: begun", "tie-off: answering", "frozen: ranking", "locked", "short: compared")

LOOKS = {SMALL: ("crimson", False), LARGE: ("indigo", False), EXTREME: ("indigo", True), LATIN: ("crimson", True)}
"""The theme of the big screen, and whether for a bright hall, in which the end of a match of each shape is measured."""

Stages = Callable[[str], Stage]


@lru_cache(maxsize=2)
def played(shape: Shape) -> tuple[Moment, ...]:
    """The moments of a shape, kept while the tests look at one audience after another."""
    return tuple(moments(shape))


@pytest.fixture(scope="module")
def stages(server: Server, chrome: Any) -> Iterator[Stages]:
    """One page for each audience, as new whenever a test asks for it."""
    house = House(server, chrome)
    hall = house.hall(judges=5)
    opened: dict[str, Stage] = {}

    def stage(audience: str) -> Stage:
        if audience in opened:
            return opened[audience].anew()
        return opened.setdefault(audience, Stage(house, hall, audience))

    yield stage
    house.close()


@lru_cache(maxsize=2)
def ended(shape: Shape) -> tuple[Moment, ...]:
    """The further moments of a shape, in its look."""
    theme, bright = LOOKS[shape]
    return tuple(
        (
            moment,
            {who: view | {"match": view["match"] | {"theme": theme, "bright": bright}} for who, view in views.items()},
        )
        for moment, views in further(shape)
    )


def measured(
    stage: Stage, shape: Shape, *, axe: Any = "", of: Callable[[Shape], tuple[Moment, ...]] = played
) -> tuple[Faults, Faults]:
    """What is misplaced in the views of one audience, by moment and window, and the rules of accessibility that are
    broken in the first window."""
    stage.hand([(moment, views[stage.audience]) for moment, views in of(shape)], shape.picture)
    if shape not in SAMPLE.values():
        stage.leave_preview()
    wrong: Faults = {}
    broken: Faults = {}
    for window in WINDOWS[stage.audience]:  # outermost, since a change of its size takes longer than a view
        found, rules = stage.walk(window, axe)
        wrong |= {f"{moment} {window}": faults for moment, faults in found.items()}
        broken |= rules
        axe = ""
    return wrong, broken


@pytest.fixture(scope="module")
def sample(stages: Stages) -> Callable[[str], tuple[Faults, Faults]]:
    """What is misplaced, and which rules of accessibility are broken, in the sample of an audience."""
    return cache(lambda audience: measured(stages(audience), SAMPLE[audience], axe="unlike"))


@pytest.mark.parametrize("audience", WINDOWS)
def test_nothing_leaves_its_place_and_nothing_covers_another(sample: Any, audience: str) -> None:
    wrong, _ = sample(audience)
    assert wrong == {}


@pytest.mark.parametrize("audience", WINDOWS)
def test_every_live_page_keeps_the_rules_of_accessibility(sample: Any, audience: str) -> None:
    _, broken = sample(audience)
    assert broken == {}


def test_words_beside_a_picture_are_rather_smaller_than_a_column_of_three_signs(stages: Stages) -> None:
    shape = Shape(teams=12, name=8, stem=10, options=8, option=20, picture=(600, 1800), base="1234.75")
    stage = stages("display")
    revealed = [(moment, views["display"]) for moment, views in played(shape) if moment == "one: revealed"]
    stage.hand(revealed, shape.picture)
    assert stage.walk((1024, 768)) == ({}, {})


def test_a_name_in_the_ranking_keeps_its_place_when_the_score_beside_it_grows(stages: Stages) -> None:
    shape = Shape(teams=30, name=2, base="1234.75")
    stage = stages("display")
    view = dict(played(shape))["ranking"]["display"]
    before = [{"team": row["team"], "rank": 1, "score": "0"} for row in view["ranking"]]
    stage.page.evaluate("([match, rows]) => sessionStorage.setItem(`ranking:${match}`, JSON.stringify(rows))",
                        [view["match"]["id"], before])  # fmt: skip
    stage.hand([("ranking", view)])
    assert stage.walk((1920, 1080)) == ({}, {})
    stage.page.wait_for_function(
        "() => [...document.querySelectorAll('.rank-row .score')].every((one) => one.innerText.length > 5)"
    )
    assert stage.misplaced() == []


def test_the_grid_holds_every_question_with_every_picture_and_all_else_in_pairs() -> None:
    made = rows()
    assert set().union(*map(pairs, made)) == all_pairs()
    assert len({(row["words"], row["picture"]) for row in made}) == len(FACTORS["words"]) * len(FACTORS["picture"])


@pytest.mark.nightly
@pytest.mark.parametrize("audience", WINDOWS)
@pytest.mark.parametrize("shape", GRID, ids=str)
def test_no_shape_of_match_breaks_a_page(stages: Stages, audience: str, shape: Shape) -> None:
    axe = "all" if shape == Shape() else "unlike"
    assert measured(stages(audience), shape, axe=axe) == ({}, {})


@pytest.mark.nightly
@pytest.mark.parametrize("audience", WINDOWS)
@pytest.mark.parametrize("shape", LOOKS, ids=str)
def test_no_end_and_no_type_of_question_breaks_a_page_in_any_theme(stages: Stages, audience: str, shape: Shape) -> None:
    assert measured(stages(audience), shape, axe="unlike", of=ended) == ({}, {})


@pytest.mark.nightly
@pytest.mark.parametrize("audience", ["host", "chief"])
@pytest.mark.parametrize("shape", LOOKS, ids=str)
def test_every_dialog_at_the_end_of_a_match_holds_what_is_in_it(stages: Stages, audience: str, shape: Shape) -> None:
    stage = stages(audience)
    opened = [
        (f"{moment} {title} {window}", faults)
        for window in WINDOWS[audience]
        for moment, views in ended(shape)
        if moment in ENDS_WITH_DIALOGS
        for title, faults in stage.dialogs(views[audience], window)
    ]
    assert {where: faults for where, faults in opened if faults} == {}


@pytest.mark.parametrize("audience", ["host", "chief"])
def test_every_dialog_of_a_desk_holds_what_is_in_it(stages: Stages, audience: str) -> None:
    stage = stages(audience)
    opened = [
        (f"{moment} {title}", faults)
        for moment, views in played(LARGE)
        if moment in WITH_DIALOGS
        for title, faults in stage.dialogs(views[audience], (1280, 800))
    ]
    assert {where: faults for where, faults in opened if faults} == {}
    assert len({title for title, _ in opened}) >= 5


def test_every_page_and_paper_of_the_organiser_fits_its_window_and_its_sheet(house: House) -> None:
    office = Office(house, LARGE)
    wrong, broken = {}, {}
    for name in office.pages():
        if rules := violations(office.page):
            broken[name] = rules
        for width, height in PAGES:
            office.page.set_viewport_size({"width": width, "height": height})
            if found := misplaced(office.page):
                wrong[f"{name} {width}"] = found
    papers = {paper: found for paper, found in office.papers() if found}
    assert (wrong, broken, papers) == ({}, {}, {})
