"""A tally in words: why an entry stands where it does, each step of its arithmetic, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from scoreboard.i18n.catalogue import known, say
from scoreboard.presenters.places import place_text, written_place
from scoring.engine.codec import decimal_text
from scoring.engine.errors import Fault
from scoring.engine.panel.steps import Step
from scoring.engine.rounding import rounded
from scoring.engine.tally.scores import EntryScore
from scoring.engine.tally.tally import Result
from scoring.tables.problems import Problem, SourcePlace

Noun = Literal["entry", "nominee", "team", "contest", "turn"]

NOUN_PLACES = ("noun", "nouns", "noun_head", "line")
"""The forms of a noun: itself, its plural, itself as a heading, and what its cut line is called."""

NAMES_ITSELF = frozenset({
    "judge", "judge_rounded_terms", "bonus", "deduction", "zero_missing", "zero_late", "zero_abstained",
    "late_mark_counted",
})  # fmt: skip
"""Steps whose sentence names what they are about."""


class Wording:
    """The words of one language for the results of one rule; ``names`` are those that the rule gives, by id.

    ``noun``: what an entry is called: an entry of a file, a nominee of a review, a team of a match, an entry of a
    contest, one turn of a team.
    """

    def __init__(self, lang: str, names: Mapping[str, str], noun: Noun = "entry") -> None:
        self.lang = lang
        self.nouns = {place: say(lang, f"tally.noun.{noun}.{place}") for place in NOUN_PLACES}
        self.comma, self.semicolon = (self._between(sign) for sign in ("comma", "semicolon"))
        self.names = names

    def say(self, key: str, **fields: object) -> str:
        """The words of ``tally.<key>``."""
        return say(self.lang, f"tally.{key}", **self.nouns | fields)

    def _between(self, sign: str) -> str:
        """What stands between the items of a list; a full-width sign brings its own space."""
        words = self.say(f"list.{sign}")
        return f"{words} " if words.isascii() else words

    def name(self, identity: str) -> str:
        """A criterion's, a stage's or the points' name as people read it."""
        return self.names.get(identity) or identity

    def stage(self, stage: str) -> str:
        """A stage's name; a review without stages has one that is called the marking."""
        return self.name(stage) if stage else self.say("stage.only")

    def panel(self, stage: str, group: str) -> str:
        """Whose panel it is: “材料评审 · 甲组”."""
        parts = [self.name(stage) if stage else "", group]
        return " · ".join(part for part in parts if part) or self.say("stage.only")

    def link(self, code: str) -> str:
        """A link of the tie chain: ``criterion:novelty@final`` is “创新性（终评）”."""
        named, _, at = code.partition("@")
        by, _, of = named.partition(":")
        words = self.say(f"link.{by}", of=self.name(of))
        return self.say("link.at", link=words, stage=self.name(at)) if at else words

    def decided(self, result: Result) -> str:
        """Why an entry has its rank, or none."""
        if result.rank is None:
            waits = self.waits(result.score)
            words = self.say(f"status.{result.decided_by}")
            return self.say("status.because", status=words, waits=waits) if waits else words
        if result.reason is None or result.decided_by == "score":
            return self.link(result.decided_by)
        both = {side: shown(value) for side, value in result.reason.fields.items()}
        return self.say("link.compared", link=self.link(result.decided_by), **both)

    def waits(self, score: EntryScore) -> str:
        """Which marks a score waits for."""
        found = []
        for stage in score.stages:
            for judge, state in stage.waits.items():
                found.append(f"{self.name(judge)} {self.state(state)}")
        return self.comma.join(dict.fromkeys(found))

    def state(self, state: str) -> str:
        """A mark's state: 缺, 迟, 弃权, 回避."""
        return self.say(f"state.{state}")

    def step(self, step: Step) -> str:
        """One line of an explanation."""
        fields = dict(step.fields)
        if step.code == "marks":
            return self.say("step.marks", marks=self.comma.join(f"{judge} {mark}" for judge, mark in fields.items()))
        if step.code in ("as_zero", "late_counted", "left_out", "waiting"):
            judges = self.comma.join(f"{judge} {self.state(state)}" for judge, state in fields.items())
            return self.say(f"step.{step.code}", judges=judges)
        if step.code == "dropped":
            return self._dropped(fields)
        if "mode" in fields:
            fields["mode"] = self.say(f"mode.{fields['mode']}")
        if "criterion" in fields:
            fields["criterion"] = self.name(fields["criterion"])
        return self.say(f"step.{step.code}", **fields | {"of": self.name(step.of)})

    def heading(self, step: Step) -> str:
        """What a step belongs to: the stage, and the criterion where every one has its own panel score."""
        own = step.code in NAMES_ITSELF
        parts = [self.stage(step.stage) if step.stage else "", "" if own else self.name(step.of)]
        return " · ".join(part for part in parts if part)

    def _dropped(self, fields: Mapping[str, str]) -> str:
        both = [self.say(f"step.dropped_{end}", marks=fields[end]) for end in ("high", "low") if fields[end]]
        return self.semicolon.join(both)

    def problem(self, problem: Problem) -> str:
        """What is wrong with a file of marks, or worth knowing about it."""
        own = f"tally.problem.{problem.code}"
        key = own if known(self.lang, own) else f"questions.problem.{problem.code}"
        return say(self.lang, key, **dict(problem.fields))

    def finding(self, place: SourcePlace, problem: Problem) -> str:
        """A problem with its place in the file."""
        at = place_text(self.lang, place)
        words = self.problem(problem)
        return self.say("faults.at", place=at, problem=words) if at else words

    def fault(self, fault: Fault) -> str:
        """One fault of a rule or of a table, with its place."""
        fields = dict(fault.fields)
        if fault.code.startswith(("row-", "name-")):
            whose = "row_judge" if fields.get("judge") else "row_entry" if fields.get("entry") else "row"
            problem = self.say(f"faults.{fault.code}", **fields)
            place = written_place(self.lang, fault.place)
            return self.say(f"faults.{whose}", **fields | {"place": place, "problem": problem})
        own = f"tally.faults.{fault.code}"
        words = say(self.lang, own if known(self.lang, own) else f"sheet.faults.{fault.code}", **fields)
        line = fields.get("line")
        parts = [say(self.lang, "sheet.check.line", line=line)] if line else []
        parts.append(fault.place or say(self.lang, "sheet.check.whole"))
        return self.say("faults.rule", place=" · ".join(parts), problem=words)


def shown(value: str) -> str:
    """An exact text for reading: ``151/3`` as ``50.3333…``."""
    if "/" not in value:
        return value
    cut = rounded(Fraction(value), 4, "truncate")
    return f"{decimal_text(cut)}…"
