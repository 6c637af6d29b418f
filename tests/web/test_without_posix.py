"""The product on a system that is not POSIX: every module is imported, a demo is served, its book checked."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import question_sets
import scoreboard
import scoring
from tests.ports import free_port
from tests.web.serving import fetch, serving

WITHOUT_POSIX = Path(__file__).parents[1] / "without_posix"
LEITAI = [sys.executable, "-m", "scoreboard"]

NO_IMPORT = ("__main__", "scoring.store.migrations.env")
"""Modules that do their work when they are imported, by the end of their name."""


@pytest.fixture(autouse=True)
def without_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process that a test starts is without the modules and names that only POSIX systems have."""
    monkeypatch.setenv("PYTHONPATH", str(WITHOUT_POSIX))


def leitai(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LEITAI, *arguments], capture_output=True, text=True, check=False)


def python(script: str) -> str:
    """What a script prints, errors included."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("import fcntl", "ImportError"),
        ("from os import fork", "ImportError"),
        ("import os; os.getuid()", "AttributeError"),
        ("import signal; signal.SIGKILL", "AttributeError"),
        ("import socket; socket.TCP_INFO", "AttributeError"),
    ],
)
def test_the_product_really_is_without_them(statement: str, error: str) -> None:
    assert error in python(f"exec({statement!r}, {{'__name__': 'scoring.anything'}})")


@pytest.mark.slow
def test_every_module_can_be_imported() -> None:
    names = [
        module.name
        for package in (scoring, scoreboard, question_sets)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith(NO_IMPORT)
    ]
    assert len(names) > 250
    assert python(f"import importlib\nfor name in {names!r}: importlib.import_module(name)") == ""


@pytest.mark.slow
def test_a_demo_is_served_and_its_book_is_exported_verified_and_imported(tmp_path: Path) -> None:
    data, book = str(tmp_path / "data"), str(tmp_path / "book.json")
    with serving(LEITAI, tmp_path, command="demo", mode="threading") as server:
        assert fetch(f"{server}/readyz").status == 200
        assert "<h1>入场</h1>" in fetch(f"{server}/").body
        in_use = leitai("serve", "--data", data, "--port", str(free_port()), "--async-mode", "threading")
        assert (in_use.returncode, in_use.stderr.partition(": 数")[0]) == (5, "error: data-in-use")
    (match,) = json.loads(leitai("match", "list", "--json", "--data", data).stdout)
    assert leitai("match", "export", match["id"], "-o", book, "--data", data).returncode == 0
    assert leitai("verify", book).returncode == 0
    assert leitai("match", "import", book, "--data", str(tmp_path / "other")).returncode == 0
    assert leitai("db", "check", "--data", data).returncode == 0


@pytest.mark.slow
def test_the_doctor_finds_nothing_wrong_and_tells_no_limit_of_open_files(tmp_path: Path) -> None:
    told = leitai("doctor", "--json", "--data", str(tmp_path), "--host", "127.0.0.1", "--port", str(free_port()))
    found = {one["check"]: one["state"] for one in json.loads(told.stdout)["findings"]}
    assert ("fail" in found.values(), "files" in found, found["port"]) == (False, False, "ok")
