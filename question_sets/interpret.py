"""From a draft to a question: what was understood, and every problem of the row at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from question_sets.blank_numbers import counted_answers
from question_sets.brackets import cleared_stem, leading_tag, numbering_off, trailing_tag
from question_sets.keys import LETTERS, by_text, fill_values, letters_of, numbers_of, truth
from question_sets.kinds import ROUNDS, TYPES, infer, type_name
from question_sets.limits import MAX_OPTIONS
from question_sets.media_types import kind_of_name
from question_sets.model import Draft, MediaKind, ReadQuestion
from question_sets.option_keys import key_in_options
from question_sets.options import cut, cut_bare, cut_ringed, own_letter_off, split_cell
from question_sets.several_answers import values_of_columns, with_also
from question_sets.text import gaps
from question_sets.units import with_units
from scoring.engine.quiz.normal_form import one_width
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.tables.problems import Problem, error, note, warning
from scoring.tables.text import clean, coded, parts

_NUMBER = re.compile(r"^[+]?(-?\d+(?:\.\d+)?)(?:分|分值|points?|pts?)?$")
_LETTER_KEY = re.compile(r"^(?:[A-Ja-jＡ-Ｊ]|[A-JＡ-Ｊ](?:[\s,，、;；/|]{0,2}[A-JＡ-Ｊ]){1,9})[.。]?$|^[①-⑩]{1,10}$")
_DAY = re.compile(r"^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?: ?00:00(?::00)?)?$")
_MOST_POINTS = Decimal(10_000)


def interpret(draft: Draft) -> tuple[ReadQuestion | None, tuple[Problem, ...]]:
    """The question of ``draft`` (None without a stem or a key that can be used) and its problems.

    ``no`` is the number the source gives, or 0; the set numbers its questions in the end.
    """
    return _Reading(draft).result()


class _Reading:
    """One draft being read; ``problems`` grows on the way."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.problems: list[Problem] = list(draft.problems)
        self.tags = list(dict.fromkeys(parts(draft.tags, ",，、;；|｜")))
        self.stem, tag = leading_tag(numbering_off(clean(draft.stem)))
        if not tag:
            self.stem, tag = trailing_tag(self.stem)
        self.declared = draft.type or tag or draft.default_type
        self.options: tuple[str, ...] = ()
        self.key: tuple[str, ...] = ()
        self.also = clean(draft.also)
        self._join_answers()

    def result(self) -> tuple[ReadQuestion | None, tuple[Problem, ...]]:
        self._read_options()
        kind = self._type()
        if not self.stem:
            self.problems.append(error("stem-missing", "stem"))
        if kind is None:
            return None, tuple(self.problems)
        kind = self._read_key(kind)
        question = self._question(kind)
        usable = bool(self.stem) and bool(self.key)
        return question if usable else None, tuple(self.problems)

    def _join_answers(self) -> None:
        """Several answer columns are one key for all that asks which letters or words it has."""
        if counted := counted_answers(clean(self.draft.key)) if not self.draft.answers else ():
            self.draft = replace(self.draft, answers=counted, key="")
        answers = tuple(filter(None, map(clean, self.draft.answers)))
        joined = "；".join(answers)
        if answers and clean(self.draft.key) not in ("", joined):
            self.problems.append(error("answers-disagree", "key", key=clean(self.draft.key)[:40], text=joined[:40]))
            self.draft = replace(self.draft, answers=())
        elif answers:
            self.draft = replace(self.draft, key=joined)

    def _read_options(self) -> None:
        options = [own_letter_off(text, LETTERS[i]) for i, text in enumerate(self.draft.options[:MAX_OPTIONS])]
        options = self._without_placeholders(options)
        while options and not options[-1]:
            options.pop()
        if not options and self.draft.option_cell:
            options = list(split_cell(self.draft.option_cell))
        if not options and self.also and TYPES.get(type_name(self.declared), "") not in ("fill", "short"):
            found = split_cell(self.also)
            if len(found) > 1:
                options, self.also = list(found), ""
        if not options and self._may_hold_options():
            self.stem, found = cut(self.stem)
            for also in (cut_ringed, cut_bare):
                self.stem, found = (self.stem, found) if found else also(self.stem, self.draft.key)
            if found:
                self._take_tag_behind()
                options = list(found)
                self.problems.append(note("options-from-stem", "stem"))
        if len(options) > MAX_OPTIONS:
            self.problems.append(error("options-too-many", "options", limit=MAX_OPTIONS))
        self.options = tuple(options)
        self._take_key_off_options()

    def _take_key_off_options(self) -> None:
        """A key behind the options is taken off them, because the hall would see it; it is the key where none is."""
        kind = TYPES.get(type_name(self.declared), "")
        open_to_it = self.draft.key_values is None and kind not in ("fill", "short")
        said = key_in_options(self.options) if open_to_it else None
        if said is None:
            return
        given = clean(self.draft.key)
        if not given and not any(cleared_stem(self.stem, kind, "")[1] for kind in ("single", "multiple")):
            self.draft = replace(self.draft, key=said.written)
            self.problems.append(warning("key-from-option", "options", key=said.written))
        elif said.letters in [
            letters_of(given),
            numbers_of(given, len(self.options)),
            by_text(given, said.options),
        ]:
            self.problems.append(warning("key-in-option", "options", key=said.written))
        else:
            self.problems.append(warning("option-bracket-differs", "options", inside=said.written, key=given[:40]))
            return
        self.options = said.options

    def _without_placeholders(self, options: list[str]) -> list[str]:
        """A letter alone in its own column, beside options that have texts, only fills the cell."""
        alone = [coded(text).strip(".") == LETTERS[i].lower() for i, text in enumerate(options)]
        texts = sum(bool(text) and not letter for text, letter in zip(options, alone, strict=True))
        if texts < 2 or not any(alone):
            return options
        letters = "".join(LETTERS[i] for i, letter in enumerate(alone) if letter)
        self.problems.append(note("options-placeholder", "options", letters=letters))
        return ["" if letter else text for text, letter in zip(options, alone, strict=True)]

    def _take_tag_behind(self) -> None:
        """A type that stood between the stem and its options: ``…的是（多选） A.甲 B.乙``."""
        self.stem, tag = trailing_tag(self.stem)
        self.declared = self.draft.type or tag or self.declared

    def _may_hold_options(self) -> bool:
        name = type_name(self.declared)
        return TYPES.get(name, "") in ("", "single", "multiple") and self.draft.key_values is None

    def _type(self) -> QuestionType | None:
        name = type_name(self.declared)
        if name and name not in TYPES and name not in ROUNDS:
            self.problems.append(error("type-unknown", "type", text=self.declared[:40]))
            return None
        if name in ROUNDS and name not in self.tags:
            self.tags.append(name)
        kind = TYPES.get(name, "")
        by_section = kind == "short" and not self.draft.type and self.declared == self.draft.default_type
        if kind and not (by_section and len(self.options) > 1 and letters_of(self.draft.key)):
            return cast(QuestionType, kind)
        letters = letters_of(self.draft.key) or numbers_of(self.draft.key, len(self.options)) or ()
        letters = letters or by_text(self.draft.key, self.options) or ()
        kind = infer(self.options, self.draft.key, len(letters), self.stem)
        if kind in ("fill", "short") and _LETTER_KEY.match(clean(self.draft.key)):
            self.problems.append(error("key-without-options", "key", key=self.draft.key[:40]))
        self.problems.append(note("type-inferred", "type", type=kind))
        return kind

    def _read_key(self, kind: QuestionType) -> QuestionType:
        if kind == "true_false" and self.options and not self._judgement_options():
            self.problems.append(note("judgement-as-single", "type"))
            kind = "single"
        text = self._key_text(kind)
        if kind == "fill" and not text and self.also:
            text, self.also = self.also, ""
            self.problems.append(note("fill-from-options", "key", text=text[:80]))
        if kind == "fill" and self.options:
            text = self._key_in_options(text)
        if not text:
            told = (problem.field for problem in self.draft.problems if problem.severity == "error")
            if not {"key", "type"} & set(told):  # its reader has not said why
                self.problems.append(error("key-missing", "key"))
        elif kind in ("single", "multiple"):
            self._choice_key(kind, text)
        elif kind == "true_false":
            self._judgement_key(text)
        elif kind == "fill":
            self._fill_key(text)
        else:
            self.key = ("；".join(filter(None, (text, self.also))),)
        if self.also and kind in ("single", "multiple", "true_false"):
            self.problems.append(warning("also-unused", "also", text=self.also[:40]))
        if kind in ("fill", "short") and TYPES.get(type_name(self.declared)) and _LETTER_KEY.match(text):
            self.problems.append(warning("key-is-letter", "key", key=text))
        return kind

    def _key_text(self, kind: QuestionType) -> str:
        """The text of the key.  A key in the stem's bracket is removed from the stem, because the hall would see it."""
        given = clean(self.draft.key) if self.draft.key_values is None else "；".join(self.draft.key_values)
        self.stem, inside, same = cleared_stem(self.stem, kind, given)
        if inside and not given:
            self.problems.append(warning("key-from-stem", "stem", key=inside))
            return inside
        if inside and same:
            self.problems.append(warning("key-in-stem", "stem", key=inside))
        elif inside:
            self.problems.append(warning("bracket-differs", "stem", inside=inside, key=given[:40]))
        return given

    def _key_in_options(self, text: str) -> str:
        """The options of a 填空 are its accepted answers (as Quizizz writes them), or its key names one of them."""
        named = letters_of(text) or numbers_of(text, len(self.options)) or ()
        places = [LETTERS.index(letter) for letter in named if LETTERS.index(letter) < len(self.options)]
        if text and (len(named) != 1 or not places or by_text(text, self.options)):
            return text
        found = [self.options[place] for place in places] if text else list(filter(None, self.options))
        several = not text and len(found) == gaps(self.stem) > 1
        told = "、".join(found)[:80]
        self.problems.append(
            warning("fill-key-names-option", "key", key=text, text=told)
            if text
            else warning("blanks-from-options", "key", text=told)
            if several
            else note("fill-from-options", "key", text=told)
        )
        self.options = ()
        return "；".join(found) if several else "|".join(found)

    def _choice_key(self, kind: QuestionType, text: str) -> None:
        self._check_options(kind)
        letters = letters_of(text) or self._spelled_key(text)
        if letters is None:
            return
        self.key = letters
        for letter, option in zip(LETTERS, self.options, strict=False):
            if len(option) <= len(text) and (letter,) != letters and letters_of(option) == letters:
                self.problems.append(warning("key-letter-is-option", "key", key=text, option=letter))
        beyond = [letter for letter in letters if LETTERS.index(letter) >= len(self.options)]
        if beyond and self.options:
            self.problems.append(error("key-names-no-option", "key", key="".join(beyond), options=len(self.options)))
        if kind == "single" and len(letters) > 1:
            self.problems.append(error("single-with-several-keys", "key", key="".join(letters)))
        if kind == "multiple" and len(letters) == 1:
            self.problems.append(warning("multiple-with-one-key", "key", key=letters[0]))

    def _spelled_key(self, text: str) -> tuple[str, ...] | None:
        """A key written as option numbers or as the options' own texts; if both fit and differ, a person decides."""
        by_number, spelled = numbers_of(text, len(self.options)), by_text(text, self.options)
        if by_number and spelled and by_number != spelled:
            self.problems.append(error("key-ambiguous", "key", text=text[:40]))
            return None
        if letters := by_number or spelled:
            self.problems.append(note("key-by-number" if by_number else "key-by-text", "key", key="".join(letters)))
        else:
            self.problems.append(error("key-unreadable", "key", text=text[:40]))
        return letters

    def _check_options(self, kind: QuestionType) -> None:
        if len(self.options) < 2:
            self.problems.append(error("options-missing", "options", count=len(self.options)))
        seen: dict[str, str] = {}
        for letter, option in zip(LETTERS, self.options, strict=False):
            if not option:
                self.problems.append(error("option-empty", "options", letter=letter))
            elif (same := seen.setdefault(_exact(option), letter)) != letter:
                self.problems.append(error("options-equal", "options", first=same, second=letter, text=option[:40]))
        if kind == "multiple" and len(self.options) == 2:
            self.problems.append(note("multiple-with-two-options", "options"))

    def _judgement_options(self) -> bool:
        return len(self.options) == 2 and {truth(option, letters=False) for option in self.options} == {True, False}

    def _judgement_key(self, text: str) -> None:
        verdict: bool | None
        letters = letters_of(text)
        if self.options and letters and len(letters) == 1 and letters[0] in "AB":
            verdict = truth(self.options["AB".index(letters[0])], letters=False)
        else:
            verdict = truth(text)
            if verdict is not None and coded(text) in ("a", "b"):
                self.problems.append(note("judgement-by-letter", "key", key=coded(text).upper()))
        self.options = ()
        if verdict is None:
            self.problems.append(error("key-unreadable", "key", text=text[:40]))
        else:
            self.key = ("T",) if verdict else ("F",)

    def _fill_key(self, text: str) -> None:
        blanks = gaps(self.stem)
        if len(self.draft.answers) > 1 and text == self.draft.key:
            self.key, found = values_of_columns(self.draft.answers, blanks, by_blank=self.draft.by_blank)
            self.problems += found
        else:
            self.key = fill_values(text, blanks)
        if self.also and self.key:
            self.key, found = with_also(self.key, self.also)
            self.problems += found
        if not self.key:
            self.problems.append(error("key-missing", "key"))
        elif blanks and len(self.key) != blanks:
            self.problems.append(warning("blanks-differ", "key", blanks=blanks, values=len(self.key)))
        self.key = with_units(self.stem, self.key)
        self._drop_options()

    def _drop_options(self) -> None:
        if self.options:
            self.problems.append(note("options-dropped", "options"))
            self.options = ()

    def _question(self, kind: QuestionType) -> ReadQuestion:
        if kind == "short":
            self._drop_options()
        draft = self.draft
        media, media_kind = self._media()
        clues = draft.clues or parts(draft.clue_cell, "\n;；|｜")
        return ReadQuestion(
            no=_whole(draft.no),
            type=kind,
            stem=self.stem,
            options=self.options,
            key=self.key,
            explanation=clean(draft.explanation),
            citation=clean(draft.citation),
            difficulty=clean(draft.difficulty),
            chapter=clean(draft.chapter),
            tags=tuple(self.tags),
            points=self._decimal(draft.points, "points"),
            stake=self._decimal(draft.stake, "stake"),
            clues=tuple(filter(None, map(clean, clues))),
            media=media,
            media_kind=media_kind,
            conflicts_with=tuple(dict.fromkeys(parts(draft.conflicts, ",，、;；|｜\n"))),
            checked_on=self._date(draft.checked_on, "checked_on"),
            valid_until=self._date(draft.valid_until, "valid_until"),
        )

    def _media(self) -> tuple[str, MediaKind]:
        names = [clean(name).replace("\\", "/").rsplit("/", 1)[-1] for name in self.draft.media if clean(name)]
        if not names:
            return "", ""
        if len(set(names)) > 1:
            self.problems.append(warning("media-several", "media", name=names[0], count=len(names)))
        kind = kind_of_name(names[0])
        if not kind:
            self.problems.append(error("media-name-unknown", "media", name=names[0]))
        return names[0], kind

    def _decimal(self, text: str, column: str) -> Decimal | None:
        word = coded(text)
        if not word:
            return None
        found = _NUMBER.match(word)
        try:
            value = Decimal(found[1]) if found else None
        except InvalidOperation:
            value = None
        if value is None or abs(value) > _MOST_POINTS:
            self.problems.append(error("points-unreadable", column, text=text[:40]))
            return None
        return value.normalize() + 0 if value != value.to_integral() else Decimal(int(value))

    def _date(self, text: str, column: str) -> str:
        """A day as 2026-11-30, however it was written; "" where there is none."""
        word = coded(text)
        if not word:
            return ""
        found = _DAY.match(word)
        try:
            return date(*map(int, found.groups())).isoformat() if found else self._no_date(text, column)
        except ValueError:
            return self._no_date(text, column)

    def _no_date(self, text: str, column: str) -> str:
        self.problems.append(error("date-unreadable", column, text=text[:40]))
        return ""


def _exact(option: str) -> str:
    """An option as it differs from another one: Mg is not MG, [0,1) is not (0,1], a full stop at the end is nothing."""
    plain = one_width(option)
    return plain.rstrip(".。;；") or plain


def _whole(text: str) -> int:
    word = re.sub(r"\.0+$", "", coded(text))
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 6 else 0
