"""What a form says, checked by the form's fields: by the page while it is filled in, and again when it is submitted.

Nothing is refused here.  Each problem names its field; words for its code are in the catalogue.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from scoring.engine.codec import MOST_PLACES, digest
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.form import MANY, MOST_CHARACTERS, FormField
from scoring.engine.review.nomination import Attached
from scoring.engine.review.word_count import word_count

Values = Mapping[str, Sequence[str]]
"""What a form says, by the id of the field: one text, or one for each person of a list."""

ProblemCode = Literal[
    "missing", "too-long", "one-only", "too-many", "not-number", "not-day", "not-choice", "not-phone", "not-email",
    "file-kind", "file-too-large", "unknown-field", "not-on-roster", "begun-too-early", "title-bars",
]  # fmt: skip
"""The last three say who may enter, see ``eligibility``."""

MEGABYTE = 1024 * 1024
LONGEST_CONTACT = 100
"""Most signs of a telephone number or an e-mail address."""

_PHONE = re.compile(r"\+?[0-9()\-. /,;、转xX]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", re.ASCII)
_ENDINGS = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a form from being submitted.

    ``field``: the id of the field · ``line``: which person or file of it, from 1, 0 for the field as a whole ·
    ``numbers``: such as ``most`` and ``found``: characters, people, files, or bytes of a file that is too large ·
    ``said``: the text, file or title that is meant, "" for none.
    """

    code: ProblemCode
    field: str
    line: int = 0
    numbers: Mapping[str, int] = dataclasses.field(default_factory=dict)
    said: str = ""

    @property
    def place(self) -> str:
        """The code with its place, for a refusal: ``too-long report``, ``file-kind papers 2``."""
        return f"{self.code} {self.field}" + (f" {self.line}" if self.line else "")


def read_day(text: str) -> date | None:
    """A day as a page or a person writes it: ``2012-05-07``, ``2012.5.7``, ``2012年5月7日``; None for anything else."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def read_number(text: str) -> Decimal | None:
    """A number of at most 30 digits on each side of the point; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > 2 * MOST_PLACES or "_" in plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and -MOST_PLACES <= number.adjusted() <= MOST_PLACES else None


def check_form(campaign: Campaign, award: Award, values: Values, files: Sequence[Attached] = ()) -> tuple[Problem, ...]:
    """Every problem of a form, in the order of its fields; ``values``: the public and the personal ones together."""
    fields = campaign.form_of(award)
    known = {one.id for one in fields}
    strange = [name for name in (*values, *(one.field for one in files)) if name not in known]
    found = [problem for one in fields for problem in check_field(one, values.get(one.id, ()), files)]
    return (*found, *(Problem("unknown-field", name) for name in dict.fromkeys(strange)))


def check_field(form_field: FormField, texts: Sequence[str], files: Sequence[Attached] = ()) -> tuple[Problem, ...]:
    """The problems of one field; of ``files`` only its own count."""
    if form_field.kind == "attachment":
        return tuple(_attachment(form_field, [one for one in files if one.field == form_field.id]))
    said = [text.strip() for text in texts if text.strip()]
    if not said:
        return (Problem("missing", form_field.id),) if form_field.required else ()
    if form_field.kind not in MANY and len(said) > 1:
        return (Problem("one-only", form_field.id, numbers={"most": 1, "found": len(said)}),)
    return tuple(_lines(form_field, said))


def _lines(form_field: FormField, said: Sequence[str]) -> Iterator[Problem]:
    if form_field.kind in MANY and len(said) > form_field.most:
        yield Problem("too-many", form_field.id, numbers={"most": form_field.most, "found": len(said)})
    for no, text in enumerate(said, start=1):
        line = no if form_field.kind in MANY else 0
        if code := _wrong_kind(form_field, text):
            yield Problem(code, form_field.id, line, said=text[:LONGEST_CONTACT])
        most = MOST_CHARACTERS["text"] if form_field.kind == "people" else form_field.limit
        if most is not None and (found := word_count(text)) > most:
            yield Problem("too-long", form_field.id, line, {"most": most, "found": found})


def _wrong_kind(form_field: FormField, text: str) -> ProblemCode | None:
    """Why the text is not of the field's kind."""
    plain = unicodedata.normalize("NFKC", text)
    if form_field.kind == "number":
        return None if read_number(text) is not None else "not-number"
    if form_field.kind == "date":
        return None if read_day(text) else "not-day"
    if form_field.kind == "choice":
        return None if text in form_field.choices else "not-choice"
    if form_field.kind == "email":
        return None if len(plain) <= LONGEST_CONTACT and _EMAIL.fullmatch(plain) else "not-email"
    if form_field.kind == "phone":
        digits = sum(sign.isdigit() for sign in plain)
        return None if digits >= 3 and len(plain) <= LONGEST_CONTACT and _PHONE.fullmatch(plain) else "not-phone"
    return None


def _attachment(form_field: FormField, files: Sequence[Attached]) -> Iterator[Problem]:
    if not files and form_field.required:
        yield Problem("missing", form_field.id)
    if len(files) > form_field.most:
        yield Problem("too-many", form_field.id, numbers={"most": form_field.most, "found": len(files)})
    most = (form_field.megabytes or 0) * MEGABYTE
    for no, one in enumerate(files, start=1):
        if form_field.files and file_kind(one.name) not in form_field.files:
            yield Problem("file-kind", form_field.id, no, said=one.name)
        if most and one.size > most:
            yield Problem("file-too-large", form_field.id, no, {"most": most, "found": one.size}, one.name)


def file_kind(name: str) -> str:
    """The kind of a file by the ending of its name, under which it is kept."""
    ending = name.rpartition(".")[2].lower()
    return _ENDINGS.get(ending, ending)


def public_digest(values: Values) -> str:
    """SHA-256 of the public fields, in hex."""
    return digest(values)


def personal_digest(values: Values, salt: str) -> str:
    """SHA-256 of the personal fields with the salt of their record, in hex."""
    return digest([salt, values])
