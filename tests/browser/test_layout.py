"""Everything fits: every scene, desk and tablet over a grid of shapes, measured text by text."""

from __future__ import annotations

import pytest

from tests.browser.house import House
from tests.browser.layout.shapes import Shape, moments
from tests.browser.layout.stage import Stage

WINDOWS = {
    "display": ((1920, 1080), (1366, 768), (1024, 768), (2560, 720), (3840, 1080)),
    "team": ((1280, 800), (800, 1280), (390, 844), (360, 640)),
    "other": ((1280, 800), (390, 844)),
    "judge": ((1280, 800), (800, 1280), (390, 844)),
    "host": ((1920, 1080), (1280, 800)),
    "chief": ((1920, 1080), (1280, 800)),
}

SAMPLE = (
    Shape(),
    Shape(teams=2, name=2, stem=10, options=2, option=1, base="-12.5"),
    Shape(teams=12, name=14, stem=120, option=30, picture=(900, 1600), base="1234.75"),
    Shape(teams=30, name=24, stem=500, options=8, option=90, picture=(1600, 600)),
)


@pytest.mark.parametrize("audience", WINDOWS)
@pytest.mark.parametrize("shape", SAMPLE, ids=str)
def test_nothing_leaves_its_place(house: House, audience: str, shape: Shape) -> None:
    stage = Stage(house, house.hall(judges=5), audience)
    wrong = {}
    for moment, views in moments(shape):
        for window in WINDOWS[audience]:
            if found := stage.faults(views[audience], window, shape.picture):
                wrong[f"{moment} {window}"] = found
    assert wrong == {}
