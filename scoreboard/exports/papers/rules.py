"""Rules as an official paper: of a review (评选办法), of a match (竞赛规则)."""

from __future__ import annotations

from scoreboard.exports.papers.blocks import Block, Grid, Heading, Paper, Signature, Text, Title, cells
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.rulefile.printed import Lang, LineTable, PrintedSheet, Section


def rules_paper(campaign: Campaign, lang: Lang = "zh") -> Paper:
    """Every rule of ``campaign``, section by section; the edition that its digest freezes stands at the foot."""
    return printed_paper(print_campaign(campaign, lang), lang)


def printed_paper(printed: PrintedSheet, lang: Lang) -> Paper:
    """Rules in words as a paper: title, sections with their tables, who signs; the edition at the foot of each page."""
    blocks: list[Block] = [Title(printed.title)]
    for section in printed.sections:
        blocks += _section(section, 1)
    if printed.signed or printed.dated:
        blocks.append(Signature(printed.signed, printed.dated))
    return Paper(printed.title, tuple(blocks), lang, foot=printed.edition)


def _section(section: Section, level: int) -> list[Block]:
    blocks: list[Block] = [Heading(section.heading, 1 if level == 1 else 2)]
    for line in section.lines:
        if isinstance(line, LineTable):
            blocks.append(Grid(line.head, cells(*line.rows), line.widths, size=10.5))
        else:
            blocks.append(Text(line))
    for inner in section.sections:
        blocks += _section(inner, level + 1)
    return blocks
