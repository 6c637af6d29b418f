"""Names in the order of strokes (姓氏笔画): by the number of strokes, then by the strokes themselves.

The strokes of a character are told in the order of writing, a digit each: 1 横 (and 提), 2 竖 (and 竖钩), 3 撇, 4 点
(and 捺), 5 折.  They are data (``Strokes``), and no data have every character that occurs in a name.  So the order is a
proposal: it says which names could not be placed, and people move names.  Published notices differ, too: one has
王 王 石 张 汪 吴 沈 欧 周, which keeps the number of strokes and not the strokes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Strokes = Mapping[str, str]
"""A character → its strokes; 王 is ``1121``."""

_Key = tuple[bool, int, str, str]


@dataclass(frozen=True, slots=True)
class StrokeOrder:
    """A proposal.  ``order``: the places (from 0) of the names as they were given, first to last · ``unplaced``: those
    of them whose place rests on a character without known strokes."""

    order: tuple[int, ...]
    unplaced: tuple[int, ...]


def propose_order(names: Sequence[str], strokes: Strokes, *, of: Literal["people", "things"] = "people") -> StrokeOrder:
    """The names in the order of strokes.

    Character by character: fewer strokes first, then by the strokes, 横 before 竖 before 撇 before 点 before 折.  Of
    ``people`` with one surname those with a name of fewer characters come first.  A character without known strokes
    comes after all that have them; equal names stay as given.
    """
    written = ["".join(sign for sign in name if sign.isalnum()) for name in names]
    keys = {no: _keys(name, strokes, of) for no, name in enumerate(written)}
    order = sorted(keys, key=lambda no: keys[no])
    return StrokeOrder(tuple(order), tuple(no for no in order if _is_unplaced(no, keys)))


def _keys(name: str, strokes: Strokes, of: Literal["people", "things"]) -> tuple[_Key, ...]:
    found = [_key(sign, strokes) for sign in name]
    if of == "people" and found:
        found.insert(1, (False, len(name), "", ""))
    return tuple(found)


def _key(sign: str, strokes: Strokes) -> _Key:
    written = strokes.get(sign, "")
    return (not written, len(written), written, sign)


def _is_unplaced(no: int, keys: Mapping[int, tuple[_Key, ...]]) -> bool:
    """Whether the first unknown character of a name decides its place: it is the first one, or other names begin as
    this one does up to it and go on otherwise."""
    own = keys[no]
    unknown = next((at for at, key in enumerate(own) if key[0]), None)
    if unknown is None:
        return not own
    before = own[:unknown]
    return not unknown or any(other[:unknown] == before and other != own for other in keys.values())
