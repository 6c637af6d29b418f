"""What the checks of archived records share: a sealed manifest, the chain of entries, an entry decided once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.differences import Difference
from scoring.engine.errors import Broken, Fault
from scoring.engine.ledger import Entry, check_chain


def sealed_manifest(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with its digest over everything else in it."""
    bare = {name: value for name, value in manifest.items() if name != "digest"}
    return {**bare, "digest": digest(bare)}


def chain_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    """What is wrong with the entries as one stream from its first: ``empty``, ``chain-gap``, ``chain-link``,
    ``chain-hash``, ``time-backwards``, ``differs`` for another stream."""
    if not entries:
        yield Fault("entries", "empty")
        return
    try:
        check_chain(entries)
    except Broken as error:
        place = next(no for no, one in enumerate(entries) if one.seq == error.fields["seq"])
        yield Fault(f"entries[{place}]", error.code)
    for no, (before, after) in enumerate(pairwise(entries), start=1):
        if after.stream != before.stream:
            yield differs(f"entries[{no}].stream", before.stream, after.stream)
        if after.at < before.at:
            yield Fault(f"entries[{no}].at", "time-backwards", both(f">= {before.at}", after.at))


def other_facts(place: str, decided: Mapping[str, Any], entry: Entry) -> Iterator[Fault]:
    """Where the payload of an entry holds another fact than was ``decided`` once more."""
    written = to_json(entry.payload)
    for key, value in decided.items():
        if key in written and written[key] != value:
            yield differs(f"{place}.payload.{key}", value, written[key])


def differs(place: str, expected: object, found: object) -> Fault:
    """A fact that is another one."""
    return Fault(place, "differs", both(expected, found))


def both(expected: object, found: object) -> tuple[tuple[str, str], ...]:
    """The fields of such a fault, short."""
    return ("expected", _short(expected)), ("found", _short(found))


def as_difference(fault: Fault) -> Difference:
    """The fault as every check tells it."""
    said = {name: str(value) for name, value in fault.fields}
    return Difference(fault.place, fault.code, said.get("expected", ""), said.get("found", ""))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
