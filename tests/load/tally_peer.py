"""How long ``leitai tally`` takes for 200,000 marks, beside an exact script for pandas on the same file.

``python -m tests.load.tally_peer [ENTRIES JUDGES CRITERIA]`` prints the seconds of processor time of each whole
command, the median of five runs in turn.  Nothing is asserted about time, but both must give the same scores and ranks.
"""

from __future__ import annotations

import csv
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

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


def rule_text(criteria: int) -> str:
    """One highest and one lowest total dropped, level entries parted by the first criterion."""
    parts = [f'[[criterion]]\nid = "c{n}"\nhigh = 100\nstep = "0.5"\n' for n in range(criteria)]
    head = 'name = "load"\n[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n'
    return head + '[[rank.tie]]\nby = "criterion"\nof = "c0"\n' + "".join(parts)


def by_leitai(file: Path, criteria: int) -> dict[str, tuple[Decimal, int]]:
    """Entry → score and rank."""
    rule = read_panel_rule(rule_text(criteria))
    table, faults = read_marks(read_table(file.read_bytes(), rule).rows(), rule)
    assert not faults
    result = tally(rule, table)
    return {one.entry: (one.score.score, one.rank) for one in result.results if one.score.score and one.rank}


def spent(*command: object) -> float:
    """Seconds of processor time of a whole command, its start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure both in turn and compare their results."""
    entries, judges, criteria = map(int, sys.argv[1:4] if len(sys.argv) > 3 else (2000, 10, 10))
    own, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        file, rule, out = (Path(folder) / name for name in ("marks.csv", "rule.toml", "out.csv"))
        write_marks(file, entries, judges, criteria)
        rule.write_text(rule_text(criteria), "utf-8")
        leitai = Path(sys.executable).with_name("leitai")
        for _ in range(5):
            own.append(spent(leitai, "tally", file, "--rule", rule, "-o", out, "--force"))
            peer.append(spent(sys.executable, "-m", "tests.load.tally_exact_peer", file))
        found, beside = by_leitai(file, criteria), by_pandas(file)
    times = statistics.median(a / b for a, b in zip(own, peer, strict=True))
    print(f"{entries * judges * criteria} marks of {entries} entries")
    middle = [statistics.median(one) for one in (own, peer)]
    print(f"processor time: leitai tally {middle[0]:.2f} s, pandas {middle[1]:.2f} s, {times:.2f} times")
    print(f"scores or ranks that differ: {sum(found[entry] != beside[entry] for entry in found)}")


if __name__ == "__main__":
    main()
