"""What is frozen in which step, and what a new edition changes and moves."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

import pytest

from scoreboard.i18n.catalogue import LANGS, catalogue
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_changes import AWARD, CAMPAIGN, Change, Moves, changes, step_digest
from scoring.engine.review.campaign_reader import read_campaign

from .campaigns import FULL, LEAST


def edited(*pairs: tuple[str, str], text: str = FULL) -> Campaign:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_campaign(text)


def test_every_value_is_frozen_in_one_step() -> None:
    assert set(CAMPAIGN) == {field.name for field in fields(Campaign)} - {"awards", "edition"}
    assert set(AWARD) == {field.name for field in fields(Award)}


@pytest.mark.parametrize(
    ("pair", "entries", "marks"),
    [
        (("day = 2026-06-15", "day = 2026-06-16"), True, False),
        (("quota = 2", "quota = 3"), True, False),
        (("characters = 2000", "characters = 2001"), True, False),
        (("fewest = 3", "fewest = 4"), False, True),
        (("high = 40", "high = 50"), False, True),
        (("shortlist = 12", "shortlist = 11"), False, True),
        (("edition = 3", "edition = 4"), False, False),
    ],
)
def test_a_change_alters_the_digest_of_its_step_alone(pair: tuple[str, str], entries: bool, marks: bool) -> None:
    before, after = read_campaign(FULL), edited(pair)
    assert (step_digest(before, "entries") != step_digest(after, "entries")) is entries
    assert (step_digest(before, "marks") != step_digest(after, "marks")) is marks


def test_the_same_edition_has_no_changes() -> None:
    assert changes(read_campaign(FULL), read_campaign(FULL)) == ()
    assert changes(read_campaign(FULL), edited(("edition = 3", "edition = 4"))) == ()


def test_a_changed_value_is_named_by_its_place_with_what_it_moves() -> None:
    after = edited(
        ("until = 18:00:00", "until = 17:00:00"),
        ("quota = 2", "quota = 3"),
        ('name = "理念"\nhigh = 60', 'name = "理念"\nhigh = 70'),
        ("fewest = 3", "fewest = 4"),
    )
    assert changes(read_campaign(FULL), after) == (
        Change("due › until", "18:00", "17:00", "entries", "deadlines"),
        Change("panel › fewest", 3, 4, "marks", "scores"),
        Change("award star › quota", 2, 3, "entries", "quotas"),
        Change("award star › criterion idea › high", "60", "70", "marks", "marks"),
    )


def test_what_is_added_and_what_is_gone_is_named() -> None:
    after = edited(
        ('[[box]]\nname = "委员会意见"\nseal = false\n', ""),
        ('[[level]]\nid = "unit"', '[[level]]\nid = "village"\nname = "村"\n\n[[level]]\nid = "unit"'),
    )
    assert changes(read_campaign(FULL), after) == (
        Change("box 委员会意见", "委员会意见", None, "entries", "forms"),
        Change("level village", None, "village", "entries", "levels"),
    )


def test_an_award_that_is_gone_and_a_new_order_of_awards_are_named() -> None:
    full = read_campaign(FULL)
    alone = replace(full, awards=full.awards[:1])
    assert changes(full, alone) == (Change("award host", "优秀组织", None, "entries", "awards"),)
    turned = replace(full, awards=full.awards[::-1])
    assert changes(full, turned) == (Change("award", ("star", "host"), ("host", "star"), "entries", "print"),)


def test_a_new_order_of_stages_levels_or_links_is_a_change() -> None:
    full = read_campaign(FULL)
    assert changes(full, replace(full, levels=full.levels[::-1])) == (
        Change("level", ("unit", "town"), ("town", "unit"), "entries", "levels"),
    )
    (change,) = changes(full, replace(full, ties=full.ties[::-1]))
    assert (change.place, change.step, change.moves) == ("tie", "marks", "ranking")


def test_a_notice_is_named_by_who_publishes_it() -> None:
    assert changes(read_campaign(FULL), edited(("days = 7", "days = 8"))) == (
        Change("notice 单位 › days", 7, 8, "marks", "notices"),
    )


def test_a_part_that_was_not_there_is_a_change_of_the_whole_part() -> None:
    after = read_campaign(LEAST + "[panel]\nbound = { points = 5 }\n")
    (change,) = changes(read_campaign(LEAST), after)
    assert (change.place, change.before, change.after) == ("panel › bound", None, ("5",))


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_a_change_can_move_has_words(lang: str) -> None:
    used = {moves for table in (CAMPAIGN, AWARD) for _, moves in table.values()}
    assert used == set(get_args(Moves))
    known = {key.removeprefix("campaign.moves.") for key in catalogue(lang) if key.startswith("campaign.moves.")}
    assert known == used
