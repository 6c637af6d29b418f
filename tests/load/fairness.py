"""Who wins a press that was first by a few ms: on good lines, on bad ones, against a station that lies.

``python -m tests.load.fairness`` plays 1,000 presses of eight stations for each cell of the tables in docs/fairness.md
and writes those tables there.  Two stations press within the gap, the other six later.  Beside the rule stand the order
of arrival, the first rule (ADR 6), and the ideal: the true order of the presses that came in before the award.  It ends
with status 1 and the cells where an aim is missed.

``--trials 100`` and ``--only 50/50`` (cells with these words in their names) play less.  Then the tables are printed,
and the document stays as it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from scoring.engine.trip import ALLOWANCE
from tests.load.fairness_cells import CELLS, GAPS, LIARS, Cell
from tests.load.fairness_play import Tally, play

REPORT = Path("docs/fairness.md")
NAMES = ("arrival", "first", "now", "ideal")
TRIALS = 1_000
FARTHEST = 256
"""No station can win against one that pressed so many ms before it."""

Row = Mapping[int, Mapping[str, Tally]]


def played(cell: Cell, trials: int) -> Row:
    """The tallies of a cell by gap and rule; the same each time."""
    return {gap: play(cell, gap, trials, Random(f"{cell.name} {cell.liar} {gap}")) for gap in GAPS}


def reach(cell: Cell, rule: str, trials: int) -> int:
    """The greatest gap in ms at which the second station still wins more often than not."""
    low, high = 0, FARTHEST
    while high - low > 1:
        middle = (low + high) // 2
        tally = play(cell, middle, trials, Random(f"{cell.name} reach {middle}"))[rule]
        low, high = (middle, high) if 2 * tally.second > trials else (low, middle)
    return low


def honest(cell: Cell) -> Cell:
    """The same lines without a lie."""
    return replace(cell, liar=False)


def percent(part: int, whole: int) -> str:
    """A share as a table has it: whole percents, with a digit behind the point under ten."""
    share = 100 * part / whole
    return "0" if not part else f"{share:.1f}" if share < 10 else f"{share:.0f}"


def wait(row: Row, share: float) -> int:
    """How long a decision took in this share of the presses at most, from the first press on."""
    waits = sorted(ms for tallies in row.values() for ms in tallies["now"].waits)
    return round(waits[int(len(waits) * share)])


def worst(row: Row, rule: str) -> str:
    """The share of presses that were called clear and wrong, at the gap where it is greatest."""
    tally = max((tallies[rule] for tallies in row.values()), key=lambda one: one.certain_wrong)
    return percent(tally.certain_wrong, tally.trials)


def table(rows: Mapping[Cell, Row]) -> Iterator[str]:
    """Wrong winners by gap, one line a cell."""
    gaps = " | ".join(f"{gap} ms" for gap in GAPS)
    yield f"| one way up/down, ms | {gaps} | clear | clear, wrong | decided, ms |"
    yield "| --- |" + " --- |" * (len(GAPS) + 3)
    for cell, row in rows.items():
        wrong = [
            " · ".join(percent(tallies[n].second if cell.liar else tallies[n].wrong, tallies[n].trials) for n in NAMES)
            for tallies in row.values()
        ]
        clear = [sum(t[n].certain for t in row.values()) for n in ("first", "now")]
        whole = sum(t["now"].trials for t in row.values())
        shares = " · ".join(percent(part, whole) for part in clear)
        faults = " · ".join(worst(row, name) for name in ("first", "now"))
        yield f"| {cell.name} | {' | '.join(wrong)} | {shares} | {faults} | {wait(row, 0.5)} / {wait(row, 0.99)} |"


def reaches(liars: Iterable[Cell], trials: int) -> dict[Cell, tuple[int, int, int, int]]:
    """How far a liar reaches by arrival, the first rule and the present one, and how far it would without the lie."""
    rules = ("arrival", "first", "now")
    return {
        cell: (*(reach(cell, rule, trials) for rule in rules), reach(honest(cell), "now", trials))  # type: ignore[misc]
        for cell in liars
    }


def missed(rows: Mapping[Cell, Row], far: Mapping[Cell, tuple[int, int, int, int]]) -> Iterator[str]:
    """The aims that are not reached."""
    for cell, row in rows.items():
        for gap, tallies in row.items():
            now = tallies["now"]
            most = now.trials // 10 if gap == 5 else 0
            if cell.steady and gap in (5, 20, 50, 100) and now.wrong > most:
                yield f"{cell.name}: wrong at {gap} ms"
            if now.certain_wrong > now.trials // 100:
                yield f"{cell.name}: clear and wrong at {gap} ms"
        if cell.steady and wait(row, 0.99) >= (150 if cell.hall else 350):
            yield f"{cell.name}: decided late"
    for cell, (_, first, now_, without) in far.items():
        if now_ > (first if cell.hall else max(first, without) + ALLOWANCE):
            yield f"{cell.name}: a lie reaches {now_} ms, before {first}, without it {without}"


def report(rows: Mapping[Cell, Row], far: Mapping[Cell, tuple[int, int, int, int]]) -> str:
    """The tables as docs/fairness.md has them."""
    fair = {cell: row for cell, row in rows.items() if not cell.liar}
    lies = {cell: row for cell, row in rows.items() if cell.liar}
    lines = ["### Wrong winners, %", "", *table(fair), "", "### Presses that a liar wins, %", "", *table(lies), ""]
    lines += ["### How far a liar reaches, ms", "", "| one way up/down, ms | arrival | first rule | now | no lie |"]
    lines += ["| --- |" + " --- |" * 4]
    lines += [f"| {cell.name} | {' | '.join(str(ms) for ms in found)} |" for cell, found in far.items()]
    return "\n".join(lines)


def main() -> None:
    """Play the cells that are asked for, and write the tables where these are all."""
    parser = argparse.ArgumentParser(description="Who wins a press: the tables of docs/fairness.md.")
    parser.add_argument("--trials", type=int, default=TRIALS, help=f"presses of a cell and gap ({TRIALS})")
    parser.add_argument("--only", default="", metavar="WORDS", help="cells with these words in their names")
    asked = parser.parse_args()
    cells = [cell for cell in (*CELLS, *LIARS) if asked.only in cell.name]
    if not cells:
        parser.error(f"no cell has {asked.only!r} in its name")
    rows = {cell: played(cell, asked.trials) for cell in cells}
    far = reaches([cell for cell in cells if cell.liar], max(asked.trials // 5, 1))
    tables = report(rows, far)
    if asked.trials == TRIALS and not asked.only:
        _write(tables)
    else:
        print(tables)
    faults = list(missed(rows, far))
    print("\n".join(faults) or "every aim is reached")
    sys.exit(1 if faults else 0)


def _write(tables: str) -> None:
    text = REPORT.read_text("utf-8")
    begin, end = "<!-- made by tests/load/fairness.py -->", "<!-- end -->"
    made = f"{begin}\n\n{tables}\n\n{end}"
    REPORT.write_text(re.sub(f"{begin}.*{end}", lambda _: made, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
