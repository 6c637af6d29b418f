"""The lines and liars of ``tests.load.fairness``."""

from __future__ import annotations

from dataclasses import dataclass

from tests.load.fairness_lines import Line

GAPS = (1, 2, 5, 10, 20, 50, 100)
"""By how many ms the first press was made before the second."""


@dataclass(frozen=True)
class Cell:
    """The lines of the first station, of the second, and of the other six.  ``kernel``: the operating system gives its
    round trip.  ``steady``: nothing disturbs the lines, and both directions take as long.  ``liar``: the second one
    says whatever brings it the most."""

    name: str
    first: Line
    second: Line
    others: Line
    kernel: bool = True
    steady: bool = False
    liar: bool = False

    @property
    def hall(self) -> bool:
        """All stations are as near as in a hall."""
        return max(line.up + line.down for line in (self.first, self.second, self.others)) <= 10


HALL = Line(5, 5)


def alike(name: str, line: Line, **more: bool) -> Cell:
    """All stations have the same line."""
    return Cell(name, line, line, line, **more)


def slow(name: str, line: Line, others: Line = HALL, **more: bool) -> Cell:
    """The first station has this line, all others the hall's."""
    return Cell(name, line, others, others, **more)


CELLS = (
    alike("all 1/1", Line(1, 1), steady=True),
    alike("all 5/5", HALL, steady=True),
    alike("all 5/5, no figure of the system", HALL, kernel=False, steady=True),
    alike("all 20/20", Line(20, 20), steady=True),
    alike("all 50/50", Line(50, 50), steady=True),
    alike("all 100/100", Line(100, 100), steady=True),
    alike("all 150/150", Line(150, 150)),
    slow("first 20/20, others 5/5", Line(20, 20), steady=True),
    slow("first 50/50, others 5/5", Line(50, 50), steady=True),
    slow("first 100/100, others 5/5", Line(100, 100), steady=True),
    slow("first 150/150, others 1/1", Line(150, 150), Line(1, 1)),
    slow("first 5/5, others 100/100", HALL, Line(100, 100), steady=True),
    slow("first 50/50, others 5/5, no figure of the system", Line(50, 50), kernel=False),
    slow("first 150/20, others 5/5, no figure of the system", Line(150, 20), kernel=False),
    slow("first 90/60, others 1/1, no figure of the system", Line(90, 60), Line(1, 1), kernel=False),
    slow("first 60/20 with jitter 5, others 5/5, no figure of the system", Line(60, 20, jitter=5), kernel=False),
    slow("first 20/10, others 5/5", Line(20, 10)),
    slow("first 90/10, others 5/5", Line(90, 10)),
    slow("first 10/90, others 5/5", Line(10, 90)),
    slow("first 150/1, others 1/1", Line(150, 1), Line(1, 1)),
    alike("all 5/5, jitter 5", Line(5, 5, jitter=5)),
    alike("all 50/50, jitter 20", Line(50, 50, jitter=20)),
    slow("first 50/50 with jitter 20, others 5/5", Line(50, 50, jitter=20)),
    alike("all 5/5, a tenth in bursts to 100", Line(5, 5, burst=0.1, burst_ms=100)),
    alike("all 50/50, a tenth in bursts to 100", Line(50, 50, burst=0.1, burst_ms=100)),
    alike("all 5/5, 2 % lost and repeated", Line(5, 5, loss=0.02)),
    alike("all 50/50, 2 % lost and repeated", Line(50, 50, loss=0.02)),
    slow("all 5/5, the first press lost once", Line(5, 5, repeats=True)),
    slow("all 50/50, the first press lost once", Line(50, 50, repeats=True), Line(50, 50)),
    alike("all 5/5, clocks off by 50 ppm", Line(5, 5, drift=50)),
    alike("all 50/50, clocks off by 50 ppm", Line(50, 50, drift=50)),
    alike("all of it at 50/50", Line(50, 50, 10, 0.1, 100, 0.01, 50)),
)


def lying(name: str, liar: Line, others: Line, *, kernel: bool = True) -> Cell:
    """The second station lies."""
    return Cell(name, others, liar, others, kernel=kernel, liar=True)


LIARS = (
    lying("all 1/1", Line(1, 1), Line(1, 1)),
    lying("all 5/5", HALL, HALL),
    lying("all 1/1, no figure of the system", Line(1, 1), Line(1, 1), kernel=False),
    lying("all 5/5, no figure of the system", HALL, HALL, kernel=False),
    lying("liar 1/1, others 5/5, no figure of the system", Line(1, 1), HALL, kernel=False),
    lying("liar 5/5, others 1/1, no figure of the system", HALL, Line(1, 1), kernel=False),
    lying("all 20/20", Line(20, 20), Line(20, 20)),
    lying("all 50/50", Line(50, 50), Line(50, 50)),
    lying("all 50/50, no figure of the system", Line(50, 50), Line(50, 50), kernel=False),
    lying("all 100/100", Line(100, 100), Line(100, 100)),
    lying("liar 50/50, others 5/5", Line(50, 50), HALL),
    lying("liar 5/5, others 50/50", HALL, Line(50, 50)),
    lying("liar 5/5, others 50/50, no figure of the system", HALL, Line(50, 50), kernel=False),
    lying("liar 1/150, others 5/5", Line(1, 150), HALL),
)
