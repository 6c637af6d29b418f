from __future__ import annotations

import io
import zipfile

import docx
import pytest

from question_sets import limits, package, read_set
from question_sets.media_types import mime_of, read_media
from question_sets.model import MediaItem
from scoring.tables.problems import Problem
from tests.unit.question_sets.builders import package as zipped
from tests.unit.question_sets.builders import png, text_table, wav, xlsx

HEAD = ("题型", "题干", "答案", "图片", "音频")
TABLE = text_table((
    HEAD, ("判断", "图中是一个点", "对", "点.png", ""), ("判断", "这段声音是空的", "对", "", "media/Empty.WAV"),
))  # fmt: skip


def faults(data: bytes, name: str = "题库.zip") -> list[str]:
    return [problem.code for _, problem in read_set(name, data).faults]


def test_a_sheet_with_its_media() -> None:
    report = read_set("题库.zip", zipped({"甲/题库.csv": TABLE, "甲/media/点.png": png(), "empty.wav": wav()}))
    assert report.ok
    assert [(q.media, q.media_kind) for q in report.questions] == [("点.png", "image"), ("empty.wav", "audio")]
    assert {item.mime for item in report.media.values()} == {"image/png", "audio/wav"}
    assert all(question.media_sha256 for question in report.questions)


def test_a_package_without_compression_is_a_package_though_it_shows_the_parts_of_its_workbook() -> None:
    rows = (("题型", "题干", "答案", "图片"), ("判断", "图中是一个点", "对", "点.png"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("题库.xlsx", xlsx(rows))
        archive.writestr("点.png", png())
    assert b"xl/workbook" in out.getvalue()
    report = read_set("题库.zip", out.getvalue())
    assert report.ok
    assert [question.media for question in report.questions] == ["点.png"]


def test_a_package_holds_banks_in_word_and_text_beside_a_readme() -> None:
    document = docx.Document()
    for line in ("1.甲（A）", "A.一 B.二"):
        document.add_paragraph(line)
    word = io.BytesIO()
    document.save(word)
    files = {"一.docx": word.getvalue(), "二.txt": "1.乙（√）\n2.丙（×）".encode(), "说明.txt": "请看。".encode()}
    report = read_set("题库.zip", zipped(files))
    assert report.ok
    assert [(str(row.place), row.text) for row in report.rows] == [
        ("一.docx!1", "甲（  ）"),
        ("二.txt!1", "乙（  ）"),
        ("二.txt!2", "丙（  ）"),
    ]


def test_a_medium_that_is_not_there_is_an_error_and_one_too_many_a_note() -> None:
    report = read_set("题库.zip", zipped({"题库.csv": TABLE, "点.png": png(), "多余.png": png()}))
    assert [problem.code for row in report.rows for problem in row.problems] == ["media-missing"]
    assert [problem.code for _, problem in report.faults] == ["media-unused"]
    assert not read_set("题库.csv", TABLE).ok


def test_media_may_be_handed_over_beside_the_sheet() -> None:
    assert read_set("题库.csv", TABLE, {"点.png": png(), "empty.wav": wav()}).ok


def test_names_of_chinese_windows_are_understood() -> None:
    names = {"AAAA.csv": "题库.csv", "BB.png": "点.png"}
    raw = zipped({"AAAA.csv": TABLE, "BB.png": png(), "empty.wav": wav()})
    for plain, chinese in names.items():
        raw = raw.replace(plain.encode(), chinese.encode("gb18030"))
    report = read_set("题库.zip", raw)
    assert report.rows[0].place.sheet == "题库.csv"
    assert [question.media for question in report.questions] == ["点.png", "empty.wav"]


@pytest.mark.parametrize("name", ["../点.png", "a/../../点.png", "/etc/点.png", "C:/点.png", "..\\点.png"])
def test_unsafe_names_are_not_read(name: str) -> None:
    report = read_set("题库.zip", zipped({"题库.csv": TABLE, name: png(), "empty.wav": wav()}))
    assert "package-unsafe-name" in [problem.code for _, problem in report.faults]
    assert "点.png" not in report.media


def test_litter_of_other_systems_is_passed_over() -> None:
    files = {"题库.csv": TABLE, "点.png": png(), "empty.wav": wav()}
    litter = {"__MACOSX/._题库.csv": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "~$题库.xlsx": b"x"}
    assert faults(zipped(files | litter)) == []


def test_a_package_without_a_table_an_encrypted_one_and_a_broken_one() -> None:
    assert faults(zipped({"点.png": png()})) == ["package-without-table"]
    data = bytearray(zipped({"题库.csv": TABLE}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert faults(bytes(data)) == ["file-encrypted"]
    broken = bytearray(zipped({"题库.csv": TABLE}))
    broken[60] ^= 0xFF
    assert faults(bytes(broken)) == ["file-broken"]


def test_bounds_of_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PACKAGE_FILES", 2)
    assert faults(zipped({"题库.csv": TABLE, "点.png": png(), "empty.wav": wav()})) == ["package-too-many-files"]
    monkeypatch.setattr(package, "MAX_PACKAGE_FILES", 20)
    monkeypatch.setattr(package, "MAX_MEDIA_BYTES", 20)
    assert "package-file-too-large" in faults(zipped({"题库.csv": TABLE, "点.png": png(), "empty.wav": wav()}))
    monkeypatch.setattr(package, "MAX_UNPACKED_BYTES", 100)
    assert faults(zipped({"题库.csv": TABLE, "点.png": png()})) == ["file-too-large"]
    assert limits.MAX_PACKAGE_FILES == 3000


def test_a_package_in_a_package_is_not_opened() -> None:
    inner = zipped({"题库.csv": TABLE})
    assert faults(zipped({"题库.csv": inner, "题库.xlsx": inner})) == ["file-kind-unknown", "file-kind-unknown"]


def test_a_workbook_in_a_package_with_a_workbook_name_inside_is_still_a_package() -> None:
    report = read_set("题库.zip", zipped({"题库.xlsx": xlsx((("题干", "答案"), ("地球是圆的", "对")))}))
    assert len(report.questions) == 1


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (png(), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (wav(), "audio/wav"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"OggS", "audio/ogg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", "image/svg+xml"),
        (b"MZ\x90", ""),
        (b"", ""),
        (b"<html>", ""),
    ],
)
def test_a_medium_is_what_its_first_bytes_say(data: bytes, mime: str) -> None:
    assert mime_of(data) == mime


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>1</script>",
        b"<g onload='x()'/>",
        b"<a href='javascript:1'/>",
        b"<image href='http://h/x.png'/>",
        b"<foreignObject/>",
        b"<style>@import 'x'</style>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        b"<rect fill='url(http://x)'/>",
    ],
)
def test_a_drawing_that_could_act_is_refused(inside: bytes) -> None:
    assert mime_of(b"<svg xmlns='http://www.w3.org/2000/svg'>" + inside + b"</svg>") == ""


def test_a_medium_must_be_what_its_name_says() -> None:
    found = read_media("甲.mp3", png())
    assert isinstance(found, Problem)
    assert found.code == "media-not-as-named"
    assert isinstance(read_media("甲.jpg", png()), MediaItem)
    unknown = read_media("甲.exe", b"MZ")
    assert isinstance(unknown, Problem)
    assert unknown.code == "media-type"


@pytest.mark.parametrize("name", ["mimetype", "empty.wav"])
def test_a_package_with_a_broken_stream_is_broken(name: str) -> None:
    data = bytearray(zipped({name: b"a" * 50, "题库.csv": TABLE}))
    data[data.index(name.encode()) + len(name)] = 0xFF  # a kind of block that there is not
    assert faults(bytes(data)) == ["file-broken"]


@pytest.mark.parametrize(
    "value", ["9" * 5000, "0x" + "F" * 5000, "[" * 5000 + "]" * 5000, "{ " + "a." * 5000 + "a = 1 }"]
)
def test_a_toml_set_with_a_value_without_bound_is_refused(value: str) -> None:
    assert faults(f"[[question]]\nstem = {value}\n".encode(), "题库.toml") == ["toml-broken"]
