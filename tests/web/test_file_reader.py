"""Files that people bring are read in a process of their own: what it may cost, and what its end means."""

from __future__ import annotations

import io
import resource
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import docx
import pytest

from question_sets.importing import read_set
from question_sets.sent import received
from scoreboard import file_reader
from scoreboard.exports.papers import certificates
from scoreboard.exports.papers.certificate_template import template
from scoreboard.exports.papers.certificates import Certificate
from scoreboard.server import child
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid
from scoring.tables.lists import ListTable
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz.roster_table import read_roster

HEAD = "题型,题干,选项A,选项B,选项C,选项D,答案,分值\n"
ROW = "单选,第{}题是什么？,甲,乙,丙,丁,A,1.5\n"


def table(rows: int) -> bytes:
    return (HEAD + "".join(ROW.format(no) for no in range(rows))).encode()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d"
    "49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def package() -> bytes:
    """A set with a picture."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("题库.csv", "题型,题干,选项A,选项B,答案,媒体\n单选,这是什么？,甲,乙,A,一.png\n")
        archive.writestr("一.png", PNG)
    return out.getvalue()


def instead(script: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Read a file by this script in place of the reader."""
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", script))
    return lambda: child.read("questions", "题库.xls", b"x" * 100_000, lambda said: said)


def test_a_set_is_read_apart_as_it_is_here_with_its_media() -> None:
    for name, data in (("题库.csv", table(20)), ("题库.zip", package())):
        read = child.read("questions", name, data, received)
        assert read == read_set(name, data)
        assert read.ok
        assert len(read.media) == name.endswith(".zip")


def test_a_roster_is_read_apart_as_it_is_here() -> None:
    data = "代表队,队员1\n甲队,张一\n".encode()
    assert child.read("roster", "名单.csv", data, partial(from_json, ListTable)) == read_roster("名单.csv", data)


def test_no_program_of_the_folder_in_which_the_server_was_started_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "scoreboard.py"):
        (tmp_path / name).write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert child.read("questions", "题库.csv", table(3), received).ok


def test_what_the_reader_says_of_a_file_arrives_as_its_own_words() -> None:
    with pytest.raises(Unreadable) as caught:
        child.read("roster", "名单.xlsx", b"PK\x03\x04 and nothing else", partial(from_json, ListTable))
    assert caught.value.problem.code == "file-broken"


def test_the_reading_tells_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    child.read("questions", "题库.csv", table(1200), lambda said: said, lambda *step: steps.append(step))
    assert steps == [(500, 1200), (1000, 1200), (1200, 1200)]


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.abort()",
        "import sys; sys.stdin.buffer.read(); sys.exit(1)",
        'print(\'{"failed": "PanicException: index out of bounds"}\')',
        "pass",
        "print('{\"read\": [1, 2', end='')",
        "print('warning: this library speaks')",
        "print('[1, 2, 3]')",
        "print('{\"progress\": [1]}')",
        "print('{\"progress\"')",
        "print('{}')",
    ],
)
def test_a_file_over_which_the_reader_ends_is_broken(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid) as caught:
        instead(script, monkeypatch)()
    assert (caught.value.code, caught.value.fields) == ("file-broken", {"file": "题库.xls"})


def test_an_answer_that_was_cut_off_by_a_limit_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import os; os.write(1, b'{\"read\": [1, 2'); os.kill(os.getpid(), 9)"
    with pytest.raises(Invalid, match="file-slow"):
        instead(script, monkeypatch)()


def test_a_certificate_template_is_filled_in_a_process_of_its_own_or_refused_with_what_is_wrong() -> None:
    told = certificates.said([Certificate("张一", "甲单位", "明星", "四评", "甲县", "2012年9月20日")])
    filled = child.read("certificates", "我的.docx", template(), certificates.decode, said=told)
    assert zipfile.is_zipfile(io.BytesIO(filled))
    wrong = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("{{ 姓名 }}")
    document.save(wrong)
    with pytest.raises(Invalid) as refused:
        child.read("certificates", "我的.docx", wrong.getvalue(), certificates.decode, said=told)
    assert (refused.value.code, refused.value.fields["names"]) == ("certificate-field-unknown", ["姓名"])
    with pytest.raises(Unreadable):
        child.read("certificates", "我的.docx", b"no document", certificates.decode, said=told)


