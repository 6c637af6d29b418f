"""A tally rule as the sentences that an office attaches to its notice: every clause, in the order of the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import cast

from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.rule import Criterion, PanelMethod, Roundings
from scoring.engine.rulefile.printed import Lang, PrintedSheet, sections
from scoring.engine.tally.panel_reader import panel_digest
from scoring.engine.tally.rule import PointsRule, TallyRule, TieRule


def print_tally_rule(rule: TallyRule, lang: str) -> PrintedSheet:
    """The whole rule in words."""
    words = _Words(rule, lang)
    parts = {
        "criteria": [line for one in rule.panel.criteria for line in words.criterion(one)],
        "panel": list(words.panel(rule.panel.combining)),
        "points": [line for one in rule.points for line in words.points(one)],
        "stages": [
            words.say("stage.weight", name=words.name(one.id), id=one.id, weight=_number(one.weight))
            for one in rule.stages
        ],
        "rounding": list(words.roundings(rule.panel.rounding)),
        "total": list(words.total()),
        "rank": list(words.rank()),
    }
    bodies = [(words.say(f"head.{part}"), tuple(lines), ()) for part, lines in parts.items()]
    edition = words.say("edition", edition=rule.edition, digest=panel_digest(rule))
    return PrintedSheet(rule.name, edition, sections(bodies, cast(Lang, lang)))


class _Words:
    """The sentences of one rule in one language."""

    def __init__(self, rule: TallyRule, lang: str) -> None:
        self._rule, self._lang = rule, lang
        self._wording = Wording(lang, rule.names())

    def say(self, key: str, **said: object) -> str:
        """The words of ``tally_rule.<key>``."""
        return say(self._lang, f"tally_rule.{key}", **said)

    def name(self, identity: str) -> str:
        """A name as people read it."""
        return self._wording.name(identity)

    def criterion(self, one: Criterion) -> Iterator[str]:
        """Range, step, weight, and where it belongs."""
        span = {"low": _number(one.low), "high": _number(one.high), "step": _number(one.step)}
        name = self.name(one.id)
        yield self.say("criterion.marked", name=name, id=one.id, weight=_number(one.factor), **span)
        if one.stage is not None:
            yield self.say("criterion.stage", name=name, stage=self.name(one.stage))
        if one.section is not None:
            yield self.say("criterion.section", name=name, section=one.section)
        if one.optional:
            yield self.say("criterion.optional", name=name)

    def panel(self, method: PanelMethod) -> Iterator[str]:
        """How marks become a score."""
        judges = self._wording.comma.join(method.judges)
        yield self.say("panel.judges", judges=judges) if judges else self.say("panel.judges_any")
        yield self.say(f"panel.over_{method.over}")
        yield self.say(f"panel.{method.method}")
        yield from self._drops(method)
        if method.bound is not None:
            unit = "points" if method.bound.points is not None else "percent"
            yield self.say(f"panel.bound_{unit}", **{unit: _number(getattr(method.bound, unit))})
        yield self.say("panel.fewest", fewest=method.fewest)
        yield self.say(f"missing.{method.missing}")
        yield self.say(f"late.{method.late}")
        yield self.say(f"abstained.{method.abstained}")
        yield self.say("panel.recused")

    def _drops(self, method: PanelMethod) -> Iterator[str]:
        if method.drops:
            yield self.say("panel.drops_less", judges=method.drops[0].judges)
            for one in method.drops:
                yield self.say("panel.drops", judges=one.judges, high=one.high, low=one.low)
        elif method.drop_high or method.drop_low:
            yield self.say("panel.drop", least=method.least, high=method.drop_high, low=method.drop_low)
        else:
            yield self.say("panel.drop_none")

    def points(self, one: PointsRule) -> Iterator[str]:
        """What is added beside the marks, and where."""
        name = self.name(one.id)
        yield self.say(f"points.{one.kind}", name=name, id=one.id, high=_number(one.high))
        if one.stage is not None:
            yield self.say("points.stage", name=name, stage=self.name(one.stage))
        elif one.kind != "order":
            yield self.say("points.final", name=name)
        if one.section is not None:
            yield self.say("points.section", name=name, section=one.section)

    def roundings(self, all_steps: Roundings) -> Iterator[str]:
        """Each step that is rounded."""
        for step in fields(all_steps):
            if (found := getattr(all_steps, step.name)) is not None:
                mode = self._wording.say(f"mode.{found.mode}")
                yield self.say("rounding.step", what=self.say(f"rounding.{step.name}"), mode=mode, digits=found.digits)
        yield self.say("rounding.exact")

    def total(self) -> Iterator[str]:
        """What is done with the final score."""
        total = self._rule.total
        if total.best:
            yield self.say("total.best", best=total.best)
        elif self._rule.stages:
            yield self.say("total.all")
        if total.floor is not None:
            yield self.say("total.floor", floor=_number(total.floor))
        if total.cap is not None:
            yield self.say("total.cap", cap=_number(total.cap))

    def rank(self) -> Iterator[str]:
        """The order, the chain of comparisons, the line."""
        rank = self._rule.rank
        yield self.say(f"rank.{rank.by}")
        yield self.say("rank.before_rounding" if rank.before_rounding else "rank.after_rounding")
        if rank.margin is not None:
            yield self.say("rank.margin", margin=_number(rank.margin))
        for no, tie in enumerate(rank.ties, start=1):
            yield self.say("rank.tie", no=no, link=self._wording.link(_link(tie)))
        yield self.say("rank.shared" if rank.ties else "rank.shared_at_once")
        used = {rank.by, *(tie.by for tie in rank.ties)}
        yield from (self.say(f"rank.{by}_means") for by in ("borda", "majority", "first_places") if by in used)
        if used & {"borda", "majority"}:
            yield self.say("rank.places_recused")
        yield self.say("rank.places", places=rank.places) if rank.places else self.say("rank.places_none")


def _link(tie: TieRule) -> str:
    """The code of a link, as results name it."""
    return f"{tie.by}{f':{tie.of}' if tie.of else ''}{f'@{tie.at}' if tie.at else ''}"


def _number(value: Decimal | Fraction) -> str:
    return str(value) if isinstance(value, Fraction) else decimal_text(value)
