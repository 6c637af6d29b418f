"""Places in a file as a person looks for them: 题库 第 5–9、12 行, "questions.docx, paragraph 4"."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.i18n.catalogue import say
from scoring.tables.problems import SourcePlace, read_place
from scoring.tables.sheet_facts import spans

SHOWN = 6
"""Places, or runs of places, that are named at once."""


def place_text(lang: str, place: SourcePlace) -> str:
    """One place; the sheet or the file alone where it has no number."""
    return places_text(lang, [place])


def written_place(lang: str, text: str, unit: str = "row") -> str:
    """A place that a problem or a row of marks holds as text (``str(place)``)."""
    return place_text(lang, read_place(text, unit))


def places_text(lang: str, places: Sequence[SourcePlace]) -> str:
    """Several places, by sheet, neighbours together."""
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for place in places:
        by_sheet.setdefault((place.sheet, place.unit), []).append(place.row)
    return say(lang, "common.between").join(_in_sheet(lang, *at, rows) for at, rows in by_sheet.items())


def _in_sheet(lang: str, sheet: str, unit: str, rows: Sequence[int]) -> str:
    numbered = [row - 1 for row in rows if row]
    if not numbered:
        return sheet
    runs = spans(numbered)
    named = say(lang, "common.between").join(runs[:SHOWN]) + ("…" if len(runs) > SHOWN else "")
    many = "s" if len(set(numbered)) > 1 else ""
    within = say(lang, f"common.place.{unit}{many}", number=named)
    return say(lang, "common.place.within", sheet=sheet, place=within) if sheet else within
