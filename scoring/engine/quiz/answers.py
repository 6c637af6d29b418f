"""Compares answers with keys: an answer from a tablet is right, wrong, blank, or for people to judge."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from scoring.engine.quiz.normal_form import (
    fourth_normal_form,
    is_blank,
    near,
    normal_form,
    second_normal_form,
    with_shape,
)
from scoring.engine.quiz.rule_sheet import Verdict
from scoring.engine.quiz.setup import Key, Scoring


def judge_by_key(answer: tuple[str, ...], key: Key, scoring: Scoring) -> Verdict | None:
    """The verdict on ``answer``; None if only people can judge it (short answers).

    A multiple choice is right only if all of it is right; the order does not matter.  Where one option is chosen, any
    option of the key is right: a protest may have added one.  Texts are compared in their normal form.
    """
    form, given = _FORMS[scoring], written(answer, scoring)
    if not given:
        return "blank"
    if key.type == "short":
        return None
    if key.type == "fill":
        return "right" if _fills(answer, key.values, form) else "wrong"
    chosen, right = {form(a) for a in given}, {form(v) for v in key.values}
    if key.type != "multiple" and scoring >= 2:
        return "right" if len(chosen) == 1 and chosen <= right else "wrong"
    return "right" if chosen == right else "wrong"


def written(answer: tuple[str, ...], scoring: Scoring) -> tuple[str, ...]:
    """The texts of ``answer`` without those that are blank; none of them: the team has not answered."""
    if scoring == 1:
        return tuple(text for text in answer if text.strip())
    return tuple(text for text in answer if not is_blank(with_shape(text) if scoring >= 5 else text))


@dataclass(frozen=True, slots=True)
class Compared:
    """A blank (from 1) whose text is not the key's to the letter: counted as ``equal`` to it, or near it and not."""

    blank: int
    given: str
    key: str
    equal: bool


def compare(answer: tuple[str, ...], key: Key, scoring: Scoring) -> tuple[Compared, ...]:
    """What people should look at before they believe the comparison of a fill-in answer; what is plainly right or
    plainly wrong is left out."""
    if key.type != "fill" or len(answer) != len(key.values):
        return ()
    found = (_compared(no, *pair, _FORMS[scoring]) for no, pair in enumerate(zip(answer, key.values, strict=True), 1))
    return tuple(one for one in found if one is not None)


def _compared(no: int, given: str, blank: str, form: Callable[[str], str]) -> Compared | None:
    spellings = blank.split("|")
    if is_blank(with_shape(given)) or given.strip() in (spelling.strip() for spelling in spellings):
        return None
    for equal, same in ((True, lambda one, other: form(one) == form(other)), (False, near)):
        spelling = next((spelling for spelling in spellings if same(given, spelling)), None)
        if spelling is not None:
            return Compared(no, given, spelling, equal)
    return None


def _fills(answer: tuple[str, ...], blanks: tuple[str, ...], form: Callable[[str], str]) -> bool:
    if len(answer) != len(blanks):
        return False
    return all(
        form(text) in {form(spelling) for spelling in blank.split("|")}
        for text, blank in zip(answer, blanks, strict=True)
    )


def _first_form(text: str) -> str:
    """The form in which matches of the first edition of the scoring compare."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace()).strip("。，,.;；、!！?？《》<>\"“”'‘’()（）")


_FORMS: dict[Scoring, Callable[[str], str]] = {
    1: _first_form,
    2: second_normal_form,
    3: second_normal_form,
    4: fourth_normal_form,
    5: normal_form,
}
