"""Everything fits: every scene, tablet, desk, dialog, page and paper over a grid of shapes, measured text by text."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import pytest

from tests.browser.house import House
from tests.browser.layout.desk_pages import Office
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.layout.shapes import Moment, Shape, moments
from tests.browser.layout.stage import Stage

WINDOWS = {
    "display": ((1920, 1080), (1366, 768), (1024, 768), (2560, 720), (3840, 1080)),
    "team": ((1280, 800), (800, 1280), (390, 844), (360, 640)),
    "other": ((1280, 800), (390, 844)),
    "judge": ((1280, 800), (800, 1280), (390, 844)),
    "host": ((1920, 1080), (1280, 800)),
    "chief": ((1920, 1080), (1280, 800)),
}
PAGES = ((1440, 900), (1280, 800), (390, 844))

SMALL = Shape(teams=2, name=2, stem=10, options=2, option=1, base="-12.5")
LARGE = Shape(teams=12, name=14, stem=120, option=30, picture=(900, 1600), base="1234.75")
EXTREME = Shape(teams=30, name=24, stem=500, options=8, option=90, picture=(1600, 600))
LATIN = Shape(teams=6, name=24, latin=True, stem=300, options=5, option=40, picture=(800, 800))

SAMPLE = {
    "display": (LARGE,),
    "team": (EXTREME,),
    "other": (LARGE,),
    "judge": (LARGE,),
    "host": (LARGE,),
    "chief": (LARGE,),
}
"""What every test run measures."""

GRID = (
    SMALL,
    Shape(),
    LARGE,
    EXTREME,
    LATIN,
    *(
        Shape(teams=teams, name=name, stem=stem, options=options, option=option, picture=picture, base=base)
        for (teams, name), (stem, options, option), (picture, base) in product(
            ((2, 24), (6, 14), (12, 8), (30, 2)),
            ((10, 8, 20), (120, 4, 90), (600, 2, 1)),
            ((None, "-12.5"), ((600, 1800), "1234.75"), ((1800, 600), "0")),
        )
    ),
)
"""What the nightly run measures."""

WITH_DIALOGS = ("one: answering", "all: revealed", "press: awarded", "marks: locked")


@lru_cache(maxsize=1)
def played(shape: Shape) -> tuple[Moment, ...]:
    """The moments of a shape, kept while the tests look at one audience after another."""
    return tuple(moments(shape))


def measured(house: House, audience: str, shape: Shape) -> dict[str, list[str]]:
    """What is wrong with the views of one audience, by moment and window."""
    stage = Stage(house, house.hall(judges=5), audience)
    wrong = {}
    for window in WINDOWS[audience]:  # outermost, since a change of its size takes longer than a view
        for moment, views in played(shape):
            if found := stage.faults(views[audience], window, shape.picture):
                wrong[f"{moment} {window}"] = found
    return wrong


@pytest.mark.parametrize("audience", WINDOWS)
def test_nothing_leaves_its_place_and_nothing_covers_another(house: House, audience: str) -> None:
    assert {str(shape): wrong for shape in SAMPLE[audience] if (wrong := measured(house, audience, shape))} == {}


def test_words_beside_a_picture_are_rather_smaller_than_a_column_of_three_signs(house: House) -> None:
    shape = Shape(teams=12, name=8, stem=10, options=8, option=20, picture=(600, 1800), base="1234.75")
    stage = Stage(house, house.hall(judges=5), "display")
    revealed = [views["display"] for moment, views in played(shape) if moment == "one: revealed"]
    assert [stage.faults(view, (1024, 768), shape.picture) for view in revealed] == [[]]


@pytest.mark.nightly
@pytest.mark.parametrize("audience", WINDOWS)
@pytest.mark.parametrize("shape", GRID, ids=str)
def test_no_shape_of_match_breaks_a_page(house: House, audience: str, shape: Shape) -> None:
    assert measured(house, audience, shape) == {}


@pytest.mark.parametrize("audience", ["host", "chief"])
def test_every_dialog_of_a_desk_holds_what_is_in_it(house: House, audience: str) -> None:
    stage = Stage(house, house.hall(judges=5), audience)
    wrong, opened = {}, set()
    for moment, views in moments(LARGE):
        if moment not in WITH_DIALOGS:
            continue
        stage.faults(views[audience], (1280, 800))
        for title in stage.dialogs():
            opened.add(title)
            if found := stage.misplaced():
                wrong[f"{moment} {title}"] = found
    assert wrong == {}
    assert len(opened) >= 5


@pytest.mark.parametrize("audience", ["display", "team", "judge", "host", "chief"])
def test_every_live_page_keeps_the_rules_of_accessibility(house: House, audience: str) -> None:
    stage = Stage(house, house.hall(judges=5), audience)
    broken = {}
    for moment, views in moments(Shape()):
        stage.faults(views[audience], WINDOWS[audience][0])
        if found := violations(stage.page):
            broken[moment] = found
    assert broken == {}


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
