"""The marks of an award are tallied by the campaign's file alone: weights, stages, drops, roundings, ties."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.review.campaign import scoring_rule
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.tally.tally import Tally, tally
from scoring.sheets import campaign_text
from tests.unit.engine.tally.panels import marks

from .campaigns import FULL


def results(of: Tally) -> list[tuple[str, Decimal | None, int | None, str]]:
    return [(one.entry, one.score.score, one.rank, one.decided_by) for one in of.results]


def test_three_criteria_of_a_third_each_make_a_hundred_points() -> None:
    campaign = read_campaign(campaign_text("hongjiang-2012"))
    rule = scoring_rule(campaign, campaign.awards[1])
    given = {"甲": "90 80 71", "乙": "90 80 70"}
    lines = [
        f"{entry} 评委{judge} {criterion} {mark}"
        for entry, row in given.items()
        for judge in range(1, 4)
        for criterion, mark in zip(("fresh", "reach", "influence"), row.split(), strict=True)
    ]
    # 241 ÷ 3 = 80.333… and 240 ÷ 3, rounded for each judge; three mark sheets are too few for dropping.
    assert results(tally(rule, marks(rule, *lines))) == [
        ("甲", Decimal("80.33"), 1, "score"),
        ("乙", Decimal("80.00"), 2, "score"),
    ]


def test_equal_scores_are_parted_by_the_campaigns_chain_and_highest_and_lowest_are_dropped() -> None:
    campaign = read_campaign(campaign_text("hongjiang-2012"))
    rule = scoring_rule(campaign, campaign.awards[3])
    # One highest and one lowest total go: 甲 has 20, 20, 20 of 25 left, 乙 the same; more judges put 甲 first.
    given = {"甲": (25, 20, 20, 20, 1), "乙": (20, 19, 20, 20, 24)}
    lines = [
        f"{entry} 评委{judge} {criterion} {mark if criterion == 'idea' else 20}"
        for entry, row in given.items()
        for judge, mark in enumerate(row, start=1)
        for criterion in ("idea", "method", "deeds", "effect")
    ]
    assert results(tally(rule, marks(rule, *lines))) == [
        ("甲", Decimal("80.00"), 1, "first_places"),
        ("乙", Decimal("80.00"), 2, "first_places"),
    ]


def test_papers_and_defence_count_by_their_weights() -> None:
    text = FULL.replace("drop_high = 2", "drop_high = 0").replace("drop_low = 1", "drop_low = 0")
    text = text.replace("judges = [", "judges = []  # [")
    campaign = read_campaign(text)
    rule = scoring_rule(campaign, campaign.awards[0])
    lines = [f"甲 评委{judge} idea 50 papers" for judge in range(3)] + [
        f"甲 评委{judge} talk 40 defence" for judge in range(3)
    ]
    # 50 × 0.5 × 0.6 + 40 × 0.4
    assert results(tally(rule, marks(rule, *lines))) == [("甲", Decimal("31.00"), 1, "score")]
