"""How long ``leitai tally`` takes for 200,000 marks, beside a plain trimmed mean by pandas on the same file.

``python -m tests.load.tally_peer [ENTRIES JUDGES CRITERIA]`` prints the seconds of processor time of each.  Nothing is
asserted about time, but both must give the same scores where both can (no missing marks, nothing but a trimmed mean).
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import pandas as pd

from scoreboard.exports.tables import csv_bytes
from scoreboard.exports.tally.result_files import result_table
from scoreboard.exports.tally.table import read_table
from scoring.engine.tally.mark_table import read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.tally import tally


def write_marks(file: Path, entries: int, judges: int, criteria: int) -> None:
    """A table of random marks of 0 to 100 in halves."""
    chance = random.Random(1)  # the same table every time
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["entry", "judge", "criterion", "mark"])
        for entry in range(entries):
            for judge in range(judges):
                for criterion in range(criteria):
                    writer.writerow([f"e{entry}", f"j{judge}", f"c{criterion}", chance.randint(0, 200) / 2])


def by_leitai(file: Path, criteria: int) -> dict[str, Decimal]:
    """The whole way: file, rule, exact scores, ranks with a tie chain, CSV."""
    parts = [f'[[criterion]]\nid = "c{n}"\nhigh = 100\nstep = "0.5"\n' for n in range(criteria)]
    rule = read_panel_rule(
        'name = "load"\n[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n[[rank.tie]]\nby = "criterion"\nof = "c0"\n'
        + "".join(parts)
    )
    table, faults = read_marks(read_table(file.read_bytes(), rule).rows, rule)
    assert not faults
    result = tally(rule, table)
    csv_bytes(result_table(result))
    return {one.entry: one.score.score for one in result.results if one.score.score is not None}


def by_pandas(file: Path) -> dict[str, float]:
    """The peer: sum by judge, trimmed mean by entry, rank; binary floats, no states, no ties, no explanation."""
    totals = pd.read_csv(file).groupby(["entry", "judge"])["mark"].sum().reset_index()
    totals = totals.sort_values(["entry", "mark"])
    inner = totals.groupby("entry")["mark"]
    trimmed = (inner.sum() - inner.min() - inner.max()) / (inner.count() - 2)
    trimmed.rank(ascending=False, method="min")
    return {str(entry): float(score) for entry, score in trimmed.items()}


def main() -> None:
    """Measure both and compare their scores."""
    entries, judges, criteria = map(int, sys.argv[1:4] if len(sys.argv) > 3 else (2000, 10, 10))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "marks.csv"
        write_marks(file, entries, judges, criteria)
        print(f"{entries * judges * criteria} marks")
        start = time.process_time()
        exact = by_leitai(file, criteria)
        middle = time.process_time()
        peer = by_pandas(file)
        end = time.process_time()
    print(f"processor time: leitai tally {middle - start:.2f} s, pandas {end - middle:.2f} s")
    apart = [entry for entry, score in exact.items() if abs(float(score) - peer[entry]) > 0.0051]
    print(f"scores further apart than rounding: {len(apart)}")


if __name__ == "__main__":
    main()
