"""Every locked package has a wheel for each system, so that nothing is compiled on anybody's laptop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.lock_file import PYTHONS, ROOT

PLATFORMS = (
    "x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin",
    "x86_64-manylinux_2_28", "aarch64-manylinux_2_28",
)  # fmt: skip

pytestmark = pytest.mark.nightly


def resolve(lock: Path, platform: str, python: str, target: Path) -> subprocess.CompletedProcess[str]:
    """Let uv find a wheel among the hashes of the lock for each package that is for this system, and fetch none."""
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("uv")),
            "pip",
            "install",
            "--dry-run",
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--python-platform",
            platform,
            "--python-version",
            python,
            "--target",
            str(target),
            "-r",
            str(lock),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_locked_package_has_a_wheel_for(platform: str, python: str, tmp_path: Path) -> None:
    done = resolve(ROOT / "requirements.lock", platform, python, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "+ flask==" in done.stderr


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_has_node(platform: str, tmp_path: Path) -> None:
    done = resolve(ROOT / "requirements-node.lock", platform, "3.11", tmp_path)
    assert done.returncode == 0, done.stderr
