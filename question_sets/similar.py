"""Near-duplicates among thousands of texts without comparing every pair.

Each text becomes a set of character pairs.  Two sets whose Jaccard similarity is at least ``t`` must share one of their
rarest ``n - ceil(t·n) + 1`` members (prefix filtering), so only these rarest members are indexed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

THRESHOLD = 0.72
"""Least Jaccard similarity of character pairs for a pair to be looked at."""

RATIO = 0.88
"""Least ``difflib`` ratio for a pair to be reported."""

SHORTEST = 8
"""Shorter texts are never called similar: one character is a different question."""


MOST_WITH = 60
"""Texts kept for one pair of characters.  More texts than that come from one pattern, and the first ones are enough;
without a limit ten thousand such texts would each be compared with all the others."""

CLOSEST = 8
"""Candidates that are compared character by character; those that share most come first."""


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """(earlier index, later index, ratio 0–1) of pairs of texts that say nearly the same; equal texts are left out.

    ``texts`` are bare (see ``text.bare``).  Each later text is paired with its nearest earlier one only.
    """
    shingles = [frozenset(text[i : i + 2] for i in range(len(text) - 1)) for text in texts]
    frequency = Counter(pair for pairs in shingles for pair in pairs)
    index: defaultdict[str, list[int]] = defaultdict(list)
    for later, pairs in enumerate(shingles):
        if len(texts[later]) < SHORTEST:
            continue
        rare = sorted(pairs, key=lambda pair: (frequency[pair], pair))
        prefix = rare[: len(rare) - math.ceil(THRESHOLD * len(rare)) + 1]
        candidates = {earlier for pair in prefix for earlier in index[pair]}
        if best := _nearest(later, candidates, texts, shingles):
            yield best
        for pair in prefix:
            if len(index[pair]) < MOST_WITH:
                index[pair].append(later)


def _nearest(
    later: int, candidates: set[int], texts: Sequence[str], shingles: Sequence[frozenset[str]]
) -> tuple[int, int, float] | None:
    """The most similar candidate, if it is similar enough."""
    mine = shingles[later]
    close: list[tuple[float, int]] = []
    for earlier in candidates:
        theirs = shingles[earlier]
        shared = len(mine & theirs)
        likeness = shared / (len(mine) + len(theirs) - shared)
        if likeness >= THRESHOLD and texts[earlier] != texts[later]:
            close.append((-likeness, earlier))
    if not close:
        return None
    # The matcher prepares its second text once, for all that are compared with it.
    matcher = SequenceMatcher(None, b=texts[later], autojunk=False)
    best: tuple[float, int] | None = None
    for _, earlier in sorted(close)[:CLOSEST]:
        matcher.set_seq1(texts[earlier])
        ratio = matcher.ratio()
        if ratio >= RATIO and (best is None or ratio > best[0]):
            best = ratio, earlier
    return (best[1], later, best[0]) if best else None
