"""Files that are still arriving: kept part by part, bounded, and gone without a trace when they have to be."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scoreboard.server import open_uploads
from scoreboard.server.open_uploads import OpenUpload, OpenUploads, UploadLimits
from scoring.engine.errors import Conflict, NotFound, Refused, TooLate

LIMITS = UploadLimits(each=2, in_all=3, bytes_in_all=1000, lives=5000, left_free=100)


def asked(upload_id: str = "u1", **changes: object) -> OpenUpload:
    said = {"owner": "d1", "field": "scan", "name": "表.pdf", "size": 10, "mark": "m", "by": "ticket:a", "at": 1000}
    return OpenUpload(id=upload_id, **{**said, **changes})  # type: ignore[arg-type]


@pytest.fixture
def uploads(tmp_path: Path) -> OpenUploads:
    """Room for a few."""
    return OpenUploads(tmp_path / "uploads", lambda: 10_000, LIMITS)


def left(tmp_path: Path) -> list[str]:
    return sorted(file.name for file in (tmp_path / "uploads").iterdir())


def test_parts_are_kept_in_order_and_survive_a_restart(uploads: OpenUploads, tmp_path: Path) -> None:
    assert uploads.begin(asked()).arrived == 0
    assert uploads.append("u1", 0, b"01234", 1000).arrived == 5
    again = OpenUploads(tmp_path / "uploads", lambda: 10_000, LIMITS)
    assert again.get("u1").arrived == 5
    assert not again.get("u1").whole
    assert again.append("u1", 5, b"56789", 1000).whole
    assert again.path("u1").read_bytes() == b"0123456789"
    assert [again.piece("u1", 0), again.piece("u1", 10)] == [b"0123456789", b""]


def test_a_part_that_is_there_already_changes_nothing(uploads: OpenUploads) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01234", 1000)
    assert uploads.append("u1", 0, b"01234", 1000).arrived == 5
    assert uploads.append("u1", 2, b"xx", 1000).arrived == 5
    assert uploads.path("u1").read_bytes() == b"01234"


@pytest.mark.parametrize("offset", [1, 3, 9, 10**15])
def test_a_part_that_is_not_the_next_one_is_refused_with_what_has_arrived(uploads: OpenUploads, offset: int) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01", 1000)
    with pytest.raises(Conflict) as caught:
        uploads.append("u1", offset, b"xxxx", 1000)
    assert (caught.value.code, caught.value.fields) == ("upload-offset", {"arrived": 2})


def test_no_more_arrives_than_was_said(uploads: OpenUploads) -> None:
    uploads.begin(asked())
    with pytest.raises(TooLate, match="upload-longer"):
        uploads.append("u1", 0, b"x" * 11, 1000)
    assert uploads.get("u1").arrived == 0


def test_the_same_file_of_the_same_person_goes_on_where_it_was(uploads: OpenUploads) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01234", 1000)
    assert uploads.begin(asked("u2", at=2000)) == asked(arrived=5)
    assert uploads.of("d1", "ticket:a") == [asked(arrived=5)]
    assert uploads.of("d1", "ticket:b") == uploads.of("d2", "ticket:a") == []


@pytest.mark.parametrize(
    "other", [{"mark": "n"}, {"size": 11}, {"name": "b"}, {"field": "x"}, {"owner": "d2"}, {"by": "ticket:b"}]
)
def test_another_file_or_another_place_begins_anew(uploads: OpenUploads, other: dict[str, object]) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01234", 1000)
    assert uploads.begin(asked("u2", **other)) == asked("u2", **other)


def test_one_person_and_all_together_have_a_bounded_number_and_size(uploads: OpenUploads) -> None:
    uploads.begin(asked("u1"))
    uploads.begin(asked("u2", mark="2"))
    with pytest.raises(Refused) as caught:
        uploads.begin(asked("u3", mark="3"))
    assert (caught.value.code, caught.value.fields) == ("uploads-each", {"limit": 2})
    with pytest.raises(Refused, match="uploads-in-all"):
        uploads.begin(asked("u3", by="ticket:b", size=981))
    uploads.begin(asked("u3", by="ticket:b", size=980))
    with pytest.raises(Refused, match="uploads-in-all"):
        uploads.begin(asked("u4", by="ticket:c", size=0))


def test_what_is_too_old_or_damaged_makes_room(uploads: OpenUploads, tmp_path: Path) -> None:
    uploads.begin(asked("u1"))
    uploads.begin(asked("u2", mark="2"))
    (tmp_path / "uploads" / "u2.json").write_text("{", "utf-8")
    (tmp_path / "uploads" / "u9.part").write_bytes(b"left by a crash")
    with pytest.raises(NotFound, match="upload-ended"):
        uploads.get("u2")
    uploads.begin(asked("u3", mark="3", at=6001))
    assert left(tmp_path) == ["u3.json", "u3.part"]


IDLE = UploadLimits(each=2, in_all=3, bytes_in_all=1000, idle=100, left_free=100)


@pytest.fixture
def hall(tmp_path: Path) -> OpenUploads:
    """Room for three files; after 100 ms without a part one of them is idle."""
    return OpenUploads(tmp_path / "uploads", lambda: 10_000, IDLE)


def test_files_that_were_begun_and_of_which_nothing_came_hold_the_room_for_an_hour_only(hall: OpenUploads) -> None:
    for sender in "abc":
        hall.begin(asked(f"u{sender}", by=sender))
    with pytest.raises(Refused, match="uploads-in-all"):
        hall.begin(asked("u4", by="d", at=1100))
    hall.begin(asked("u4", by="d", at=1101))
    assert [one.id for one in hall.of("d1", "d")] == ["u4"]
    assert [one for sender in "abc" for one in hall.of("d1", sender)] == []


def test_a_file_of_which_something_came_goes_on_the_next_morning_unless_another_one_needs_its_room(
    hall: OpenUploads,
) -> None:
    for sender, at in (("a", 1030), ("b", 1010), ("c", 1020)):
        hall.begin(asked(f"u{sender}", by=sender))
        hall.append(f"u{sender}", 0, b"0123", at)
    assert hall.begin(asked("again", by="b", at=90_000)).arrived == 4
    hall.begin(asked("u4", by="d", at=1111))
    assert [one.id for sender in "abcd" for one in hall.of("d1", sender)] == ["ua", "uc", "u4"]
    with pytest.raises(Refused, match="uploads-in-all"):
        hall.begin(asked("u5", by="e", at=1111))


def test_the_files_of_one_sender_have_a_bounded_size_together(tmp_path: Path) -> None:
    uploads = OpenUploads(tmp_path / "uploads", lambda: 1 << 40, UploadLimits(bytes_each=5 << 20))
    uploads.begin(asked("u1", size=3 << 20))
    with pytest.raises(Refused) as caught:
        uploads.begin(asked("u2", size=(2 << 20) + 1, mark="2"))
    assert (caught.value.code, caught.value.fields) == ("uploads-each-bytes", {"megabytes": 5})
    uploads.begin(asked("u2", size=2 << 20, mark="2"))
    uploads.begin(asked("u3", size=3 << 20, by="ticket:b"))


@pytest.mark.parametrize("name", ["", ".", "../u1", "u1/../u1", "U1", "\0", "x" * 65])
def test_an_id_that_is_none_finds_nothing(uploads: OpenUploads, name: str) -> None:
    uploads.begin(asked())
    with pytest.raises(NotFound, match="upload-ended"):
        uploads.get(name)


def test_a_file_for_which_there_is_no_room_beside_all_others_is_refused(tmp_path: Path) -> None:
    uploads = OpenUploads(tmp_path / "uploads", lambda: 1000, UploadLimits(left_free=100))
    uploads.begin(asked("u1", size=500))
    uploads.append("u1", 0, b"x" * 100, 1000)
    with pytest.raises(Refused, match="disk-short"):
        uploads.begin(asked("u2", size=501))
    uploads.begin(asked("u2", size=500))


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    free = [1000]
    uploads = OpenUploads(tmp_path / "uploads", lambda: free[0], UploadLimits(left_free=100))
    uploads.begin(asked())
    uploads.append("u1", 0, b"01", 1000)
    free[0] = 101
    with pytest.raises(Refused, match="disk-short"):
        uploads.append("u1", 2, b"23", 1000)
    assert left(tmp_path) == []


def fails(number: int) -> Callable[..., None]:
    def advise(*_: int) -> None:
        raise OSError(number, os.strerror(number))

    return advise


def test_a_full_disk_leaves_nothing_of_an_upload(
    uploads: OpenUploads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01", 1000)
    monkeypatch.setattr(open_uploads.os, "posix_fadvise", fails(errno.ENOSPC))
    with pytest.raises(Refused, match="disk-full"):
        uploads.append("u1", 2, b"23", 1000)
    assert left(tmp_path) == []


def test_a_part_that_could_not_be_written_can_be_sent_again(
    uploads: OpenUploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01", 1000)
    with monkeypatch.context() as failing:
        failing.setattr(open_uploads.os, "posix_fadvise", fails(errno.EIO))
        with pytest.raises(OSError, match="Input/output"):
            uploads.append("u1", 2, b"23", 1000)
    assert uploads.append("u1", 2, b"45", 1000).arrived == 4
    assert uploads.path("u1").read_bytes() == b"0145"


def test_after_a_restart_of_the_machine_a_file_begins_anew(
    uploads: OpenUploads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads.begin(asked())
    uploads.append("u1", 0, b"01", 1000)
    monkeypatch.setattr(open_uploads, "boot_id", lambda: "another")
    again = OpenUploads(tmp_path / "uploads", lambda: 10_000, LIMITS)
    with pytest.raises(NotFound, match="upload-ended"):
        again.get("u1")
    assert again.begin(asked("u2")).arrived == 0
    assert left(tmp_path) == ["u2.json", "u2.part"]


def test_a_whole_file_is_synced_before_it_is_moved(uploads: OpenUploads, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    uploads.begin(asked())
    uploads.append("u1", 0, b"0123456789", 1000)
    monkeypatch.setattr(open_uploads.os, "fsync", synced.append)
    assert uploads.sync("u1") == uploads.path("u1")
    assert len(synced) == 1


def test_what_is_given_up_is_gone(uploads: OpenUploads, tmp_path: Path) -> None:
    uploads.begin(asked())
    uploads.drop("u1")
    uploads.drop("u1")
    assert left(tmp_path) == []
