"""Films and sounds are known by what is in them: a sound of every brand, a film that a screen may not show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_sets.importing import read_set
from question_sets.media_doubts import doubts_about
from question_sets.media_types import read_media
from question_sets.model import MediaItem
from scoring.attachments.mp4 import Track, tracks_of
from tests.unit.question_sets.builders import package


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4, "big") + name + body


def track(kind: bytes, codec: bytes, width: int = 0, height: int = 0) -> bytes:
    entry = bytes(24) + width.to_bytes(2, "big") + height.to_bytes(2, "big") + bytes(50)
    table = box(b"stsd", bytes(4), (1).to_bytes(4, "big"), box(codec, entry))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(12)), box(b"minf", box(b"stbl", table))))


def iso(brand: bytes, *tracks: bytes) -> bytes:
    """A file of this brand, its tracks described after the data, as telephones write it."""
    return box(b"ftyp", brand, bytes(4)) + box(b"mdat", bytes(100)) + box(b"moov", *tracks)


SOUND = track(b"soun", b"mp4a")


def film(codec: bytes, width: int = 1280, height: int = 720) -> bytes:
    return iso(b"isom", track(b"vide", codec, width, height), SOUND)


def test_the_tracks_of_a_file_are_found_with_codec_and_size() -> None:
    assert tracks_of(film(b"hvc1", 3840, 2160)) == (Track("vide", "hvc1", 3840, 2160), Track("soun", "mp4a"))


@pytest.mark.parametrize("brand", [b"M4A ", b"isom", b"iso2", b"mp42", b"mp41", b"3gp4", b"dash", b"M4V ", b"qt  "])
def test_a_sound_is_a_sound_in_a_file_of_every_brand(brand: bytes) -> None:
    found = read_media("钟声.m4a", iso(brand, SOUND))
    assert isinstance(found, MediaItem)
    assert (found.mime, found.kind) == ("audio/mp4", "audio")


def test_a_sound_with_a_cover_is_a_sound_and_a_film_is_none() -> None:
    cover = track(b"vide", b"jpeg", 600, 600)
    assert isinstance(read_media("钟声.m4a", iso(b"isom", SOUND, cover)), MediaItem)
    assert not isinstance(read_media("钟声.m4a", film(b"avc1")), MediaItem)


def said(data: bytes, name: str = "片.mp4") -> list[tuple[str, dict[str, str]]]:
    item = read_media(name, data)
    assert isinstance(item, MediaItem)
    return [(doubt.code, dict(doubt.fields)) for doubt in doubts_about(item)]


@pytest.mark.parametrize("codec", [b"avc1", b"vp09", b"av01"])
def test_a_film_that_every_browser_shows_raises_no_doubt(codec: bytes) -> None:
    assert said(film(codec)) == []


@pytest.mark.parametrize(("codec", "name"), [(b"hvc1", "HEVC (H.265)"), (b"hev1", "HEVC (H.265)"), (b"xyz ", "xyz")])
def test_a_film_of_another_codec_is_doubted_by_its_name(codec: bytes, name: str) -> None:
    assert said(film(codec)) == [("media-codec", {"name": "片.mp4", "codec": name})]


@pytest.mark.parametrize(("codec", "name"), [(b"ec-3", "E-AC-3"), (b"alac", "Apple Lossless"), (b"xyz ", "xyz")])
def test_a_sound_that_many_browsers_do_not_play_is_doubted_in_a_film_and_alone(codec: bytes, name: str) -> None:
    sound, doubt = track(b"soun", codec), {"codec": name}
    silent = iso(b"isom", track(b"vide", b"avc1", 1280, 720), sound)
    assert said(silent) == [("media-sound-codec", {"name": "片.mp4", **doubt})]
    assert said(iso(b"M4A ", sound), "钟声.m4a") == [("media-sound-codec", {"name": "钟声.m4a", **doubt})]
    assert said(iso(b"M4A ", sound, SOUND), "钟声.m4a") == []


def test_a_film_that_was_cut_off_before_its_tracks_is_said_to_be_incomplete() -> None:
    assert said(film(b"avc1")[:130]) == [("media-incomplete", {"name": "片.mp4"})]


def test_a_film_of_too_many_pixels_or_without_a_picture_is_doubted() -> None:
    many = ("media-many-pixels", {"name": "片.mov", "width": "2160", "height": "3840"})
    assert said(film(b"avc1", 2160, 3840), "片.mov") == [many]
    assert said(iso(b"mp42", SOUND)) == [("media-no-picture", {"name": "片.mp4"})]


def test_the_report_on_a_package_warns_of_the_film_and_takes_it() -> None:
    table = "题干,选项A,选项B,答案,媒体\n看片答题（ ）,甲,乙,A,片.mp4\n".encode()
    report = read_set("题库.zip", package({"题库.csv": table, "片.mp4": film(b"hev1")}))
    assert [problem.code for _, problem in report.faults] == ["media-codec"]
    assert (report.ok, list(report.media)) == (True, ["片.mp4"])


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_an_answer_comes(rest: bytes) -> None:
    tracks_of(b"\0\0\0\x18ftypisom" + bytes(12) + rest)
    tracks_of(iso(b"isom") + (8).to_bytes(4, "big") + b"moov" + rest)


@given(st.data())
def test_a_film_cut_or_changed_anywhere_is_read_to_an_end(data: st.DataObject) -> None:
    whole = bytearray(film(b"hvc1"))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    tracks_of(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
