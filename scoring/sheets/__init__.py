"""The rule sheets that come with the product: the usual one, and real variants as a start for one's own."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from scoring.engine.errors import NotFound

TEMPLATES = (
    "standard-party",
    "countdown-ranks",
    "reading-aloud",
    "campus-ladder",
    "foul-ladder",
    "panel-marks",
    "grand-league",
    "quick-league",
    "hall-customs",
)
"""Ids in the order in which they are offered: the usual one first."""


def list_templates() -> tuple[str, ...]:
    """The ids of all templates, in the order in which they are offered."""
    return TEMPLATES


def template_text(template_id: str, lang: Literal["zh", "en"] = "zh") -> str:
    """The TOML text of a template with its names and remarks in ``lang``; raises ``NotFound("no-such-template")``.

    The names in a rule sheet are shown as they are written, so a hall that speaks English starts from the English text.
    """
    if template_id not in TEMPLATES:
        raise NotFound("no-such-template", template=template_id, known=" · ".join(TEMPLATES))
    folder = files(__name__) if lang == "zh" else files(__name__) / lang
    return (folder / f"{template_id}.toml").read_text(encoding="utf-8")
