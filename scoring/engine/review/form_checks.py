"""Checks between the values of one field of a form.  A check gives findings."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.review.form import MANY, TEXTS, FormField
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding


def check_field(field: FormField, at: Path) -> Iterator[Finding]:
    """Whether the field has what its kind needs and nothing that its kind does not use."""
    said: dict[str, tuple[bool, bool]] = {
        "characters": (field.characters is not None, field.kind in TEXTS),
        "choices": (bool(field.choices), field.kind == "choice"),
        "most": (field.most != 1, field.kind in MANY),
        "files": (bool(field.files), field.kind == "attachment"),
        "megabytes": (field.megabytes is not None, field.kind == "attachment"),
    }
    for key, (is_said, is_used) in said.items():
        if is_said and not is_used:
            yield finding((*at, key), "field-part-not-used", key=key, kind=field.kind)
    needed = {"choice": ("choices",), "attachment": ("files", "megabytes")}
    for key in needed.get(field.kind, ()):
        if not said[key][0]:
            yield finding((*at, key), "field-part-missing", key=key, kind=field.kind)
    for key, values in (("choices", field.choices), ("files", field.files)):
        for no, value in enumerate(values):
            if value in values[:no]:
                yield finding((*at, key), "twice-in-list", value=value)
