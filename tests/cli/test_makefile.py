"""What ``make`` does where a system package is missing: as root, beside sudo, without it, and on another system."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("make", "bash", "mkdir", "touch", "cat", "chmod", "cp")

PYTHON = """#!/bin/bash
case "$*" in
  *ensurepip*) [ -e "$LAB/python3-venv" ] ;;
  *'%d.%d'*) echo 3.11 ;;
  *'-m venv'*) mkdir -p .venv/bin && touch .venv/bin/python ;;
esac
"""
APT = """#!/bin/bash
echo "apt-get $*" >> "$LAB/log"
[ ! -e "$LAB/offline" ] || exit 100
for last; do :; done
[ "$1" != install ] || touch "$LAB/$last"
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine of nothing but what the test put on its path."""

    lab: Path

    def has(self, name: str, script: str) -> None:
        """Put a program on its path."""
        file = self.lab / "bin" / name
        file.write_text(script, "utf-8")
        file.chmod(0o755)

    def make(self, *targets: str, **variables: str) -> tuple[int, str, str]:
        """Exit status, output and errors of ``make``."""
        done = subprocess.run(
            [str(self.lab / "bin" / "make"), "--no-print-directory", *targets],
            cwd=self.lab / "checkout",
            env={"PATH": str(self.lab / "bin"), "LAB": str(self.lab), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    @property
    def asked(self) -> list[str]:
        """What apt-get was told."""
        log = self.lab / "log"
        return log.read_text("utf-8").splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Callable[..., Machine]:
    """A machine on which somebody works as root or not, with some of the programs."""

    def made(uid: int, *programs: str) -> Machine:
        (tmp_path / "bin").mkdir()
        (tmp_path / "checkout").mkdir()
        shutil.copy(ROOT / "Makefile", tmp_path / "checkout")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (tmp_path / "bin" / tool).symlink_to(found)
        new = Machine(tmp_path)
        new.has("id", f"#!/bin/bash\necho {uid}\n")
        for name in programs:
            new.has(name, {"apt-get": APT, "python3": PYTHON}.get(name, "#!/bin/bash\n"))
        return new

    return made


PIP = """#!/bin/bash
echo "pip $*" >> "$LAB/log"
[ ! -e "$LAB/offline" ] || { echo "Collecting alembic==1.16.5 (from -r requirements.lock (line 1))"; exit 1; }
case "$*" in
  *-q*) ;;
  *) echo "Collecting alembic==1.16.5 (from -r requirements.lock (line 1))"
     echo "  Downloading alembic-1.16.5-py3-none-any.whl (247 kB)"
     echo "Collecting click==8.3.1 (from -r requirements.lock (line 9))"
     echo "Installing collected packages: alembic, click"
     echo "Successfully installed alembic-1.16.5 click-8.3.1" ;;
