"""A Debian package of the one-folder build: ``python installers/debian.py FOLDER OUT``.

The package holds the folder at /opt/leitai with its own Python, an entry in the menu, a unit for systemd that nobody is
made to use, and the command ``leitai``.  It needs no other package but the C library of the system that built it, or a
newer one.  Removing it, and purging it, leaves every data directory where it is: results are kept.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOME = "/opt/leitai"

CONTROL = """\
Package: leitai
Version: {version}
Architecture: {architecture}
Maintainer: Leitai <leitai@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), passwd
Recommends: xdg-utils
Section: education
Priority: optional
Description: knowledge competitions and award reviews in a hall (擂台)
 Host's console, tablets of teams and judges, the big screen and the papers, over a local network without the internet.
 It brings its own Python. Start it from the menu, with the command leitai, or as the service leitai.
"""

PLACES = {
    "leitai.desktop": "usr/share/applications/leitai.desktop",
    "leitai.service": "usr/lib/systemd/system/leitai.service",
    "from-menu": "opt/leitai/from-menu",
}
"""Where each file beside this one goes."""


def version() -> str:
    """The project's."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def control(folder: Path, architecture: str, libc: str) -> str:
    """What Debian is told; ``libc``: the C library that the folder was built with, as 2.36."""
    if not re.fullmatch(r"\d+\.\d+", libc):
        raise ValueError(f"not a version of the C library: {libc!r}")
    size = sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    return CONTROL.format(version=version(), architecture=architecture, kilobytes=size // 1024, libc=libc)


def lay_out(folder: Path, to: Path, architecture: str, libc: str) -> None:
    """Put everything where the package has it."""
    shutil.copytree(folder, to / HOME.lstrip("/"), symlinks=True)
    for name, place in PLACES.items():
        _copy(HERE / name, to / place, executable=name == "from-menu")
    _copy(ROOT / "static/img/leitai.svg", to / "usr/share/icons/hicolor/scalable/apps/leitai.svg")
    _copy(ROOT / "LICENSE", to / "usr/share/doc/leitai/copyright")
    command = to / "usr/bin/leitai"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"{HOME}/leitai")
    told = to / "DEBIAN"
    told.mkdir()
    (told / "control").write_text(control(folder, architecture, libc), "utf-8")
    for script in ("postinst", "prerm"):
        _copy(HERE / script, told / script, executable=True)


def _copy(source: Path, target: Path, *, executable: bool = False) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o755 if executable else 0o644)


def build(folder: Path, out: Path) -> Path:
    """The package's file, in ``out``; raises ``FileNotFoundError`` on a system without dpkg."""
    architecture = _dpkg("dpkg", "--print-architecture").strip()
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"leitai_{version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "root"
        root.mkdir(mode=0o755)
        lay_out(folder, root, architecture, platform.libc_ver()[1])
        _dpkg("dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(root), str(file))
    return file


def _dpkg(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"{program}: a Debian package is built on Debian or a system of its family")
    return subprocess.run([found, *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))
