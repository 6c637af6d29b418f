"""The lines of a question bank, and a question while its lines are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from question_sets.bank_marks import key_behind, number_of, option_at
from question_sets.brackets import cleared_stem, unlabelled
from question_sets.keys import LETTERS
from question_sets.kinds import TYPES, type_name
from question_sets.model import Draft
from question_sets.options import cut, split_cell
from question_sets.text import BLANK, gaps
from question_sets.word_looks import LOOKS
from scoring.engine.quiz.normal_form import one_width
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.tables.problems import Problem, SourcePlace, note, warning
from scoring.tables.text import clean

UNDERLINED = ("\ue010", "\ue011")
"""Signs around words that are underlined in a Word document: in a 填空 question without a key they are its answers."""

UNMARKED = {ord(sign): None for sign in UNDERLINED}


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of a bank: ``media`` are the pictures that stand in it, ``problems`` what the reader of its
    file says of it, ``shown`` the words that stand out in it and by which look (``word_looks.LOOKS``)."""

    place: SourcePlace
    text: str
    media: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Item:
    """A question being gathered: texts by field, and the field (``part``) to which a line without a mark belongs."""

    place: SourcePlace
    no: int = 0
    section: str = ""
    chapter: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    part: str = "stem"
    media: list[str] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        """Adds ``text`` to a field, which becomes the current one."""
        self.part = name
        self.parts.setdefault(name, []).extend([text] if text else [])

    def text(self, name: str) -> str:
        """All lines of a field."""
        return "\n".join(self.parts.get(name, ())).translate(UNMARKED)

    def enumerates(self) -> bool:
        """Whether the current field has a list with numbers of its own, begun on its first line or further down."""
        lines = self.parts.get(self.part, [])
        first = number_of(lines[0], 1) if lines else None
        return bool(first and first[0] == 1) or any(number_of(line, 0) for line in lines[1:])

    def _shown_options(self, stem: str) -> str:
        """The letters of the options that stand out, where some do and some do not."""
        options = split_cell(self.text("option_cell")) or cut(stem)[1]
        for look in LOOKS:
            found = {_shown_option(words, options) for name, words in self.shown if name == look} - {""}
            if 0 < len(found) < len(options):
                return "".join(sorted(found))
        return ""

    def draft(self) -> Draft:
        """The question as its source gives it; a key that stands in the stem is taken out of it."""
        stem, key, values, section = self.text("stem"), self.text("key"), None, self.section
        kind = TYPES.get(type_name(self.text("type") or section), "")
        if kind == "short" and len(split_cell(self.text("option_cell"))) > 1:
            kind = ""  # a section of cases may ask for a choice
        if not key and kind == "fill" and not gaps(stem):
            stem, values = _blanked("\n".join(self.parts.get("stem", ())))
        elif not key:
            stem, key, kind = _key_before_options(stem, kind, bool(self.text("option_cell")))
            section = section or ("判断" if kind == "true_false" else "")
            if not key and kind in ("", "single", "multiple") and (letters := self._shown_options(stem)):
                key = letters
                self.problems.append(warning("key-from-look", "key", key=letters))
        if (key or values) and not self.text("key") and not any(one.code == "key-from-look" for one in self.problems):
            level = warning if values and UNDERLINED[0] not in "".join(self.parts["stem"]) else note
            self.problems.append(level("key-from-bracket", "key", key=(key or "；".join(values or ()))[:40]))
        return Draft(
            place=self.place,
            type=self.text("type"),
            stem=stem,
            option_cell=self.text("option_cell"),
            key=key,
            also=self.text("also"),
            key_values=values or None,
            explanation=self.text("explanation"),
            citation=self.text("citation"),
            difficulty=self.text("difficulty"),
            chapter=self.text("chapter") or self.chapter,
            tags=self.text("tags"),
            points=self.text("points"),
            stake=self.text("stake"),
            clue_cell=self.text("clue_cell"),
            media=tuple(self.media),
            no=str(self.no or ""),
            default_type=section,
            problems=tuple(self.problems),
        )


def _shown_option(words: str, options: tuple[str, ...]) -> str:
    """The letter of the option whose letter or text ``words`` are; "" if they are none."""
    plain = clean(words)
    at = option_at(f"{plain} ." if plain in LETTERS else plain)
    if at is not None:
        return LETTERS[at] if at < len(options) else ""
    fitting = [
        letter for letter, option in zip(LETTERS, options, strict=False) if one_width(option) == one_width(plain)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _key_before_options(stem: str, kind: str, options: bool) -> tuple[str, str, str]:
    """``_key_in`` for a stem that may go on with its options: the key stands before them."""
    asked, found = ("", ()) if options else cut(stem)
    if not found:
        return _key_in(stem, kind, options)
    behind = stem[len(asked) :] if stem.startswith(asked) else ""
    shorter, key, kind = _key_in(asked, kind, True) if behind else (asked, "", kind)
    return (shorter + behind, key, kind) if key else (stem, "", kind)


def _key_in(stem: str, kind: str, options: bool) -> tuple[str, str, str]:
    """The stem without the key in its bracket or at its end, the key or "", and the type that the key shows."""
    guesses: tuple[QuestionType, ...] = ("single", "multiple") if options else ("true_false",)
    for guess in guesses:
        if kind not in ("", guess) and not (guess == "multiple" and kind == "single"):
            continue
        shorter, key, _ = cleared_stem(stem, guess, "")
        if key and (guess != "true_false" or kind or not one_width(key).isascii() or one_width(key) in "TF"):
            return shorter, key, kind or ("" if options else guess)
    if not options and kind in ("", "true_false"):
        shorter, key = key_behind(stem)
        return shorter, key, kind or ("true_false" if key else "")
    return stem, "", kind


def _blanked(stem: str) -> tuple[str, tuple[str, ...]]:
    """A 填空 stem with its answers taken out of their underlines, or else out of their brackets; and the answers."""
    begin, end = UNDERLINED
    pairs = [(begin, end)] if begin in stem else [("（", "）"), ("(", ")")]
    values: list[str] = []
    pieces: list[str] = []
    while stem:
        places = [(stem.find(a), a, b) for a, b in pairs if a in stem]
        at, opening, closing = min(places, default=(-1, "", ""))
        until = stem.find(closing, at) if at >= 0 else -1
        if until < 0:
            break
        inside = unlabelled(clean(stem[at + 1 : until]))
        pieces += [stem[:at], BLANK if opening != begin else "____"] if inside else [stem[: until + 1]]
        values += [inside] if inside else []
        stem = stem[until + 1 :]
    return clean("".join([*pieces, stem]).translate(UNMARKED)), tuple(values)
