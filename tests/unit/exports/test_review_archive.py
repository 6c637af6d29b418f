"""The archive of a review: everything to recompute it, nothing about people who must not be in it, and every change
found."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.archived import sealed_manifest
from scoring.engine.codec import to_json
from scoring.engine.errors import Forbidden, Invalid, Refused, WrongStage
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.engine.review.archive import Archive, FileLine, derive, derive_tables
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.archive_tables import HEADINGS
from scoring.engine.review.review import fold
from scoring.sheets import campaign_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import archive_source
from scoring.usecases.review.reviews import create_review
from tests.archives import finished_review, read, written
from tests.fakes import FakeClock, fake_context
from tests.reviews import Campaign, noon, set_up_review
from tests.unit.usecases.review.personal_files import with_files


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """A review that is over."""
    return finished_review()


def test_an_archive_recomputes_from_itself_alone(campaign: Campaign, tmp_path: Path) -> None:
    archive = read(written(campaign, tmp_path))
    assert check_archive(archive) == ()
    assert [one["nominee"] for one in archive.derived["result"][0]["winners"]] == [
        f"{unit}党支部" for unit in ("甲村", "乙村", "丙村", "丁村")
    ]


def test_the_same_review_gives_the_same_bytes(campaign: Campaign, tmp_path: Path) -> None:
    first = written(campaign, tmp_path).read_bytes()
    assert written(campaign, tmp_path).read_bytes() == first


def test_others_go_on_while_the_texts_of_one_award_are_read(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    paused: list[str] = []
    monkeypatch.setattr("scoring.usecases.review.archive.TOGETHER", 1)
    paced = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id, pause=lambda: paused.append(""))
    assert paced == whole
    assert len(paused) >= len(whole.entries) + len(whole.given["texts"]) + len(whole.given["organisations"])


def test_no_personal_field_and_nobody_who_objects_is_in_any_part(campaign: Campaign, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(campaign, tmp_path)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8")
    for secret in ("赵六", "13900000000", '材料不实"', "0745-0000000", "13000000000", "李二", "王五", "0745-1111111"):
        assert secret not in everything


def test_the_bytes_of_each_notice_have_the_hash_that_its_page_prints(campaign: Campaign, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(campaign, tmp_path)) as parts:
        text = parts.read("notices/1.json")
    assert hashlib.sha256(text).hexdigest() == campaign.state.notices[0].digest


Change = Callable[[Archive], Archive]


def given(name: str, value: Any) -> Change:
    return lambda archive: replace(archive, given={**archive.given, name: value})


def derived(name: str, change: Callable[[Any], Any]) -> Change:
    def changed(archive: Archive) -> Archive:
        copy = json.loads(json.dumps(archive.derived[name]))
        return replace(archive, derived={**archive.derived, name: change(copy)})

    return changed


def first_of(value: list[Any], **fields: Any) -> list[Any]:
    value[0].update(fields)
    return value


def table(name: str, row: int, cell: int, value: str) -> Change:
    def changed(archive: Archive) -> Archive:
        rows = [list(one) for one in archive.tables[name]]
        rows[row][cell] = value
        return replace(archive, tables={**archive.tables, name: rows})

    return changed


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (derived("result", lambda value: first_of(value, winners=[])), "result[0].winners"),
        (derived("shortlists", lambda value: first_of(value, order=[2, 1, 3, 4])), "shortlists[0].order[0]"),
        (derived("notices", lambda value: first_of(value, last="2012-07-10")), "notices[0].last"),
        (derived("rules", lambda value: {**value, "name": "x"}), "rules.name"),
        (table("marks", 1, 7, "20"), "marks.csv[1][7]"),
        (table("ranking", 1, 4, "2"), "ranking.csv[1][4]"),
        (table("meetings", 1, 1, "x"), "meetings.csv[1][1]"),
        (table("nominations", 2, 2, "x"), "nominations.csv[2][2]"),
        (given("texts", []), "texts.x"),
        (given("files", [{"sha256": "0" * 64, "what": "papers"}]), f"files.{'0' * 64}"),
        (lambda archive: replace(archive, notices={}), "notices.1"),
        (lambda archive: replace(archive, entries=archive.entries[:-1]), "manifest.head.hash"),
        (lambda archive: replace(archive, entries=archive.entries[1:]), "entries[0]"),
        (lambda archive: replace(archive, entries=()), "entries"),
        (lambda archive: replace(archive, manifest={**archive.manifest, "title": "x"}), "manifest.digest"),
        (lambda archive: replace(archive, manifest={**archive.manifest, "version": 2}), "manifest.format"),
    ],
)
def test_a_change_is_named_with_its_place(campaign: Campaign, tmp_path: Path, change: Change, place: str) -> None:
    found = check_archive(change(read(written(campaign, tmp_path))))
    assert found[0].place.startswith(place), found


def of_texts(change: Callable[[list[Any]], Any]) -> Change:
    """The archive with its texts changed, the first of them at the front."""

    def changed(archive: Archive) -> Archive:
        texts = json.loads(json.dumps(archive.given["texts"]))
        change(texts)
        return given("texts", texts)(archive)

    return changed


def with_part(path: str) -> Change:
    """The archive with a further part, and sealed again."""

    def changed(archive: Archive) -> Archive:
        parts = [*archive.manifest["parts"], {"path": path, "sha256": "0" * 64, "size": 1}]
        return replace(archive, manifest=sealed_manifest({**archive.manifest, "parts": parts}))

    return changed


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (of_texts(lambda texts: texts[0].update(unit="x")), ".unit", "differs"),
        (of_texts(lambda texts: texts[0].update(award="x")), ".award", "differs"),
        (of_texts(lambda texts: texts[0].update(nomination=9)), ".nomination", "differs"),
        (of_texts(lambda texts: texts[0].update(personal={})), ".personal", "too-many"),
        (of_texts(lambda texts: texts.append({**texts[0], "draft": "more"})), "texts.more", "too-many"),
        (of_texts(lambda texts: texts.insert(0, {**texts[0], "values": {}})), "", "too-many"),
        (with_part("notices/9.json"), "notices/9.json", "too-many"),
        (with_part("more.txt"), "more.txt", "too-many"),
        (with_part(f"files/{'0' * 64}"), f"files/{'0' * 64}", "too-many"),
    ],
)
def test_what_no_entry_says_is_named_though_the_archive_was_sealed_again(
    campaign: Campaign, tmp_path: Path, change: Change, place: str, code: str
) -> None:
    first = check_archive(change(read(written(campaign, tmp_path))))[0]
    assert (first.place.endswith(place), first.code) == (True, code), first


def test_a_file_of_other_bytes_under_another_name_or_at_another_field_is_named(tmp_path: Path) -> None:
    archive = read(written(with_files(), tmp_path))
    form = fold(archive.entries).nominations[1].form
    own = {"id": "a", "owner": form.draft, **to_json(form.files[0])}
    assert check_archive(given("attachments", [own])(archive)) == ()
    for fields in ({"field": "deeds"}, {"name": "b.pdf"}):
        found = check_archive(given("attachments", [{**own, **fields}])(archive))
        assert [(one.place, one.code) for one in found] == [("attachments.a", "too-many")]
    kept = [{**line, "kept": True} for line in archive.given["files"]]
    place = f"files/{kept[0]['sha256']}"
    changed = given("files", kept)(with_part(place)(archive))
    assert ("differs", kept[0]["sha256"]) in [
        (one.code, one.expected) for one in check_archive(changed) if one.place == place
    ]
    files = [{**line, "name": "b.pdf"} for line in archive.given["files"]]
    assert check_archive(given("files", files)(archive))[0].place == f"files.{files[0]['sha256']}.name"


def rechained(archive: Archive, kind: str, **fields: Any) -> Archive:
    """The archive as somebody leaves it who changes an entry and makes all hashes and the manifest anew."""
    entries: list[Entry] = []
    for entry in archive.entries:
        payload = {**entry.payload, **fields} if entry.kind == kind else entry.payload
        draft = Draft(entry.kind, payload, entry.actor, entry.device, entry.key, entry.reason, entry.at)
        entries.append(chain(entry.stream, entry.seq, entries[-1].hash if entries else GENESIS, draft))
    head = {"seq": entries[-1].seq, "hash": entries[-1].hash}
    manifest = sealed_manifest({**archive.manifest, "head": head})
    state = fold(entries)
    tables = {name: [HEADINGS[name], *rows] for name, rows in derive_tables(state).items()}
    return replace(archive, entries=tuple(entries), manifest=manifest, derived=derive(state), tables=tables)


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        ("shortlist.fix", {"proposed": [4, 3, 2, 1]}, ".proposed"),
        ("notice.open", {"last": "2012-07-06"}, ".last"),
        ("notice.open", {"digest": "0" * 64}, ".digest"),
        ("review.open", {"digest": "0" * 64}, ".digest"),
        ("mark.enter", {"marks": {"leading": "1"}}, ".proposed"),
    ],
)
def test_a_ledger_with_new_hashes_is_still_caught_by_what_follows_from_it(
    campaign: Campaign, tmp_path: Path, kind: str, fields: dict[str, Any], place: str
) -> None:
    found = check_archive(rechained(read(written(campaign, tmp_path)), kind, **fields))
    assert found, kind
    assert found[0].place.endswith(place) or kind == "mark.enter"


def test_a_calendar_that_was_changed_later_does_not_make_a_published_end_wrong(
    campaign: Campaign, tmp_path: Path
) -> None:
    archive = read(written(campaign, tmp_path))
    other = [{"year": 2012, "off": ["2012-07-05"], "work": []}]
    assert check_archive(given("calendar", other)(archive)) == ()


def test_no_archive_is_written_before_entries_open_or_while_judges_mark() -> None:
    ctx = fake_context(clock=FakeClock(noon(date(2012, 5, 7))))
    new = create_review(ctx, actor=LOCAL, campaign=campaign_text("hongjiang-2012"))
    with pytest.raises(Refused) as early:
        archive_source(ctx, actor=LOCAL, review_id=new.id)
    assert early.value.code == "review-not-open"
    marking = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "lock")
    with pytest.raises(WrongStage) as marked:
        archive_source(marking.ctx, actor=LOCAL, review_id=marking.review.id)
    assert marked.value.code == "archive-while-judging"
    with pytest.raises(Forbidden):
        archive_source(marking.ctx, actor=marking.actor("office"), review_id=marking.review.id)


class LargeFiles:
    """A file of half a gigabyte that is on no disk."""

    size_of = 512 * 1024 * 1024
    piece = b"0123456789abcdef" * 16384

    def size(self, sha256: str) -> int:
        return self.size_of

    def part(self, sha256: str, start: int, length: int) -> bytes:
        return self.piece[: max(0, min(length, self.size_of - start))]


def test_files_of_any_size_pass_through_in_pieces(campaign: Campaign) -> None:
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    line = FileLine("f" * 64, "papers", 1, "film.mp4", LargeFiles.size_of)
    source = replace(source, files=(line,), given={**source.given, "files": []})
    parts = parts_of(source)
    tracemalloc.start()
    passed = sum(len(piece) for piece in archive_pieces(parts, source, LargeFiles()))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert passed > LargeFiles.size_of
    assert most < 8 * 1024 * 1024


def test_an_attached_file_is_kept_by_its_hash_and_a_damaged_one_is_named(campaign: Campaign, tmp_path: Path) -> None:
    source = archive_source(campaign.ctx, actor=LOCAL, review_id=campaign.review.id)
    sha256 = campaign.ctx.files.keep([b"minutes"])
    line = FileLine(sha256, "decision", None, "", 7)
    source = replace(source, files=(line,), given={**source.given, "files": to_json((line,))})
    whole = b"".join(archive_pieces(parts_of(source), source, campaign.ctx.files))
    file = tmp_path / "a.zip"
    file.write_bytes(whole)
    opened = ArchiveFile(file)
    assert b"".join(opened.bytes_of(sha256)) == b"minutes"
    assert opened.differences() == ()
    opened.close()
    file.write_bytes(whole.replace(b"minutes", b"minuteZ"))
    opened = ArchiveFile(file)
    assert [(one.place, one.code) for one in opened.differences()] == [(f"files/{sha256}", "differs")]
    opened.close()


@pytest.mark.parametrize("data", [b"", b"PK", b"{}", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_is_said_to_be_unreadable(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(data)
    with pytest.raises(Invalid) as refused:
        ArchiveFile(file)
    assert refused.value.code == "file-unreadable"


def test_a_part_beside_the_manifest_and_a_part_that_stands_twice_are_named(campaign: Campaign, tmp_path: Path) -> None:
    file = written(campaign, tmp_path)
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr("more.txt", "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            parts.writestr("README.txt", "x")
    opened = ArchiveFile(file)
    assert [(one.place, one.code) for one in opened.differences()] == [
        ("more.txt", "too-many"),
        ("README.txt", "too-many"),
        ("README.txt", "differs"),
    ]
    opened.close()
