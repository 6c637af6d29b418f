"""What printed rules say beside the play: for what the competition is held, who may come, who does what, who signs.

Nothing here changes a match.  A section that nobody filled is left out of the print.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scoring.engine.codec import later


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The sections of the printed rules that are not rules of the play, a sentence each.

    竞赛宗旨 · 主办承办单位 · 时间地点 · 参赛资格 · 岗位职责 · 现场纪律 · 系统故障 · 仲裁与申诉 · 解释权 (in 附则) ·
    落款 (``signed``, a body each, and the date).  ``title``: what the rules are of, in place of the competition and its
    match.
    """

    title: str = later("")
    purpose: tuple[str, ...] = later(())
    bodies: tuple[str, ...] = later(())
    when_where: tuple[str, ...] = later(())
    eligibility: tuple[str, ...] = later(())
    duties: tuple[str, ...] = later(())
    discipline: tuple[str, ...] = later(())
    failures: tuple[str, ...] = later(())
    appeals: tuple[str, ...] = later(())
    interpretation: tuple[str, ...] = later(())
    signed: tuple[str, ...] = later(())
    dated: date | None = later(None)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the event itself knows for the same sections; a rule sheet that says one of them says it instead.
    ``name``: the competition and its match · ``organiser``: as the event has it, which also signs."""

    name: str = ""
    organiser: str = ""
    when_where: tuple[str, ...] = ()