esac
"""


def with_pip(machine: Machine) -> Machine:
    """A checkout whose virtual environment has a pip."""
    (machine.lab / "checkout" / ".venv" / "bin").mkdir(parents=True)
    (machine.lab / "checkout" / ".venv" / "bin" / "python").touch()
    for name in ("requirements.lock", "requirements-pip.lock", "pyproject.toml"):
        (machine.lab / "checkout" / name).touch()
    machine.has("../checkout/.venv/bin/pip", PIP)
    return machine


def test_what_is_being_installed_is_told_package_by_package(machine: Callable[..., Machine]) -> None:
    debian = with_pip(machine(1000))
    status, output, errors = debian.make(".venv/.installed")
    assert (status, errors) == (0, "")
    assert output.splitlines()[:4] == [
        "Python packages into .venv; the first time this takes some minutes:",
        "  alembic==1.16.5",
        "  click==8.3.1",
        "  all fetched, being installed",
    ]
    assert (debian.lab / "checkout" / ".venv" / ".installed").exists()


def test_the_installer_comes_first_and_by_its_own_lock_and_no_address_is_given(machine: Callable[..., Machine]) -> None:
    debian = with_pip(machine(1000))
    assert debian.make(".venv/.installed")[0] == 0
    assert (debian.lab / "log").read_text("utf-8").splitlines() == [
        "pip install --disable-pip-version-check -q --require-hashes -r requirements-pip.lock",
        "pip install --disable-pip-version-check --require-hashes -r requirements.lock",
        "pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .",
    ]


def test_packages_that_cannot_be_had_stop_the_setup(machine: Callable[..., Machine]) -> None:
    debian = with_pip(machine(1000))
    (debian.lab / "offline").touch()
    assert debian.make(".venv/.installed")[0] != 0
    assert not (debian.lab / "checkout" / ".venv" / ".installed").exists()


INSTALL = "install -y -q --no-install-recommends"


def test_root_gets_the_package_and_hears_which_and_why(machine: Callable[..., Machine]) -> None:
    debian = machine(0, "apt-get", "python3")
    status, output, errors = debian.make(".venv/bin/python")
    assert (status, errors) == (0, "")
    assert output.splitlines()[0] == "installing the Debian package python3-venv: a virtual environment needs it"
    assert debian.asked == ["apt-get update -q", f"apt-get {INSTALL} python3-venv"]
    assert (debian.lab / "checkout" / ".venv" / "bin" / "python").exists()


def test_what_is_there_is_not_installed(machine: Callable[..., Machine]) -> None:
    debian = machine(0, "apt-get", "python3", "chromium")
    (debian.lab / "python3-venv").touch()
    assert debian.make(".venv/bin/python", "chromium")[0] == 0
    assert debian.asked == []


def test_another_python_needs_the_package_of_its_own_series(machine: Callable[..., Machine]) -> None:
    debian = machine(0, "apt-get")
    debian.has("python3.11", PYTHON)
    debian.make(".venv/bin/python", PYTHON="python3.11")
    assert debian.asked[-1:] == [f"apt-get {INSTALL} python3.11-venv"]


def test_root_without_a_network_hears_what_could_not_be_installed(machine: Callable[..., Machine]) -> None:
    debian = machine(0, "apt-get", "python3")
    (debian.lab / "offline").touch()
    status, _, errors = debian.make(".venv/bin/python")
    assert status != 0
    assert errors.splitlines()[0] == (
        "error: package-needed: a virtual environment needs it; apt-get could not install python3-venv, see above"
    )
    assert not (debian.lab / "checkout" / ".venv").exists()


@pytest.mark.parametrize(
    ("programs", "how"),
    [
        (("apt-get", "sudo"), "run: sudo apt-get install python3-venv"),
        (("apt-get",), "run as root: apt-get install python3-venv"),
        ((), "install python3-venv with this system's package manager"),
    ],
)
def test_whoever_is_not_root_is_told_what_to_run_and_nothing_is_run(
    machine: Callable[..., Machine], programs: tuple[str, ...], how: str
) -> None:
    debian = machine(1000, "python3", *programs)
    status, _, errors = debian.make(".venv/bin/python")
    assert status != 0
    assert errors.splitlines()[0] == f"error: package-needed: a virtual environment needs it; {how}"
    assert debian.asked == []


def test_a_machine_without_python_is_told_so(machine: Callable[..., Machine]) -> None:
    status, _, errors = machine(1000, "apt-get").make(".venv/bin/python")
    assert status != 0
    assert "error: package-needed: there is no python3 on this machine; run as root: apt-get install python3" in errors


@pytest.mark.parametrize(("variables", "passes"), [({}, True), ({"CI": "true"}, False)])
def test_without_chromium_the_other_tests_run_and_ci_stops(
    machine: Callable[..., Machine], variables: dict[str, str], passes: bool
) -> None:
    status, output, errors = machine(1000, "apt-get", "python3").make("chromium", **variables)
    assert (status == 0) is passes
    assert "error: package-needed: browser tests need Chromium; run as root: apt-get install chromium" in errors
    assert ("browser tests will not run; pytest names them at its end" in output) is passes
