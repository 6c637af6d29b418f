"""The recommendation form of an award (推荐表): filled from what was entered, its boxes left empty."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scoreboard.exports.papers.blocks import Annex, Block, FormBox, FormGrid, FormRow, Paper, Text, Title
from scoreboard.exports.papers.words import word
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.form import Box, FieldKind, FormField
from scoring.engine.rulefile.printed import Lang

Value = str | tuple[str, ...]
"""What was entered in a field: a text exactly as typed; of people and attachments one text for each."""

BEHIND = 1500
"""A text that may have more characters than this does not stand in the form, but behind it on pages of its own."""

_SHORT: frozenset[FieldKind] = frozenset({"text", "number", "date", "choice", "phone", "email"})
_HALF = 12
"""How many characters a value may have that stands in half of a row."""


def form_title(award: Award, lang: Lang) -> str:
    """What the form of an award is called."""
    return award.form or word(lang, "form.title", award=award.name)


def form_paper(campaign: Campaign, award: Award, values: Mapping[str, Value], lang: Lang = "zh") -> Paper:
    """The form of one entry.  ``values``: by the id of the field; one without a value is left empty."""
    fields = campaign.form_of(award)
    behind = [field for field in fields if _is_behind(field)]
    nominee = _text(values.get(fields[0].id, "")) if fields else ""
    rows = tuple(_row(field, _text(values.get(field.id, "")), lang) for field in fields)
    title = form_title(award, lang)
    blocks: list[Block] = [*_titled(title, lang), FormGrid(rows, tuple(_box(box, lang) for box in campaign.boxes))]
    for field in behind:
        if text := _text(values.get(field.id, "")):
            blocks += [Annex(""), Title(field.name, nominee), Text(text)]
    return Paper(title, tuple(blocks), lang)


def _titled(title: str, lang: Lang) -> list[Block]:
    """附件1 全市…推荐表: the number of the annex stands at the margin, the rest is the title."""
    found = re.fullmatch(rf"({word(lang, 'annex')}\s?\d+)[:：]?\s+(.+)", title)
    return [Annex(found[1]), Title(found[2][0].upper() + found[2][1:])] if found else [Title(title)]


def _row(field: FormField, text: str, lang: Lang) -> FormRow:
    if _is_behind(field):
        return FormRow(field.name, word(lang, "form.behind") if text else "", half=False)
    half = field.kind in _SHORT and len(text) <= _HALF
    return FormRow(field.name, text, half=half, long=field.kind == "long_text")


def _is_behind(field: FormField) -> bool:
    return field.kind == "long_text" and (field.limit or 0) > BEHIND


def _text(value: Value) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _box(box: Box, lang: Lang) -> FormBox:
    """What is written into a box by hand: the date, and above it, where it is sealed, who signed and the seal."""
    sealed = (word(lang, "signed"), word(lang, "seal")) if box.seal else ()
    return FormBox(box.name, (*sealed, word(lang, "day")))
