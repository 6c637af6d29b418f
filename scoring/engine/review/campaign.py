"""A campaign (评选) as a value: every rule of an award review that an organiser may set.

``campaign_reader`` reads one TOML file for each campaign; this module is only the shape.  Days are days of the
campaign's own zone.  How marks are combined and ranked is the arithmetic of ``tally``, by ``scoring_rule``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.panel.rule import PanelMethod, Roundings
from scoring.engine.review.form import Box, FormField
from scoring.engine.tally.rule import PanelStage, RankRule, TallyRule, TieRule
from scoring.engine.tally.rule_file import CriterionTable, RuleFile, rule_of

AwardKind = Literal["unit", "person", "activity", "carrier"]
NoticeOrder = Literal["rank", "strokes"]
"""How names stand in a public list: by merit, or by the strokes of their signs (姓氏笔画)."""
Ground = Literal["anonymous", "no_evidence", "late", "impersonation", "against_grade", "unrelated"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something may come; without ``until`` the whole day counts."""

    day: date
    until: time | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A title that bars its holder for ``years``, 0 for ever; ``merit``: unless new outstanding merit is on record."""

    title: str
    years: int = 0
    merit: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Who may enter.  ``roster``: the list in which the nominee must stand · ``since``: begun on this day or later, by
    the date in the field ``since_field``, or as the study office finds."""

    roster: str | None = None
    since: date | None = None
    since_field: str | None = None
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """How many entries one unit may put forward for an award."""

    unit: str
    most: int


@dataclass(frozen=True, slots=True)
class Award:
    """An award (奖项).

    ``may_stay_empty``: fewer winners than places are possible (宁缺毋滥) · ``put_forward``: how many winners go up to
    the higher level · ``shortlist``: how many names go to the notice, if more than places · ``asked``: what is asked of
    an entry · ``quota``: the most entries of a unit, ``quotas`` of units with another number · ``form``: the title of
    its form, ``fields`` the rows before the common ones · ``ties``: its own tie chain, else the campaign's.
    """

    id: str
    name: str
    kind: AwardKind
    places: int
    criteria: tuple[CriterionTable, ...]
    may_stay_empty: bool = True
    put_forward: int = 0
    shortlist: int | None = None
    asked: tuple[str, ...] = ()
    entry: Entry = Entry()
    quota: int | None = None
    quotas: tuple[Quota, ...] = ()
    form: str | None = None
    fields: tuple[FormField, ...] = ()
    ties: tuple[TieRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of endorsement on the way up: it agrees, returns or refuses, each with a reason.  ``seal``: its opinion
    is sealed and dated on paper · ``ranks``: it puts its own entries in order."""

    id: str
    name: str
    due: Deadline | None = None
    seal: bool = True
    ranks: bool = True


@dataclass(frozen=True, slots=True)
class SignOff:
    """A department that must agree before marks are given: a gate with a document, never a mark.  Without ``awards`` it
    is for all of them."""

    department: str
    about: str
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the review, in order.  ``check``: vetting · ``marks``: by a panel, with its weight in the final
    score.  ``through``: how many entries of an award go on from it, 0 for all."""

    id: str
    name: str
    kind: Literal["check", "marks"]
    by: str
    weight: Decimal | Fraction = Decimal(1)
    through: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A public notice (公示): its days, what days they are, and whether the first one is counted.  None of these has a
    default: both ways are in use."""

    by: str
    where: tuple[str, ...]
    days: int
    count: Literal["working", "natural"]
    first_day_counts: bool
    order: NoticeOrder = "rank"


@dataclass(frozen=True, slots=True)
class Objections:
    """Who takes objections and how.  ``in_time``: by arrival, or by the postmark · ``answer_days``: natural days to the
    answer · ``grounds``: why one may be refused."""

    office: str
    contact: str
    answer_days: int
    in_time: Literal["arrival", "postmark"] = "arrival"
    grounds: tuple[Ground, ...] = ("anonymous", "no_evidence", "late", "impersonation", "against_grade", "unrelated")


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides (审定), in turn, before or after the notice; and what becomes of a place whose holder is removed: the
    next in line has it, it stays empty, or it is withdrawn."""

    by: tuple[str, ...]
    vacancy: Literal["next", "empty", "withdrawn"]
    when: Literal["after_notice", "before_notice"] = "after_notice"


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the campaign's calendar, first and last day included."""

    name: str
    first: date
    last: date
    does: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A whole campaign.  ``fields`` and ``boxes``: the rows of every form after the award's own · ``sealed_form``: the
    form is printed, signed, sealed and handed in as a scan · ``one_award``: nobody is entered for two awards ·
    ``judges_enter``: whether a judge may be entered · ``ties``, then ``equals``: what decides among equals ·
    ``personal_until``: the day on which personal fields are deleted · ``chair``: what the chair of the committee is
    called, "" as usual."""

    id: str
    name: str
    organiser: str
    due: Deadline
    awards: tuple[Award, ...]
    levels: tuple[Level, ...]
    stages: tuple[Stage, ...]
    notices: tuple[Notice, ...]
    objections: Objections
    decision: Decision
    edition: int = 1
    zone: str = "Asia/Shanghai"
    opens: date | None = None
    fields: tuple[FormField, ...] = ()
    boxes: tuple[Box, ...] = ()
    sealed_form: bool = True
    one_award: bool = True
    judges_enter: bool = False
    sign_offs: tuple[SignOff, ...] = ()
    panel: PanelMethod = field(default_factory=PanelMethod)
    own_unit_recused: bool = True
    rounding: Roundings = field(default_factory=Roundings)
    ties: tuple[TieRule, ...] = ()
    equals: Literal["vote", "lot"] = "vote"
    phases: tuple[Phase, ...] = ()
    personal_until: date | None = None
    notes: tuple[str, ...] = ()
    chair: str = later("")

    def form_of(self, award: Award) -> tuple[FormField, ...]:
        """The fields of an award's form, in order."""
        return award.fields + self.fields

    def mark_stages(self) -> tuple[Stage, ...]:
        """The stages in which judges mark."""
        return tuple(stage for stage in self.stages if stage.kind == "marks")


def scoring_rule(campaign: Campaign, award: Award) -> TallyRule:
    """The rule by which the marks of an award's entries become its ranking; the cut line is after its places."""
    stages = tuple(PanelStage(stage.id, stage.weight, stage.name) for stage in campaign.mark_stages())
    rank = RankRule(ties=award.ties or campaign.ties, places=award.places)
    rule = rule_of(
        RuleFile(
            award.name, award.criteria, campaign.edition, campaign.panel, stages=stages, rounding=campaign.rounding,
            rank=rank,
        )
    )  # fmt: skip
    return replace(rule, panel=replace(rule.panel, same_organisation_recused=campaign.own_unit_recused))
