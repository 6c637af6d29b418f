"""What single steps cost: ``python -m tests.load.small_figures``.

Median milliseconds of an append with its commit and of a press from command to receipt, on a database file; seconds
until 5,000 questions are read and compared, beside the plain way of comparing every pair (reckoned from 300 of them).
Nothing is asserted: docs/benchmarks.md says what was found on which machine.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from question_sets import read_set
from question_sets.similar import near_pairs
from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.fakes import fake_context
from tests.halls import set_up
from tests.unit.question_sets.builders import HEAD, hostile_texts, text_table

SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 3)


def invented(count: int) -> list[str]:
    """Stems of one pattern with 24 signs of their own."""
    chance = random.Random(11)
    return [f"下列关于历史的说法，{''.join(chance.choices(SIGNS, k=24))}（  ）" for _ in range(count)]


def every_pair(texts: list[str]) -> int:
    """The plain way."""
    return sum(SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.88 for a, b in combinations(texts, 2))


def of_the_store(folder: Path) -> dict[str, float]:
    """Median ms of an append and of a press."""
    address = f"sqlite:///{folder / 'leitai.db'}"
    upgrade(address, folder / "files")
    database = Database(address)

    def append(number: int) -> None:
        with database.write() as uow:
            uow.ledger.append("match:none", Draft("scene.show", {}, "system", "", f"k{number}", "", number))
            uow.commit()

    appended = [seconds(lambda number=number: append(number)) for number in range(200)]
    hall = set_up(fake_context(store=database), teams=4)
    for kind, fields in (
        ("match.open", {}),
        ("round.begin", {"round": "press"}),
        ("item.present", {}),
        ("press.arm", {}),
    ):
        hall.do(kind, **fields)
    arming = hall.state.items[-1].armings[-1].id
    pressed = [
        seconds(
            lambda number=number: hall.do(
                "press.record",
                hall.seat(number % 4),
                team=hall.teams[number % 4],
                press=f"p{number}",
                arming=arming,
                source="tablet",
            )
        )
        for number in range(100)
    ]
    database.close()
    return {"append": statistics.median(appended) * 1000, "press": statistics.median(pressed) * 1000}


def of_the_questions() -> dict[str, float]:
    """Seconds for thousands of questions, and for the plain way."""
    stems = invented(5000)
    rows = [("单选", stem, stem[10:16], stem[16:22], "丙", "", "A", "") for stem in stems]
    some = seconds(lambda: every_pair(stems[:300]))
    return {
        "read_5000": seconds(lambda: read_set("a.csv", text_table((HEAD, *rows)))),
        "near_pairs_5000": seconds(lambda: list(near_pairs(stems))),
        "every_pair_5000_reckoned": round(some * (5000 * 4999) / (300 * 299)),
        "hostile_texts": seconds(lambda: [read_set("a.txt", data) for data in hostile_texts()]),
    }


def main() -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"ms": of_the_store(Path(folder)), "s": of_the_questions()}, indent=1))


if __name__ == "__main__":
    main()
