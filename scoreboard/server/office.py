"""LibreOffice, where it is installed: Word documents and workbooks become PDF, in a process of its own."""

from __future__ import annotations

import base64
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from scoreboard.server import child, runtime
from scoring.engine.errors import Refused

SECONDS = 180.0
"""For one file; then the program is ended."""

NAMES = ("soffice", "libreoffice")

_turn = threading.Semaphore(1)
"""One at a time: it takes a whole processor."""


def office() -> str:
    """The path of the program, "" where none is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


def to_pdf(data: bytes, suffix: str) -> bytes:
    """A file (``docx`` or ``xlsx``) as PDF.  Raises ``Refused("office-missing")`` where no program is installed, and
    ``Refused("office-failed")`` where it gave nothing."""
    program = office()
    if not program:
        raise Refused("office-missing")
    with _turn, tempfile.TemporaryDirectory(prefix="leitai-office-") as folder:
        given, made = Path(folder) / f"paper.{suffix}", Path(folder) / "paper.pdf"
        runtime.offload(given.write_bytes, data)
        _run([
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", folder, str(given),
        ])  # fmt: skip
        if not made.exists():
            raise Refused("office-failed")
        return runtime.offload(made.read_bytes)


def _run(command: Sequence[str]) -> None:
    processes = runtime.processes()
    process = processes.Popen(
        [*([shutil.which("nice"), "-n", "10"] if shutil.which("nice") else []), *command],
        stdin=processes.DEVNULL,
        stdout=processes.DEVNULL,
        stderr=processes.DEVNULL,
    )
    clock = threading.Timer(SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    try:
        process.wait()
    finally:
        clock.cancel()


def merged(files: Sequence[bytes]) -> bytes:
    """PDF files one after the other, put together in a process of its own."""
    beside = {f"{no:03d}": data for no, data in enumerate(files)}
    return child.read("merged", "papers.pdf", b"", base64.b64decode, beside=beside)
