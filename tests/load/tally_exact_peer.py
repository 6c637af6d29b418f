"""The peer of ``leitai tally`` in ``tally_peer``: the same rule, computed exactly by pandas a column at a time.

Marks are whole halves, so that nothing is rounded before the end; each is checked for its form, range and step, and no
mark may come twice.  One highest and one lowest total of an entry are dropped, and level entries are parted by the
panel's score on the first criterion.  It knows this one rule, no states of a mark, and explains nothing.
"""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd

PARTS = 2
"""A mark is a whole number of halves."""


def by_pandas(file: Path) -> dict[str, tuple[Decimal, int]]:
    """Entry → score with two places (half up) and rank; written as CSV too, as the command does."""
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    marks = table["mark"].str.strip()
    if not marks.str.fullmatch(r"[0-9]{1,3}(\.[05])?").all():
        raise ValueError("mark")
    whole = marks.str.partition(".")
    halves = whole[0].astype("int64") * PARTS + (whole[2] == "5").astype("int64")
    if ((halves < 0) | (halves > 100 * PARTS)).any() or table.duplicated(["entry", "judge", "criterion"]).any():
        raise ValueError("mark")
    table["halves"] = halves
    scores = _trimmed(table, "total")
    first = _trimmed(table[table["criterion"] == "c0"], "first")
    results = scores.join(first[["first"]])
    # Half up to hundredths, in whole numbers: (100 × total ÷ (2 × count) + ½), cut off.
    below = PARTS * results["count"]
    results["score"] = (200 * results["total"] + below) // (2 * below)
    results = results.sort_values(["score", "first"], ascending=False, kind="stable")
    new = (results["score"] != results["score"].shift()) | (results["first"] != results["first"].shift())
    results["rank"] = pd.Series(range(1, len(results) + 1), index=results.index).where(new).ffill().astype("int64")
    text = results["score"].astype(str).str.zfill(3)
    results["text"] = text.str[:-2] + "." + text.str[-2:]
    results[["text", "rank"]].to_csv(io.StringIO())
    pairs = zip(results.index, results["text"], results["rank"], strict=True)
    return {str(entry): (Decimal(score), int(rank)) for entry, score, rank in pairs}


def _trimmed(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """By entry the sum of its judges' totals without one highest and one lowest, and how many are left."""
    totals = table.groupby(["entry", "judge"], sort=False)["halves"].sum().groupby("entry", sort=False)
    found = totals.agg(["sum", "min", "max", "count"])
    return pd.DataFrame({name: found["sum"] - found["min"] - found["max"], "count": found["count"] - 2})


if __name__ == "__main__":
    by_pandas(Path(sys.argv[1]))
