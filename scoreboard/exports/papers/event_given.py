"""What the papers of a competition are made of: a version of its result that two people have signed.

A later version says on every paper which one it is and why; of an older one it says that it no longer holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from scoreboard.exports.papers.words import body_of, titled_word, word
from scoreboard.i18n.titles import USUAL, Titles, titles_in
from scoring.engine.competition.commend_state import Commend, SignOff, TeamCertificate
from scoring.engine.competition.facts import AwardRules
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.competition.facts import awards_in


@dataclass(frozen=True, slots=True)
class Base:
    """A stage whose result was corrected after ``later``, the next one, was drawn.  Teams by number and name: ``into``
    belong into ``later`` and are not, ``out`` are there and do not, ``carried`` brought another score · ``open``: who
    belongs there cannot be said by the results alone."""

    stage: str
    later: str
    into: tuple[tuple[int, str], ...] = ()
    out: tuple[tuple[int, str], ...] = ()
    carried: tuple[tuple[int, str], ...] = ()
    open: bool = False

    @property
    def teams(self) -> frozenset[int]:
        """The numbers of all teams that it names."""
        return frozenset(no for no, _ in (*self.into, *self.out, *self.carried))


@dataclass(frozen=True, slots=True)
class Given:
    """What the papers of a version are made of.  ``newest``: the number of the version in force · ``stages``: the
    signed results of the stages that it rests on, in their order · ``zone``: of its days · ``awards``: as the rule
    sheet has them · ``newest_of``: the number of the version in force of each stage · ``signed_at``: when each version
    of the whole was signed, ms since the epoch · ``titles``: how the rule sheet of the stages calls people ·
    ``bases``: its stages that were drawn on other results."""

    title: str
    organiser: str
    version: SignOff
    newest: int
    stages: tuple[SignOff, ...]
    zone: str
    lang: Lang = "zh"
    awards: AwardRules = field(default_factory=AwardRules)
    newest_of: Mapping[str, int] = field(default_factory=dict)
    signed_at: Mapping[int, int] = field(default_factory=dict)
    titles: Titles = USUAL
    bases: tuple[Base, ...] = ()

    def word(self, key: str, /, **fields: object) -> str:
        """The words under ``award_papers.<key>``, as the rule sheet of the stages calls people."""
        return titled_word(self.lang, self.titles, key, **fields)

    @property
    def day(self) -> date:
        """On which the version was signed."""
        return day_at(self.version.confirmed_at, self.zone)

    @property
    def mark(self) -> str:
        """Which version this is; "" for the first while it holds."""
        return mark_of(self.version, self.newest, self.lang)

    def stage_mark(self, stage: SignOff) -> str:
        """The same of a signed result of a stage."""
        return mark_of(stage, self.newest_of.get(stage.stage, stage.version), self.lang)

    def base_texts(self, stage: str = "", team: int = 0) -> tuple[str, ...]:
        """What was played on another base, of all stages or of this one and this team, a text for each."""
        return tuple(
            base_text(one, self.lang)
            for one in self.bases
            if stage in ("", one.stage, one.later) and (not team or team in one.teams)
        )

    def day_of_version(self, version: int) -> date:
        """On which a version of the whole was signed."""
        return day_at(self.signed_at.get(version, self.version.confirmed_at), self.zone)


def mark_of(one: SignOff, newest: int, lang: Lang) -> str:
    """Which version of a result this is, where ``newest`` is in force; "" for the first while it holds."""
    said = []
    if one.version > 1:
        said.append(word(lang, "event.corrected", version=one.version, reason=one.reason))
    if one.version < newest:
        said.append(word(lang, "event.replaced", version=one.version, newest=newest))
    return word(lang, "event.and").join(said)


def base_text(one: Base, lang: Lang) -> str:
    """That a stage was corrected after the next one was drawn, and what that would have changed."""
    said = [word(lang, "event.base", stage=one.stage, later=one.later)]
    for name, teams in (("into", one.into), ("out", one.out), ("carried", one.carried)):
        if teams:
            listed = word(lang, "review.between").join(team for _, team in teams)
            said.append(word(lang, f"event.base_{name}", later=one.later, teams=listed))
    if one.open:
        said.append(word(lang, "event.base_open"))
    return ("" if lang == "zh" else " ").join(said)


def given_of(
    commend: Commend,
    title: str,
    organiser: str,
    zone: str,
    version: int = 0,
    lang: Lang = "zh",
    sheet: RuleSheet | None = None,
    bases: Sequence[Base] = (),
) -> Given | None:
    """The papers of a version, 0 for the one in force, with ``sheet``, the rule sheet of the stages, and ``bases`` by
    the results in force; None where there is no such version."""
    versions = commend.versions()
    wanted = next((one for one in reversed(versions) if version in (0, one.version)), None)
    if wanted is None:
        return None
    by_no = {one.no: one for one in commend.signoffs}
    stages = tuple(by_no[no] for _, no in wanted.stages)
    newest_of = {one.stage: len(commend.versions(one.stage)) for one in stages}
    in_force = {one.stage for one in stages if one.version == newest_of[one.stage]}
    return Given(
        title,
        body_of(organiser),
        wanted,
        versions[-1].version,
        stages,
        zone,
        lang,
        awards_in(sheet) if sheet is not None else AwardRules(),
        newest_of,
        {one.version: one.confirmed_at for one in versions},
        titles_in(sheet),
        tuple(one for one in bases if one.stage in in_force),
    )


def file_name(given: Given, name: str) -> str:
    """The name of a file of this version; it says which one where there are several."""
    if given.newest == 1:
        return name
    return word(given.lang, "event.file_of", name=name, version=given.version.version)


def day_at(at: int, zone: str) -> date:
    """The day of ms since the epoch."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).date()


def number(value: Decimal) -> str:
    """Points as every screen writes them."""
    return f"{value.normalize():f}"


def rank_text(rank: int, tied: bool, lang: Lang) -> str:
    """A rank in words."""
    return word(lang, "event.rank_tied" if tied else "event.rank", rank=rank)


def number_of(one: TeamCertificate) -> str:
    """The number of a certificate as it is printed: ``0012``."""
    return f"{one.no:04d}"


def shown_code(code: str) -> str:
    """A code in groups of three that are easily typed."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))
