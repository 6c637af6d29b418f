"""The lock installs with any pip from 23.2 on, on every system, from whatever mirror pip is set to."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import distribution

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.unit.lock_file import LOCKS, Pinned, environments, pinned, read


def applies(marker: Marker | None, extras: Iterable[str] = ()) -> bool:
    """Whether a marker holds somewhere, for a package asked for with ``extras``."""
    return marker is None or any(
        marker.evaluate({**environment, "extra": extra}) for environment in environments() for extra in ("", *extras)
    )


def unpinned(lock: Iterable[Pinned], needs: dict[str, Iterable[str]]) -> list[str]:
    """The needs ``name[extra]`` whose extra the lock does not pin.  A pip before 23.3 looks one up apart from ``name``
    and refuses it.  ``needs``: the Requires-Dist lines of each package."""
    extras = {one.name: one.extras for one in lock}
    return [
        f"{name} asks for {line}"
        for name, lines in needs.items()
        for line in lines
        for need in [Requirement(line)]
        if need.extras and applies(need.marker, extras[name])
        if not need.extras <= extras.get(canonicalize_name(need.name), frozenset())
    ]


def test_nothing_locked_asks_for_an_extra_that_is_not_pinned_as_such() -> None:
    lock = list(pinned(read("requirements.lock")))
    needs = {one.name: distribution(one.name).requires or [] for one in lock if is_installed(one)}
    assert len(needs) > 50
    assert unpinned(lock, needs) == []


def is_installed(one: Pinned) -> bool:
    """Whether a locked package is for this system and Python; it must be installed then."""
    if one.marker is not None and not one.marker.evaluate():
        return False
    assert distribution(one.name).version == one.version, f"{one.name} is not as locked: run make setup"
    return True


LOCK = """a==1 \\
    --hash=sha256:aa
    # via leitai
b[fast]==2 ; sys_platform == 'win32' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
"""


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ("b>=1", False),
        ("b[fast]>=1", False),
        ("b[slow]>=1", True),
        ("B[fast,slow]", True),
        ("b[slow]; extra == 'all'", False),
        ("c[x]", True),
        ("c[x]; sys_platform == 'win32'", True),
        ("c[x]; python_version < '3.10'", False),
        ("c[x]; sys_platform == 'win32' and extra == 'all'", False),
    ],
)
def test_a_need_for_an_extra_is_held_against_the_lock_on_every_system(need: str, told: bool) -> None:
    assert unpinned(pinned(LOCK), {"a": [need]}) == ([f"a asks for {need}"] if told else [])


def test_an_extra_that_is_pinned_brings_the_needs_of_that_extra() -> None:
    assert unpinned(pinned(LOCK), {"b": ["c[x]; extra == 'fast'"]}) == ["b asks for c[x]; extra == 'fast'"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_version_and_hash_and_no_lock_names_an_address(name: str) -> None:
    lock = list(pinned(read(name)))
    assert [one.name for one in lock if not one.hashes] == []
    assert lock
    assert "://" not in read(name)
    assert [line for line in read(name).splitlines() if line.startswith("-")] == []


def test_the_installer_itself_is_pinned() -> None:
    assert [one.name for one in pinned(read("requirements-pip.lock"))] == ["pip"]
