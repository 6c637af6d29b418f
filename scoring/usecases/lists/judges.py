"""Rows of a list of judges, by name, organisation and relatives: what is understood of them, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.engine.names import same_form, tidy
from scoring.usecases.lists.rows import RowFault

MOST_JUDGES = 99
"""Most judges of a match or of a review."""

LONGEST_NAME, LONGEST_ORGANISATION, LONGEST_KIN = 60, 120, 400

_BETWEEN = re.compile(r"[、，,;；/／|｜\n]+")


def kin_names(text: str) -> tuple[str, ...]:
    """The names in a text of relatives, such as 张一、李二; each once."""
    return tuple(dict.fromkeys(name for one in _BETWEEN.split(text) if (name := tidy(one))))


def kin_text(text: str) -> str:
    """A text of relatives as it is kept: its names, parted by 、."""
    return "、".join(kin_names(text))


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """What was understood of a row (from 1) of a list of judges, and its faults."""

    row: int
    name: str
    organisation: str
    faults: tuple[RowFault, ...]
    kin: str = ""


@dataclass(frozen=True, slots=True)
class JudgesReport:
    """A whole list: every row with a name; whether its judges were added."""

    rows: tuple[JudgeRow, ...]
    done: bool = False

    @property
    def faulty(self) -> bool:
        """True if any row has a fault, or there is no row: then nothing is imported."""
        return not self.rows or any(row.faults for row in self.rows)


def read_judge_rows(rows: Sequence[Mapping[str, str]], there: set[str]) -> tuple[JudgeRow, ...]:
    """Every row with a name or an organisation; ``there``: the judges that are known, as ``names.same_form``."""
    found, above = [], set[str]()
    for number, row in enumerate(rows, start=1):
        name, organisation = (tidy(row.get(field, "")) for field in ("name", "organisation"))
        form, kin = same_form(name), kin_text(row.get("kin", ""))
        if not name and not organisation and not kin:
            continue
        faults = []
        if not name:
            faults.append(RowFault("name", "text-needed", {}))
        elif form in there:
            faults.append(RowFault("name", "judge-exists", {"name": name}))
        elif form in above:
            faults.append(RowFault("name", "judge-twice", {"name": name}))
        if "、" in name:
            faults.append(RowFault("name", "judges-in-one", {}))
        for field, text, limit in (
            ("name", name, LONGEST_NAME),
            ("organisation", organisation, LONGEST_ORGANISATION),
            ("kin", kin, LONGEST_KIN),
        ):
            if len(text) > limit:
                faults.append(RowFault(field, "text-too-long", {"limit": limit}))
        above.add(form)
        found.append(JudgeRow(number, name, organisation, tuple(faults), kin))
    return tuple(found)
