"""The rules of a review (评选办法) as an official paper."""

from __future__ import annotations

from scoreboard.exports.papers.blocks import Block, Heading, Paper, Text, Title
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.rulefile.printed import Lang, Section


def rules_paper(campaign: Campaign, lang: Lang = "zh") -> Paper:
    """Every rule of ``campaign``, section by section, and at the end the edition that its digest freezes."""
    printed = print_campaign(campaign, lang)
    blocks: list[Block] = [Title(printed.title)]
    for section in printed.sections:
        blocks += _section(section, 1)
    return Paper(printed.title, (*blocks, Text(printed.edition)), lang)


def _section(section: Section, level: int) -> list[Block]:
    blocks: list[Block] = [Heading(section.heading, 1 if level == 1 else 2), *map(Text, section.lines)]
    for inner in section.sections:
        blocks += _section(inner, level + 1)
    return blocks
