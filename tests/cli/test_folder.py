"""The one-folder build and its Debian package: built from this checkout, unpacked, and used where no Python is."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
BARE = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LEITAI_LANG": "en"}
"""No virtual environment, no other Python before the system's."""

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the package has it, unpacked elsewhere."""
    subprocess.run(["make", "deb"], cwd=ROOT, check=True)
    (package,) = (ROOT / "dist").glob("leitai_*.deb")
    out = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["dpkg-deb", "-x", str(package), str(out)], check=True)
    return out / "opt/leitai/leitai"


def said(program: Path, *arguments: str, status: int = 0) -> str:
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, env=BARE, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_it_knows_its_version_its_rules_and_its_words(program: Path) -> None:
    assert "standard-party" in said(program, "rules", "list")
    assert "usage" in said(program, "--help").lower()


def test_files_that_people_bring_are_read_in_a_process_of_their_own(program: Path, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text("题型,题干,选项A,选项B,答案\n单选,一加一等于几？,2,3,A\n", "utf-8")
    report = json.loads(said(program, "questions", "check", str(file), "--json"))
    assert report["ok"]


def test_a_server_serves_its_pages_and_keeps_its_data(program: Path, tmp_path: Path) -> None:
    port, data = free_port(), tmp_path / "data"
    command = [str(program), "serve", "--data", str(data), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=BARE) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/readyz") == 200
            assert answer(f"http://127.0.0.1:{port}/setup") == 200
        finally:
            server.terminate()
    assert "db-good" in said(program, "doctor", "--data", str(data), "--json")


def answer(url: str, patience: float = 120) -> int:
    limit = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as found:
                return int(found.status)
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def test_bots_play_a_whole_match_and_its_book_verifies(program: Path, tmp_path: Path) -> None:
    command = [str(program), "demo", "--play", "--speed", "100", "--port", str(free_port())]
    environment = {**BARE, "LEITAI_DATA": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as demo:
        try:
            assert demo.stdout
            assert any("recomputed and verified" in line for line in demo.stdout)
        finally:
            demo.terminate()
