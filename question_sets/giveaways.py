"""Questions that give one another away: the answer of one stands in what the hall sees or hears with another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from question_sets.keys import LETTERS
from question_sets.model import ReadQuestion
from scoring.tables.text import bare

SHORTEST = 2
"""Answers of fewer signs stand in every second text."""

RARE = 6
"""Pairs of signs that more questions have say nothing about what a question is about."""

SHARED = 4
"""Rare pairs that two questions have in common if they are about the same thing."""

MOST_WITH = 40
"""Pairs of signs that more texts have are no help in finding an answer; one of such pairs only is looked for in every
text."""


def giveaways(questions: Sequence[ReadQuestion], shared: int = SHARED) -> Iterator[tuple[int, int]]:
    """(place of the question that tells, place of the one that is told) of all that no conflict keeps apart yet, where
    they have so many rare pairs of signs in common."""
    texts = [bare("\n".join(_heard(one))) for one in questions]
    asked = [bare("".join((one.stem, *one.clues))) for one in questions]
    pairs = [_pairs(text) for text in texts]
    count = Counter(pair for one in pairs for pair in one)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(pairs):
        for pair in one:
            if count[pair] <= MOST_WITH:
                having[pair].append(place)
    for told, question in enumerate(questions):
        about = {pair for pair in _pairs(asked[told]) if count[pair] <= RARE}
        answers = [answer for answer in _answers(question) if answer not in asked[told]]
        for telling in sorted({place for answer in answers for place in _with(answer, having, texts)}):
            if asked[telling] == asked[told] or set(question.conflicts_with) & set(questions[telling].conflicts_with):
                continue
            if len(about & pairs[telling]) >= shared:
                yield telling, told


def _heard(question: ReadQuestion) -> Iterator[str]:
    """All that the hall learns with a question, its answer too; wrong options say nothing about another question."""
    yield from (question.stem, question.explanation, *question.clues)
    if question.type in ("fill", "short"):
        yield from (value.split("|")[0] for value in question.key)
    yield from (text for letter, text in zip(LETTERS, question.options, strict=False) if letter in question.key)


def _answers(question: ReadQuestion) -> Iterator[str]:
    """The answers of which one is enough: the right option, the first spelling of each blank, what clues lead to."""
    if question.type == "single":
        chosen = zip(LETTERS, question.options, strict=False)
        yield from (bare(text) for letter, text in chosen if letter in question.key)
    elif question.type == "fill" or question.clues:
        yield from (bare(value.split("|")[0]) for value in question.key)


def _with(answer: str, having: dict[str, list[int]], texts: Sequence[str]) -> Iterator[int]:
    if len(answer) < SHORTEST:
        return
    rare = [having[pair] for pair in _pairs(answer) if pair in having]
    places = min(rare, key=len) if rare else range(len(texts))
    yield from (place for place in places if answer in texts[place])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
