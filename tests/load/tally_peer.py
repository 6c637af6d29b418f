"""How long ``leitai tally`` takes for 200,000 marks, beside an exact script for pandas on the same file.

``python -m tests.load.tally_peer [ENTRIES JUDGES CRITERIA]`` prints the seconds of processor time of each, the least of
five runs in turn.  Nothing is asserted about time, but both must give the same scores and ranks.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from scoreboard.exports.tally.result_files import result_csv
from scoreboard.exports.tally.table import read_table
from scoring.engine.tally.mark_table import read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.tally import tally
from tests.load.tally_exact_peer import by_pandas


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


def by_leitai(file: Path, criteria: int) -> dict[str, tuple[Decimal, int]]:
    """The whole way: file, rule, exact scores, ranks with a tie chain, CSV."""
    parts = [f'[[criterion]]\nid = "c{n}"\nhigh = 100\nstep = "0.5"\n' for n in range(criteria)]
    rule = read_panel_rule(
        'name = "load"\n[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n[[rank.tie]]\nby = "criterion"\nof = "c0"\n'
        + "".join(parts)
    )
    table, faults = read_marks(read_table(file.read_bytes(), rule).rows, rule)
    assert not faults
    result = tally(rule, table)
    result_csv(result)
    return {one.entry: (one.score.score, one.rank) for one in result.results if one.score.score and one.rank}


def main() -> None:
    """Measure both in turn and compare their results."""
    entries, judges, criteria = map(int, sys.argv[1:4] if len(sys.argv) > 3 else (2000, 10, 10))
    own, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "marks.csv"
        write_marks(file, entries, judges, criteria)
        for _ in range(5):
            start = time.process_time()
            found = by_leitai(file, criteria)
            middle = time.process_time()
            beside = by_pandas(file)
            own.append(middle - start)
            peer.append(time.process_time() - middle)
    least, other = min(own), min(peer)
    print(f"{entries * judges * criteria} marks of {entries} entries")
    print(f"processor time: leitai tally {least:.2f} s, pandas {other:.2f} s, {least / other:.1f} times")
    print(f"scores or ranks that differ: {sum(found[entry] != beside[entry] for entry in found)}")


if __name__ == "__main__":
    main()
