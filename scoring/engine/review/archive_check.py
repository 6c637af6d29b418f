"""The check of a whole archive of a review: its entries are decided once more (``archive_check``), and everything that
follows from them is computed again, from the archive alone.

Every difference is named with its place.  A check that rests on an earlier one is not made where that one failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.engine.archived import as_difference, sealed_manifest
from scoring.engine.codec import digest, from_json
from scoring.engine.differences import UNREADABLE, Difference, same
from scoring.engine.errors import LeitaiError
from scoring.engine.review.archive import (
    DERIVED,
    FILES,
    FORMAT,
    GIVEN,
    LEDGER,
    READING,
    VERSION,
    Archive,
    FileLine,
    derive,
    derive_tables,
    files_of,
    notice_texts,
)
from scoring.engine.review.archive_tables import HEADINGS
from scoring.engine.review.calendar import Calendar, YearDays
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.review import fold
from scoring.engine.review.state import ReviewState


def check_archive(archive: Archive) -> tuple[Difference, ...]:
    """Every difference, in the order of the checks; empty: the archive is right."""
    found: list[Difference] = []
    for check in _CHECKS:
        try:
            found += check(archive)
        except UNREADABLE as error:
            said = error.code if isinstance(error, LeitaiError) else f"{type(error).__name__}: {error}"
            found.append(Difference(check.__name__.lstrip("_"), "unreadable", found=said))
        if found and check in _FUNDAMENTAL:
            break
    return tuple(found)


def _manifest(archive: Archive) -> Iterator[Difference]:
    manifest = archive.manifest
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        found = f"{manifest.get('format')} {manifest.get('version')}"
        yield Difference("manifest.format", "not-an-archive", f"{FORMAT} {VERSION}", found[:80])
        return
    yield from same(sealed_manifest(manifest)["digest"], manifest.get("digest"), "manifest.digest")


def _chain(archive: Archive) -> Iterator[Difference]:
    """The entries are one stream of this review, each of a shape that a review knows, and end as the manifest says."""
    stream = f"review:{archive.manifest['review']}"
    for no, entry in enumerate(archive.entries):
        if entry.stream != stream:
            yield Difference(f"entries[{no}].stream", "differs", stream, entry.stream)
    last = archive.entries[-1] if archive.entries else None
    head = None if last is None else {"seq": last.seq, "hash": last.hash}
    yield from same(head, archive.manifest.get("head"), "manifest.head")


def _decided(archive: Archive) -> Iterator[Difference]:
    """Every entry, decided once more."""
    calendar = Calendar(from_json(tuple[YearDays, ...], archive.given["calendar"], "calendar"))
    for fault in check_entries(archive.entries, calendar):
        yield as_difference(fault)


def _parts(archive: Archive) -> Iterator[Difference]:
    """Nothing is there that no part of an archive is, such as a notice that was never given; the bytes of an attached
    file are those that its name is the hash of."""
    state = fold(archive.entries)
    files = {f"{FILES}{line['sha256']}" for line in archive.given["files"] if line.get("kept", True)}
    known = {*READING, LEDGER, *(f"{name}.json" for name in (*GIVEN, *DERIVED)), *(f"{name}.csv" for name in HEADINGS)}
    known |= files | {f"notices/{no}.json" for no in notice_texts(state)}
    for part in archive.manifest["parts"]:
        if part["path"] not in known:
            yield Difference(str(part["path"]), "too-many")
        elif part["path"] in files:
            yield from same(part["path"].removeprefix(FILES), part["sha256"], part["path"])


def _texts(archive: Archive) -> Iterator[Difference]:
    """The text of every form that was submitted is there, and is the one whose digest the ledger has; each stands once,
    with the nomination, the award and the unit of its entry.  A form from paper that nobody confirmed may be there."""
    submitted = {one.payload["draft"]: one.payload for one in archive.entries if one.kind == "nomination.submit"}
    texts = {text["draft"]: text for text in archive.given["texts"]}
    seen: set[str] = set()
    for text in archive.given["texts"]:
        draft = text["draft"]
        if draft not in submitted or draft in seen:
            yield Difference(f"texts.{draft}", "too-many")
        else:
            said, nomination = submitted[draft], text["nomination"]
            wanted = {"draft": draft, "nomination": nomination, "award": said["award"], "unit": said["unit"]}
            yield from same({**wanted, "values": text["values"]}, text, f"texts.{draft}")
        seen.add(draft)
    for one in fold(archive.entries).nominations.values():
        for form in one.forms:
            if (text := texts.get(form.draft)) is None:
                yield Difference(f"texts.{form.draft}", "missing")
            else:
                yield from same(form.digest, digest(text["values"]), f"texts.{form.draft}.values")
                yield from same(one.no, text["nomination"], f"texts.{form.draft}.nomination")


def _files(archive: Archive) -> Iterator[Difference]:
    """The list of files names what the ledger names; whether their bytes are there is a matter of the manifest."""
    found = from_json(tuple[FileLine, ...], archive.given["files"], "files")
    state = fold(archive.entries)
    named = {(line.sha256, line.what, line.nomination): line.name for line in files_of(state)}
    for line in found:
        place = (line.sha256, line.what, line.nomination)
        if place not in named:
            yield Difference(f"files.{line.sha256}", "too-many")
        else:
            yield from same(named[place], line.name, f"files.{line.sha256}.name")
    for sha256, what, nomination in sorted(named, key=str):
        if all((line.sha256, line.what, line.nomination) != (sha256, what, nomination) for line in found):
            yield Difference(f"files.{sha256}", "missing")
    yield from _attached(archive, state)
    listed_parts = {part["path"] for part in archive.manifest["parts"]}
    for line in found:
        if line.kept and f"{FILES}{line.sha256}" not in listed_parts:
            yield Difference(f"files.{line.sha256}", "missing")


def _attached(archive: Archive, state: ReviewState) -> Iterator[Difference]:
    """Each file is attached to the form, and to the field, with which it was handed in, under the name that it had."""
    handed_in = {
        form.draft: {(file.sha256, file.field, file.name) for file in form.files}
        for one in state.nominations.values()
        for form in one.forms
    }
    listed = {line["sha256"] for line in archive.given["files"]}
    for attached in archive.given["attachments"]:
        sha256, owner = attached["sha256"], attached["owner"]
        own = (sha256, attached["field"], attached["name"])
        if sha256 not in listed or own not in handed_in.get(owner, {own}):
            yield Difference(f"attachments.{attached['id']}", "too-many")


def _derived(archive: Archive) -> Iterator[Difference]:
    """Shortlists, notices and result are those that the entries give."""
    expected = derive(fold(archive.entries))
    for part in DERIVED:
        yield from same(expected[part], archive.derived[part], part)
    for no, text in notice_texts(fold(archive.entries)).items():
        yield from same(text.decode("utf-8"), archive.notices.get(no, b"").decode("utf-8"), f"notices.{no}")


def _tables(archive: Archive) -> Iterator[Difference]:
    for name, rows in derive_tables(fold(archive.entries)).items():
        yield from same([HEADINGS[name], *rows], [list(row) for row in archive.tables[name]], f"{name}.csv")


_FUNDAMENTAL = (_manifest, _decided)
_CHECKS: tuple[Callable[[Archive], Iterator[Difference]], ...] = (
    _manifest, _decided, _chain, _parts, _texts, _files, _derived, _tables,
)  # fmt: skip
