"""Who the people of a roster are: several names in a cell, and a column that says leader, contestant or reserve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scoring.tables.list_rows import Row, below_a_list
from scoring.tables.text import clean, coded

PART, MAYBE_PART = "part", "maybe-part"
"""The field of the column that says a person's part in the team; of one whose heading may mean that too."""

PART_HEADINGS = (
    "身份", "参赛身份", "队内身份", "人员身份", "角色", "参赛角色", "人员类别", "队员类别", "人员类型", "队内职务",
    "参赛职务", "分工", "队内分工", "职务", "类别", "role", "part",
)  # fmt: skip

RESERVE = "替补"
_LEADER, _CONTESTANT = "leader", ""
_PARTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("领队", "带队", "带队领导", "领队老师", "leader"), (_LEADER,)),
    **dict.fromkeys(
        ("队员", "选手", "队长", "正式队员", "参赛队员", "参赛选手", "主力", "主力队员", "member"), (_CONTESTANT,)
    ),
    **dict.fromkeys(("替补", "候补", "替补队员", "候补队员", "替补选手", "reserve", "substitute"), (RESERVE,)),
    **dict.fromkeys(("领队兼队员", "领队兼选手", "队员兼领队", "领队兼队长", "队长兼领队"), (_LEADER, _CONTESTANT)),
}
"""What such a column says, as codes, by what the person then is in the team."""

_BETWEEN = re.compile(r"[、，,;；/／|\n]+")
_BY_BLANKS = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4}){2,}")
"""Three names or more with nothing but blanks between them; two may be the surname and the name of one person."""

_SAID_RESERVE = re.compile(r"(?<=\S)\s*[(（](?:替补|候补)(?:队员|选手)?[)）]$")


def named_in(cell: str) -> list[tuple[str, str]]:
    """The people whom a cell names, each with ``RESERVE`` where the cell says so behind the name, else ""."""
    pieces = cell.split() if _BY_BLANKS.fullmatch(cell) else map(clean, _BETWEEN.split(cell))
    return [(_SAID_RESERVE.sub("", one), RESERVE if _SAID_RESERVE.search(one) else "") for one in pieces if one]


def settled(fields: Sequence[str], table: Sequence[Sequence[str]]) -> list[str]:
    """The fields of a heading; a column that may say the people's parts does so where each of its cells names one, and
    is unknown else, such as 职务 of an office."""
    found = list(fields)
    for index, name in enumerate(fields):
        if name == MAYBE_PART:
            said = {coded(cells[index]) for cells in table if index < len(cells) and not below_a_list(cells)} - {""}
            found[index] = PART if said and said <= _PARTS.keys() and PART not in found else ""
    return found


def by_parts(columns: Sequence[str], table: Sequence[Sequence[str]]) -> Iterator[tuple[int, Row]]:
    """The people of a table with a row each, or a row for all of one part: the leader stands in the first row of the
    team, a reserve in its seat, and what is no part is left in the seat, where the import refuses it."""
    rows: list[tuple[int, dict[str, str]]] = []
    first: dict[str, str] = {}
    for offset, cells in enumerate(table):
        row = {field: cell for field, cell in zip(columns, cells, strict=False) if field and cell}
        said = row.pop(PART, "")
        if not row:
            continue
        if row.get("team", first.get("team", "")) != first.get("team") or not first:
            first = row
        parts = _PARTS.get(coded(said), (said,) if said else (_CONTESTANT,))
        seat = next((part for part in parts if part not in (_LEADER, _CONTESTANT)), "")
        people = named_in(row.pop("name", ""))
        if _LEADER in parts and people:
            leaders = (*named_in(first.get("leader", "")), *people)
            first["leader"] = "、".join(dict.fromkeys(name for name, _ in leaders))
            row.setdefault("team", first.get("team", ""))
        if parts == (_LEADER,):
            people = []
        if len(people) > 1:
            row.pop("seat", None)
        seats = [seat or reserve for _, reserve in people] or [seat]
        row |= {"name": people[0][0]} if people else {}
        row |= {"seat": seats[0]} if seats[0] else {}
        team = {"team": row["team"]} if "team" in row else {}
        more = zip(people[1:], seats[1:], strict=True)
        rows += [(offset, row), *((offset, {**team, "name": name, "seat": own}) for (name, _), own in more)]
    yield from rows
