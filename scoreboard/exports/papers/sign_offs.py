"""征求意见表: a form for the departments that must agree to an entry, with a box for each."""

from __future__ import annotations

from scoreboard.exports.papers.blocks import FormBox, FormGrid, FormRow, Paper, Title
from scoreboard.exports.papers.words import word
from scoring.engine.review.campaign import Award, Campaign, SignOff
from scoring.engine.rulefile.printed import Lang


def sign_off_paper(campaign: Campaign, award: Award, nominee: str, unit: str = "", lang: Lang = "zh") -> Paper:
    """The form of one entry; its departments are those of the campaign for this award."""
    title = word(lang, "sign_off.title", award=award.name)
    rows = (
        FormRow(word(lang, "column.nominee"), nominee),
        *([FormRow(word(lang, "column.unit"), unit)] if unit else []),
        FormRow(word(lang, "column.award"), award.name),
    )
    boxes = tuple(_box(one, lang) for one in sign_offs_of(campaign, award))
    return Paper(title, (Title(title), FormGrid(rows, boxes)), lang)


def sign_offs_of(campaign: Campaign, award: Award) -> tuple[SignOff, ...]:
    """The departments that must agree to entries of this award."""
    return tuple(one for one in campaign.sign_offs if not one.awards or award.id in one.awards)


def _box(one: SignOff, lang: Lang) -> FormBox:
    opinion = word(lang, "sign_off.opinion", department=one.department)
    about = word(lang, "sign_off.about", about=one.about)
    return FormBox(f"{opinion}\n{about}", (word(lang, "seal"), word(lang, "day")))
