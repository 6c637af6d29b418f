"""The printable 评选办法: a campaign as numbered sections, as an office attaches it to its announcement.

The sentences are in ``wording``; ``rulefile.printed`` numbers them.
"""

from __future__ import annotations

from types import ModuleType

from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_reader import campaign_digest
from scoring.engine.review.wording import en, en_marks, zh, zh_marks
from scoring.engine.rulefile.printed import SHORT_DIGEST, Body, Lang, PrintedSheet, sections

_LANGUAGES: dict[Lang, tuple[ModuleType, ModuleType]] = {"zh": (zh, zh_marks), "en": (en, en_marks)}


def print_campaign(campaign: Campaign, lang: Lang = "zh") -> PrintedSheet:
    """Every rule of ``campaign`` in words; a section about something that the campaign does not have is left out."""
    words, marks = _LANGUAGES[lang]
    judging = [*map(words.stage, campaign.stages), *marks.combining(campaign), *marks.ranking(campaign)]
    bodies: tuple[Body, ...] = (
        (words.TITLES["general"], words.general(campaign), ()),
        (words.TITLES["awards"], (), [(one.name, words.award(campaign, one)) for one in campaign.awards]),
        (words.TITLES["papers"], words.papers(campaign), ()),
        (words.TITLES["way"], words.way(campaign), ()),
        (words.TITLES["judging"], judging, ()),
        (words.TITLES["notice"], words.notices(campaign), ()),
        (words.TITLES["decision"], words.decision(campaign), ()),
        (words.TITLES["phases"], words.phases(campaign), ()),
        (words.TITLES["notes"], campaign.notes, ()),
    )
    fields = {"id": campaign.id, "edition": campaign.edition, "digest": campaign_digest(campaign)[:SHORT_DIGEST]}
    title = words.TITLES["document"].format(name=campaign.name)
    return PrintedSheet(title, words.TITLES["edition"].format(**fields), sections(bodies, lang))


def conditions(campaign: Campaign, award: Award, lang: Lang = "zh") -> list[str]:
    """What an award asks of a nomination, then the conditions under which it is taken, as the 评选办法 says them."""
    return [*award.asked, *_LANGUAGES[lang][0].who_may_enter(campaign, award)]
