"""``make test`` runs both halves of the suite at once, and passes only where both pass."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.halves import APART, FAILED, FEW, KEPT, OTHERS, WAITING, once_more, run


def saying(text: str, status: int) -> tuple[str, ...]:
    return (sys.executable, "-c", f"print({text!r}, flush=True); raise SystemExit({status})")


@pytest.mark.parametrize(("shown", "held_back"), [(0, 0), (1, 0), (0, 2), (1, 2)])
def test_the_suite_knows_which_half_passed(capfd: pytest.CaptureFixture[str], shown: int, held_back: int) -> None:
    assert run(saying("the others", shown), saying("the waiting", held_back)) == (shown, held_back)
    assert capfd.readouterr().out.splitlines() == ["the others", "the waiting"]


def test_every_test_is_in_one_half() -> None:
    assert WAITING[-len(APART) :] == APART
    assert OTHERS[-len(APART) - 1 :] == ("tests", *(f"--ignore={folder}" for folder in APART))
    assert all((Path(__file__).parents[2] / folder).is_dir() for folder in APART)
    assert (f"cache_dir={KEPT / 'waiting'}" in WAITING, f"cache_dir={KEPT / 'others'}" in OTHERS) == (True, True)


def half_of(folder: Path, tests: str) -> tuple[str, ...]:
    """A small half whose tests are ``tests``; ``tries`` counts how often they ran."""
    (folder / "test_half.py").write_text(f"from pathlib import Path\nTRIES = Path({str(folder / 'tries')!r})\n{tests}")
    options = (
        "-q",
        "-c",
        "/dev/null",
        "-p",
        "no:playwright",
        f"--rootdir={folder}",
        "-o",
        f"cache_dir={folder / 'kept'}",
    )
    return (sys.executable, "-m", "pytest", *options, str(folder / "test_half.py"))


SECOND = """
def test_second():
    TRIES.write_text((TRIES.read_text() if TRIES.exists() else "") + "x")
    assert TRIES.read_text() == "xx"
"""


@pytest.mark.parametrize(
    ("tests", "status", "again"),
    [
        ("def test_good(): pass" + SECOND, 0, True),
        ("def test_good(): pass\ndef test_bad(): assert False", 1, True),
        ("".join(f"def test_bad_{no}(): assert False\n" for no in range(FEW + 1)), 1, False),
        ("def test_good(): pass", 0, False),
    ],
)
def test_a_few_tests_that_failed_beside_the_other_half_are_asked_again_alone_and_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], tests: str, status: int, again: bool
) -> None:
    half = half_of(tmp_path, tests)
    first = subprocess.run(half, check=False).returncode
    capfd.readouterr()
    assert once_more(half, first, tmp_path / "kept") == status
    said = capfd.readouterr().out
    assert ("Once more, with the machine to themselves" in said) is again
    assert ("test_good" in said) is False


def test_a_half_that_did_not_run_to_its_end_is_not_asked_again(tmp_path: Path) -> None:
    assert once_more(saying("never", 0), 2, tmp_path) == 2


def test_a_half_that_failed_without_a_failed_test_is_not_asked_again(tmp_path: Path) -> None:
    assert once_more(saying("never", 0), FAILED, tmp_path) == FAILED


LEFT = """
import threading
import tests.conftest
tests.conftest.ENDS_WITHIN = 0.2
tests.conftest.pytest_unconfigure()
threading.Thread(target=threading.Event().wait).start()
"""


def test_a_thread_that_a_test_left_is_named_and_the_process_ends_as_failed() -> None:
    ended = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert "Timeout (0:00:00.200000)!" in ended.stderr
    assert "in wait" in ended.stderr
