"""The rule sheets and campaigns that come with the product: the usual ones, and real ones as a start for one's own."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
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
    "talent-contest",
)
"""Ids in the order in which they are offered: the usual one first."""

CAMPAIGNS = ("hongjiang-2012",)
"""Ids of the campaigns."""


def list_templates() -> tuple[str, ...]:
    """The ids of all templates, in the order in which they are offered."""
    return TEMPLATES


def template_text(template_id: str, lang: Literal["zh", "en"] = "zh") -> str:
    """The TOML text of a template with its names and remarks in ``lang``; raises ``NotFound("no-such-template")``.

    The names in a rule sheet are shown as they are written, so a hall that speaks English starts from the English text.
    """
    return _text(files(__name__), template_id, TEMPLATES, lang)


def list_campaigns() -> tuple[str, ...]:
    """The ids of the campaigns, in the order in which they are offered."""
    return CAMPAIGNS


def campaign_text(campaign_id: str, lang: Literal["zh", "en"] = "zh") -> str:
    """The TOML text of a campaign with its names and remarks in ``lang``; raises ``NotFound("no-such-template")``."""
    return _text(files(__name__) / "campaigns", campaign_id, CAMPAIGNS, lang)


def _text(folder: Traversable, name: str, known: tuple[str, ...], lang: str) -> str:
    if name not in known:
        raise NotFound("no-such-template", template=name, known=" · ".join(known))
    return ((folder if lang == "zh" else folder / lang) / f"{name}.toml").read_text(encoding="utf-8")