def test_a_reader_that_takes_too_long_is_ended_and_the_file_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.5)
    with pytest.raises(Invalid, match="file-slow"):
        instead("import time; time.sleep(600)", monkeypatch)()


def test_a_reader_has_limits_of_the_processor_and_of_memory() -> None:
    script = (
        "import resource; from scoreboard import file_reader; file_reader.SECONDS = 1; file_reader.limit_resources();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], flush=True)\nwhile True: pass"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert int(ended.stdout) == file_reader.MEMORY
    assert ended.returncode in child.TOO_LONG


def test_a_system_that_refuses_a_limit_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(what: int, _most: tuple[int, int]) -> None:
        asked.append(what)
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    file_reader.limit_resources()
    assert set(asked) == {resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE}


def test_a_file_that_nobody_wants_any_more_ends_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        child,
        "COMMAND",
        (sys.executable, "-c", "import time; print('{\"progress\": [1, 2]}', flush=True); time.sleep(60)"),
    )

    def given_up(*_: int) -> None:
        raise KeyError("dropped")

    begun = time.monotonic()
    with pytest.raises(KeyError):
        child.read("questions", "题库.csv", b"", lambda said: said, given_up)
    assert time.monotonic() - begun < 50  # it would have slept for a minute


def test_only_so_many_files_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = instead("import sys; sys.stdin.buffer.read(); print('{\"read\": 1}')", monkeypatch)
    held = [child._places.acquire(timeout=30) for _ in range(child.AT_A_TIME)]
    done = threading.Event()
    waiting = threading.Thread(target=lambda: (read(), done.set()))
    waiting.start()
    assert held == [True] * child.AT_A_TIME
    assert not done.wait(0.5)
    for _ in held:
        child._places.release()
    assert done.wait(30)
    waiting.join()


def test_a_file_that_was_given_up_while_it_waited_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = tmp_path / "begun"
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", f"open({str(begun)!r}, 'w')"))

    def given_up(*_: int) -> None:
        raise KeyError("dropped")

    def read() -> None:
        with pytest.raises(KeyError):
            child.read("questions", "题库.csv", b"", lambda said: said, given_up)

    held = [child._places.acquire(timeout=30) for _ in range(child.AT_A_TIME)]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read)
        time.sleep(0.2)
        for _ in held:
            child._places.release()
        waiting.result(30)
    assert not begun.exists()
    assert [child._places.acquire(blocking=False) for _ in held] == [True] * child.AT_A_TIME
    for _ in held:
        child._places.release()


BESIDE = """
import sys, time
from scoreboard.server import runtime

runtime.start(sys.argv[1])
from scoreboard.server import child

ticks = []

def tick():
    while True:
        ticks.append(time.monotonic())
        runtime.sleep(0.01)

runtime.spawn(tick)
script = "import sys, time; said = sys.stdin.read()[-20_000_000:]; time.sleep(1); print('{\\"read\\":\\"%s\\"}' % said)"
child.COMMAND = (sys.executable, "-c", script)
assert child.read("questions", "big", b"x" * 20_000_000, len) == 20_000_000
print(len(ticks))
"""


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_while_a_file_is_read_the_server_goes_on(mode: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BESIDE, mode], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 10  # one that stood still for a second would have ticked once or twice


LEFT = """
import sys
from scoreboard.server import runtime

runtime.start(sys.argv[1])
from scoreboard.server import child

script = f"import socket, time; s = socket.create_connection(('127.0.0.1', {sys.argv[2]})); time.sleep(60)"
child.COMMAND = (sys.executable, "-c", script)
runtime.spawn(child.read, "questions", "slow", b"x", lambda said: said)
while not child._running:
    runtime.sleep(0.01)
assert runtime.offload(sys.stdin.readline)
"""


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_a_server_that_ends_waits_for_no_reader_and_leaves_none_behind(mode: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        command = [sys.executable, "-c", LEFT, mode, str(listener.getsockname()[1])]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        reader, _ = listener.accept()
        _, errors = server.communicate("end\n", timeout=30)  # the reader would sleep for a minute
        reader.settimeout(20)
        with reader:
            assert (server.returncode, reader.recv(1), errors) == (0, b"", "")
