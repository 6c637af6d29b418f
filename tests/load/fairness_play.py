"""One opening of the press after another, on simulated lines, decided by the engine's own rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from scoring.engine.quiz.decide_press import window_end
from scoring.engine.quiz.press import award, estimate
from scoring.engine.quiz.press_lead import with_lead
from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Arming, Press
from scoring.engine.trip import LONGEST_TRIP, RoundTrip, Trip, slowest, trusted
from tests.load.fairness_cells import Cell
from tests.load.fairness_lines import Station, station

STATIONS = 8
OPEN = 1_000_000
"""When the first press is made, in ms."""

LATE = 2 * LONGEST_TRIP
"""How long a liar holds back its acknowledgements, in ms."""

Believe = Callable[[RoundTrip, Sequence[RoundTrip]], Trip]


@dataclass(frozen=True)
class Rule:
    """A way to decide: the press rule, how far a station is believed, whether the window covers the slowest way."""

    name: str
    press: PressRule
    believe: Believe
    covers: bool = False


def first_cap(own: RoundTrip, others: Sequence[RoundTrip]) -> Trip:
    """How far a station was believed at first (ADR 6)."""
    ways = sorted(other.best for other in others)
    bounds = [200, max(40, 3 * ways[(len(ways) - 1) // 2])]
    if own.system is not None:
        bounds.append(own.system + 40)
    return Trip(own.best, min(bounds), None)


ARRIVAL = Rule("arrival", PressRule(order="arrival", window_ms=0), trusted)
FIRST = Rule("first", PressRule(tie="arrival"), first_cap)
NOW = Rule("now", PressRule(tie="estimate"), trusted, covers=True)
RULES = (ARRIVAL, FIRST, NOW)


@dataclass(frozen=True)
class Came:
    """A press that comes in: whose, when, what it says, and when it was really made."""

    no: int
    arrived: int
    said: int
    made: float


@dataclass
class Tally:
    """What became of the presses of a cell at one gap.  ``second``: the other of the two won."""

    trials: int = 0
    wrong: int = 0
    second: int = 0
    certain: int = 0
    certain_wrong: int = 0
    waits: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Decided:
    """The winner, whether the record calls it clear once all has come in, how long after the first press, and who of
    those who had come in was really first."""

    winner: int
    certain: bool
    waited: float
    ideal: int


def decide(rule: Rule, stations: Sequence[Station], came: Sequence[Came], liar: int | None) -> Decided:
    """One opening of the press under a rule."""
    presses: list[Press] = []
    for one in sorted(came, key=lambda c: (c.arrived, c.no)):
        others = [s.trip for n, s in enumerate(stations) if n != one.no]
        trip = rule.believe(stations[one.no].trip, others)
        said = one.said
        if one.no == liar:  # as early as it can say without being cut
            said = one.arrived - (trip.believed if trip.allowance is None else trip.half + trip.allowance)
        made = estimate(arrived=one.arrived, pressed_at=said, trip=trip, rule=rule.press)
        window = max(rule.press.window_ms, slowest(others)) if rule.covers else None
        press = Press(
            str(one.no), f"p{one.no}", "a", one.arrived, made.at, made.uncertainty, "legal", "tablet", len(presses),
            one.arrived, made.cut, trip.slow, made.widened, window,
        )  # fmt: skip
        presses.append(press)
    end = window_end(Arming("a", 0, None, (), tuple(presses)), rule.press)
    legal = [press for press in presses if press.recorded <= end]
    result = award(legal, rule.press, 0)
    late = [replace(press, standing="stale") for press in presses if press.recorded > end]
    record = Arming("a", 0, None, (), (*legal, *late), result.winner, result.margin, result.close_call, result.by)
    truly = {str(one.no): one.made for one in came}
    ideal = min(legal, key=lambda press: truly[press.team])
    return Decided(int(result.winner or -1), not with_lead(record).close_call, end - OPEN, int(ideal.team))


def play(cell: Cell, gap: int, trials: int, random: Random) -> dict[str, Tally]:
    """All trials of a cell at one gap: station 0 is first, station 1 second."""
    tallies = {name: Tally() for name in (*(rule.name for rule in RULES), "ideal")}
    lines = [cell.first, cell.second, *[cell.others] * (STATIONS - 2)]
    for _ in range(trials):
        late = [LATE if cell.liar and no == 1 else 0 for no in range(STATIONS)]
        stations = [
            station(line, random, kernel=cell.kernel, late=held) for line, held in zip(lines, late, strict=True)
        ]
        moments = [0.0, float(gap), *[gap + random.uniform(20, 400) for _ in range(STATIONS - 2)]]
        begin = OPEN + random.random()
        came = [Came(no, *stations[no].press(begin + at, random), begin + at) for no, at in enumerate(moments)]
        for rule in RULES:
            found = decide(rule, stations, came, 1 if cell.liar else None)
            _count(tallies[rule.name], found.winner, found.waited, certain=found.certain)
        _count(tallies["ideal"], found.ideal, found.waited, certain=True)
    return tallies


def _count(tally: Tally, winner: int, waited: float, *, certain: bool) -> None:
    tally.trials += 1
    tally.wrong += winner != 0
    tally.second += winner == 1
    tally.certain += certain
    tally.certain_wrong += certain and winner != 0
    tally.waits.append(waited)
