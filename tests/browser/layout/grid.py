"""The shapes of match that are measured: a sample in every run, a grid in the night.

How a question is laid out depends on its words and its picture together, so the grid holds each with each.  Teams,
names and points stand in lists, lamps and bars that are laid out for themselves, and leave a question more or less
room: of them it holds every pair of values, and each value with each question and with each picture.  What three of
them do together is measured by chance only.  All with all would be 1440 shapes.
"""

from __future__ import annotations

from itertools import combinations, product

from tests.browser.layout.shapes import Shape

SMALL = Shape(teams=2, name=2, stem=10, options=2, option=1, base="-12.5")
LARGE = Shape(teams=12, name=14, stem=120, option=30, picture=(900, 1600), base="1234.75")
EXTREME = Shape(teams=30, name=24, stem=500, options=8, option=90, picture=(1600, 600))
LATIN = Shape(teams=6, name=24, latin=True, stem=300, options=5, option=40, picture=(800, 800))

FACTORS: dict[str, tuple[object, ...]] = {
    "words": ((10, 2, 1), (10, 8, 20), (120, 4, 90), (300, 5, 40), (500, 8, 90), (600, 2, 1)),
    "picture": (None, (600, 1800), (800, 800), (1800, 600)),
    "teams": (2, 6, 12, 30),
    "name": ((2, False), (8, False), (14, False), (24, False), (24, True)),
    "base": ("-12.5", "0", "1234.75"),
}
"""``words``: signs of the stem, options, signs of each; ``name``: signs, and whether they are Latin."""

QUESTION = ("words", "picture")
"""What is laid out together."""

Row = dict[str, object]
Pair = frozenset[tuple[str, object]]


def pairs(row: Row) -> set[Pair]:
    """The pairs of values that this row holds."""
    return {frozenset(two) for two in combinations(row.items(), 2)}


def all_pairs() -> set[Pair]:
    """The pairs that some shape has to hold."""
    values = [(factor, value) for factor, listed in FACTORS.items() for value in listed]
    return {frozenset((a, b)) for a, b in combinations(values, 2) if a[0] != b[0]}


def rows() -> list[Row]:
    """Every question with every picture, and all pairs of the rest."""
    missing, made = all_pairs(), []
    questions = [dict(zip(QUESTION, both, strict=True)) for both in product(*(FACTORS[one] for one in QUESTION))]
    while missing or questions:
        made.append(_best(questions.pop(0) if questions else {}, missing))
        missing -= pairs(made[-1])
    return made


def _best(given: Row, missing: set[Pair]) -> Row:
    """The row with these values that holds most of the missing pairs."""
    free = [factor for factor in FACTORS if factor not in given]
    whole = [{**given, **dict(zip(free, rest, strict=True))} for rest in product(*(FACTORS[one] for one in free))]
    return max(whole, key=lambda row: len(pairs(row) & missing))


def shape_of(row: Row) -> Shape:
    """The match of a row."""
    (stem, options, option), (name, latin) = row["words"], row["name"]  # type: ignore[misc]
    return Shape(row["teams"], name, latin, stem, options, option, row["picture"], row["base"])  # type: ignore[arg-type]


GRID = tuple(dict.fromkeys((Shape(), SMALL, LARGE, EXTREME, LATIN, *map(shape_of, rows()))))
"""What the nightly run measures."""
