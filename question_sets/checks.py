"""Checks across a whole set: numbers, duplicates and near-duplicates, questions that give
one another away, media that are named but missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from question_sets.giveaways import giveaways
from question_sets.model import MediaItem, ReadQuestion, RowReport
from question_sets.similar import near_pairs
from scoring.tables.problems import Problem, error, note, warning
from scoring.tables.text import bare

_MOST_TOLD = 3
"""Others that are named for one question."""


def check_set(rows: Sequence[RowReport], media: Mapping[str, MediaItem]) -> tuple[RowReport, ...]:
    """The rows with their numbers and media, and every problem that shows only by comparison with other rows."""
    rows = [_with_media(row, media) for row in _numbered(rows)]
    found = _duplicates(rows)
    for place, problems in _given_away(rows).items():
        found.setdefault(place, []).extend(problems)
    return tuple(replace(row, problems=row.problems + tuple(found.get(i, ()))) for i, row in enumerate(rows))


def _numbered(rows: Sequence[RowReport]) -> list[RowReport]:
    """The source's own numbers if every question has one and all differ, else 1, 2, 3 … in order."""
    given = [row.understood.no for row in rows if row.understood is not None]
    own = all(given) and len(set(given)) == len(given)
    numbered, next_no = [], 1
    for row in rows:
        if row.understood is not None:
            if not own:
                row = replace(row, understood=replace(row.understood, no=next_no))
            next_no += 1
        numbered.append(row)
    return numbered


def _with_media(row: RowReport, media: Mapping[str, MediaItem]) -> RowReport:
    question = row.understood
    if question is None or not question.media:
        return row
    item = media.get(question.media.lower())
    if item is None:
        problem = error("media-missing", "media", name=question.media)
        return replace(row, problems=(*row.problems, problem))
    bound = replace(question, media=item.name, media_kind=item.kind, media_sha256=item.sha256)
    return replace(row, understood=bound)


def comparable(question: ReadQuestion) -> str:
    """A question as compared with others: the bare stem, and its options in any order."""
    options = sorted(map(bare, question.options)) if question.type in ("single", "multiple") else []
    return bare(question.stem) + "".join(options) + "".join(map(bare, question.clues))


def _duplicates(rows: Sequence[RowReport]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    index = [i for i, row in enumerate(rows) if row.understood is not None]
    questions = [question for row in rows if (question := row.understood) is not None]
    texts = [comparable(question) + question.media_sha256 for question in questions]
    first: dict[str, int] = {}
    for at, (question, text) in enumerate(zip(questions, texts, strict=True)):
        earlier = first.setdefault(text, at)
        if earlier != at:
            code = "duplicate" if _meant(questions[earlier]) == _meant(question) else "duplicate-with-other-key"
            found.setdefault(index[at], []).append(error(code, "stem", other=rows[index[earlier]].place))
    for earlier, later, ratio in near_pairs(texts):
        percent = min(99, int(ratio * 100))
        problem = warning("near-duplicate", "stem", other=rows[index[earlier]].place, percent=percent)
        found.setdefault(index[later], []).append(problem)
    return found


def _given_away(rows: Sequence[RowReport]) -> dict[int, list[Problem]]:
    """A note at each question whose answer another one tells, that they may be given a conflict."""
    index = [place for place, row in enumerate(rows) if row.understood is not None]
    questions = [question for row in rows if (question := row.understood) is not None]
    found: dict[int, list[Problem]] = {}
    for telling, told in giveaways(questions):
        where = found.setdefault(index[told], [])
        if len(where) < _MOST_TOLD:
            where.append(note("given-away", "key", other=rows[index[telling]].place))
    return found


def _meant(question: ReadQuestion) -> tuple[str, ...]:
    """The key by its texts, so that options in another order make no difference."""
    if question.type not in ("single", "multiple"):
        return tuple(map(bare, question.key))
    texts = dict(zip("ABCDEFGHIJ", map(bare, question.options), strict=False))
    return tuple(sorted(texts.get(letter, letter) for letter in question.key))


def unused_media(rows: Sequence[RowReport], media: Mapping[str, MediaItem]) -> list[Problem]:
    """A note for each medium that no question names."""
    used = Counter(row.understood.media.lower() for row in rows if row.understood is not None)
    return [note("media-unused", "media", name=item.name) for name, item in media.items() if name not in used]
