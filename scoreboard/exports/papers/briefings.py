"""岗位须知: one page for each part in a match: what to do before it, during it, and when something goes wrong.

A line stands on a page only where the match has what it speaks of: a round, judges, a token, a reveal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import Grid, Paper, Title, cells, joined
from scoreboard.exports.papers.match_given import MatchGiven
from scoring.engine.quiz.rule_sheet import BEGINS, PRESSED, Round, RuleSheet

TABLETS_FOR_A_SPARE = 6
"""One tablet is kept in reserve for so many, as docs/venue.md has it."""

_ANSWERED = (BEGINS - PRESSED - {"judged"}) | {"rapid"}
"""Kinds in which a team answers when its turn has come."""


_WIDTHS = (4, 15)

_MANY = 7
"""Where a part has more to do during the match, its page is set in the lesser size."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its key in briefings.toml; ``where``: what a match must have for it, "" for any match."""

    key: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one part: before the match, during it, and of each trouble (``seen`` and ``do``)."""

    before: tuple[Line, ...]
    during: tuple[Line, ...]
    trouble: tuple[Line, ...]


PAGES: Mapping[str, Part] = {
    "host": Part(
        (Line("enter"), Line("wall"), Line("buzzers", "press"), Line("read")),
        (
            Line("next"),
            Line("keys"),
            Line("begin"),
            Line("arm", "start"),
            Line("marks", "panel"),
            Line("token", "token"),
            Line("player", "best"),
            Line("frozen", "freeze"),
        ),
        (
            Line("slip"),
            Line("silent", "press"),
            Line("broken"),
            Line("desk"),
            Line("question", "question"),
            Line("screen"),
            Line("all_gone"),
        ),
    ),
    "judge": Part(
        (Line("enter"), Line("seat"), Line("power")),
        (
            Line("verdict", "verdict"),
            Line("mark", "panel"),
            Line("again", "panel"),
            Line("recuse", "panel"),
            Line("abstain", "panel"),
        ),
        (
            Line("verdict_slip", "verdict"),
            Line("mark_slip", "panel"),
            Line("offline"),
            Line("broken"),
            Line("ended"),
            Line("paper", "panel"),
        ),
    ),
    "team": Part(
        (Line("enter"), Line("station"), Line("buzzers", "press"), Line("power")),
        (
            Line("answered", "answered"),
            Line("together", "together"),
            Line("start", "start"),
            Line("countdown", "countdown"),
            Line("reading", "reading"),
            Line("stake", "stake"),
            Line("delegate", "delegate"),
            Line("judged", "panel"),
            Line("token", "token"),
        ),
        (
            Line("slip", "together"),
            Line("silent", "press"),
            Line("offline"),
            Line("broken"),
            Line("ended"),
            Line("protest"),
        ),
    ),
    "chief": Part(
        (Line("enter"), Line("read"), Line("agree", "verdict")),
        (
            Line("correct"),
            Line("close_call", "press"),
            Line("marks", "panel"),
            Line("tie", "tie"),
            Line("lock"),
            Line("code"),
        ),
        (
            Line("differs"),
            Line("late"),
            Line("asked", "panel"),
            Line("protest"),
            Line("desk"),
            Line("manual"),
        ),
    ),
    "technician": Part(
        (Line("address"), Line("cards"), Line("tablets", "tablets"), Line("buzzers", "press"), Line("backup")),
        (Line("watch"), Line("leave")),
        (
            Line("broken"),
            Line("card"),
            Line("wifi"),
            Line("server"),
            Line("moved"),
            Line("screen"),
            Line("code"),
        ),
    ),
}

PARTS = tuple(PAGES)
"""Who has a page, in the order in which all of them are printed."""


def briefing(given: MatchGiven, part: str) -> Paper:
    """The page of one of ``PARTS``."""
    page, has, fields = PAGES[part], has_of(given), _fields(given)
    title = given.word(f"briefing.title.{part}")

    def words(line: Line, place: str, end: str = "") -> str:
        return given.say(f"briefings.{part}.{place}.{line.key}{end}", **fields)

    def kept(lines: Collection[Line]) -> Iterator[Line]:
        return (line for line in lines if not line.where or line.where in has)

    steps = [
        (given.say(f"briefings.{place}"), _numbered(given, [words(one, place) for one in kept(lines)]))
        for place, lines in (("before", page.before), ("during", page.during))
    ]
    troubles = [(words(one, "trouble", ".seen"), words(one, "trouble", ".do")) for one in kept(page.trouble)]
    small = given.lang != "zh" or steps[1][1].count("\n") >= _MANY
    size = layout.BETWEEN_PT if small else layout.TABLE_PT
    return Paper(
        f"{title} {given.name}",
        (
            Title(title, given.name),
            _grid(given, ("when", "what"), steps, size),
            _grid(given, ("seen", "do"), troubles, size),
        ),
        given.lang,
        close=True,
    )


def _grid(given: MatchGiven, head: tuple[str, str], rows: list[tuple[str, str]], size: float) -> Grid:
    return Grid(tuple(given.say(f"briefings.{name}") for name in head), cells(*rows), _WIDTHS, size, told=(1,))


def briefings(given: MatchGiven) -> Paper:
    """The pages of all parts that the match has, one after the other."""
    name = given.say("briefings.all", name=given.name)
    return joined([briefing(given, part) for part in parts_of(given.sheet, judges=bool(given.judges))], name)


def parts_of(sheet: RuleSheet, *, judges: bool) -> list[str]:
    """Who has a part in a match by this rule sheet; ``judges``: it has seats for judges.  Who performs in a contest has
    no tablet, and no page about one."""
    judging = judges or any(rule.kind == "judged" for rule in sheet.rounds)
    there = {"judge": judging, "team": sheet.contest is None}
    return [part for part in PARTS if there.get(part, True)]


def _numbered(given: MatchGiven, lines: list[str]) -> str:
    return "\n".join(given.say("briefings.line", no=no, text=text) for no, text in enumerate(lines, start=1))


def has_of(given: MatchGiven) -> frozenset[str]:
    """What of a match lines speak of."""
    return frozenset(name for name, named in _rounds(given.sheet).items() if named) | {
        name
        for name, there in {
            "delegate": any(rule.risk and rule.risk.delegate for rule in given.sheet.rounds),
            "question": given.sheet.contest is None,
            "token": given.sheet.tokens,
            "tie": given.sheet.tie_off.mode != "none",
            "freeze": given.sheet.freeze,
            "best": given.sheet.best_player,
            "tablets": given.tablets,
        }.items()
        if there
    }


def _rounds(sheet: RuleSheet) -> dict[str, list[str]]:
    """The names of the rounds in which a thing is done."""

    def named(rounds: Iterator[Round]) -> list[str]:
        return list(dict.fromkeys(rule.name for rule in rounds))

    pressed = {
        timing: named(rule for rule in sheet.rounds if rule.press and rule.press.timing == timing)
        for timing in ("start", "countdown", "reading")
    }
    return {
        **pressed,
        "press": [name for names in pressed.values() for name in names],
        "panel": named(rule for rule in sheet.rounds if rule.kind == "judged"),
        "verdict": named(rule for rule in sheet.rounds if rule.kind not in ("judged", "audience")),
        "answered": named(rule for rule in sheet.rounds if rule.kind in _ANSWERED and rule.risk is None),
        "together": named(rule for rule in sheet.rounds if rule.kind == "simultaneous"),
        "stake": named(rule for rule in sheet.rounds if rule.risk),
    }


def _fields(given: MatchGiven) -> dict[str, object]:
    """What lines name: rounds as one text each, the address, how many tablets."""
    between, best = given.word("between"), given.sheet.best_player
    return {
        **{f"{name}_rounds": between.join(named) for name, named in _rounds(given.sheet).items()},
        "name": given.name,
        "address": given.address or given.word("blank"),
        "tablets": given.tablets,
        "spares": -(-given.tablets // TABLETS_FOR_A_SPARE),
        "tokens": between.join(one.name for one in given.sheet.tokens),
        "player": best.name if best else "",
    }
