"""The log holds nobody up: what the other end does not take waits or is dropped, and the dropped lines are counted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import click
import pytest

from scoreboard.server.nonblocking_stderr import NonBlockingStream


class Pipe:
    """A pipe that nobody reads until told to; ``full`` leaves no room in it."""

    def __init__(self) -> None:
        self.end, self.begin = os.pipe()
        self.stuffing = 0

    def fill(self) -> None:
        os.set_blocking(self.begin, False)
        for size in (4096, 1):
            with suppress(BlockingIOError):
                while True:
                    self.stuffing += os.write(self.begin, b"." * size)
        os.set_blocking(self.begin, True)

    def rest(self) -> str:
        """Everything that comes until the last writer has closed it, without what filled it."""
        os.close(self.begin)
        with os.fdopen(self.end, "rb") as reader:
            return reader.read()[self.stuffing :].decode()


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    for descriptor in (made.begin, made.end):
        with suppress(OSError):
            os.close(descriptor)


def stream_into(pipe: Pipe, most: int = 100) -> NonBlockingStream:
    return NonBlockingStream(os.dup(pipe.begin), lambda lines: f"({lines} lost)\n", most)


def ended(flow: NonBlockingStream, pipe: Pipe) -> str:
    flow.close()
    flow._thread.join()  # however slow the machine
    os.close(flow.fileno())
    return pipe.rest()


def test_what_is_written_comes_out_whole_and_in_order_before_the_end(pipe: Pipe) -> None:
    flow = stream_into(pipe)
    for no in range(50):
        flow.write(f"line {no}\n")
    flow.write("擂台\ud800\n")
    assert ended(flow, pipe) == "".join(f"line {no}\n" for no in range(50)) + "擂台\\ud800\n"


def test_where_nobody_reads_the_writer_goes_on_and_what_was_dropped_is_counted(pipe: Pipe) -> None:
    pipe.fill()
    flow = stream_into(pipe, most=3)
    flow.write("held by the thread\n")
    while flow._waiting.qsize():
        pass  # until its thread has taken it, and waits with it for the pipe
    for no in range(10):
        flow.write(f"{no}\n")
    stuffing = os.read(pipe.end, pipe.stuffing)
    pipe.stuffing -= len(stuffing)
    assert ended(flow, pipe) == "held by the thread\n0\n1\n2\n(7 lost)\n"


def test_the_loss_is_told_where_it_happened(pipe: Pipe) -> None:
    pipe.fill()
    flow = stream_into(pipe, most=2)
    flow.write("held\n")
    while flow._waiting.qsize():
        pass
    for text in ("a\n", "b\n", "c\n"):
        flow.write(text)
    pipe.stuffing -= len(os.read(pipe.end, pipe.stuffing))
    while flow._waiting.qsize():
        pass
    flow.write("d\n")
    assert ended(flow, pipe) == "held\na\nb\n(1 lost)\nd\n"


def test_a_reader_that_is_gone_stops_nobody(pipe: Pipe) -> None:
    flow = stream_into(pipe)
    os.close(pipe.end)
    for no in range(200):
        flow.write(f"{no}\n")
    flow.close()
    flow._thread.join()  # however slow the machine
    os.close(flow.fileno())


PROGRAM = """
import sys
from scoreboard.server import runtime

runtime.start(sys.argv[1])
from scoreboard.server import log

log.configure(json=True)
log.log.info("one")
log.of_library("some").error("two", exc_info=ValueError("x" * 1000))
print("three", file=sys.stderr)
raise RuntimeError("four")
"""


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_everything_that_was_said_is_out_when_the_program_ends(mode: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, mode], capture_output=True, text=True, timeout=120)
    lines = done.stderr.splitlines()
    assert '"event": "one"' in lines[0]
    assert '"said": "two"' in lines[1]
    assert len(lines[1]) < 500
    assert lines[2] == "three"
    assert lines[-1] == "RuntimeError: four"


def test_it_takes_text_alone_so_that_what_click_prints_comes_out(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = stream_into(pipe)
    with pytest.raises(TypeError):
        flow.write(b"bytes")  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stderr", flow)
    click.echo("error: port-taken: 端口", err=True)
    flow.close()
    flow._thread.join()  # however slow the machine
    os.close(flow.fileno())
    assert pipe.rest() == "error: port-taken: 端口\n"
