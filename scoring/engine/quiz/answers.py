"""Compares answers with keys: an answer from a tablet is right, wrong, blank, or for people to judge."""

from __future__ import annotations

import unicodedata

from scoring.engine.quiz.rule_sheet import Verdict
from scoring.engine.quiz.setup import Key, Scoring


def judge_by_key(answer: tuple[str, ...], key: Key, scoring: Scoring) -> Verdict | None:
    """The verdict on ``answer``; None if only people can judge it (short answers).

    A multiple choice is right only if all of it is right; the order does not matter.  Where one option is chosen, any
    option of the key is right: a protest may have added one.  Blanks compare without spaces, case, width and outer
    punctuation.
    """
    given = tuple(text for text in answer if text.strip())
    if not given:
        return "blank"
    if key.type == "short":
        return None
    if key.type == "fill":
        return "right" if _fills(answer, key.values) else "wrong"
    chosen, right = {_plain(a) for a in given}, {_plain(v) for v in key.values}
    if key.type != "multiple" and scoring >= 2:
        return "right" if len(chosen) == 1 and chosen <= right else "wrong"
    return "right" if chosen == right else "wrong"


def _fills(answer: tuple[str, ...], blanks: tuple[str, ...]) -> bool:
    if len(answer) != len(blanks):
        return False
    return all(
        _plain(text) in {_plain(spelling) for spelling in blank.split("|")}
        for text, blank in zip(answer, blanks, strict=True)
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace()).strip("。，,.;；、!！?？《》<>\"“”'‘’()（）")
