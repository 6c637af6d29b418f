"""What the folder's program does first, and what a Debian package of it holds."""

from __future__ import annotations

import configparser
import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
HERE = ROOT / "installers"


def module(name: str) -> ModuleType:
    """One of the two programs: they are no package, since none of them is installed."""
    spec = importlib.util.spec_from_file_location(f"installers_{name}", HERE / f"{name}.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


start, debian = module("start"), module("debian")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ([], None),
        (["serve", "--open"], None),
        (["-P", "-m", "scoreboard.file_reader"], ("scoreboard.file_reader", [])),
        (["-P", "-m", "scoreboard", "verify", "a.zip"], ("scoreboard", ["verify", "a.zip"])),
        (["-m", "scoreboard.bench.screens"], ("scoreboard.bench.screens", [])),
        (["-m"], None),
    ],
)
def test_its_own_helpers_ask_for_a_module_and_people_for_a_command(
    said: list[str], meant: tuple[str, list[str]] | None
) -> None:
    assert start.asked_module(said) == meant


def test_programs_of_the_system_find_the_system_s_libraries() -> None:
    found = {"LD_LIBRARY_PATH": "/opt/leitai/_internal", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib"}
    start.give_back(found)
    assert found == {"LD_LIBRARY_PATH": "/usr/local/lib"}
    unset = {"LD_LIBRARY_PATH": "/opt/leitai/_internal"}
    start.give_back(unset)
    assert unset == {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As the one-folder build makes it, with a program of its own that says hello."""
    made = tmp_path / "leitai"
    (made / "_internal").mkdir(parents=True)
    (made / "_internal/base_library.zip").write_bytes(b"0" * 4096)
    (made / "leitai").write_text("#!/bin/sh\necho hello\n")
    (made / "leitai").chmod(0o755)
    return made


def test_a_package_has_the_folder_the_command_the_menu_and_the_service(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    debian.lay_out(folder, root, "amd64", "2.36")
    files = {str(file.relative_to(root)) for file in root.rglob("*") if not file.is_dir()}
    assert files == {
        "DEBIAN/control", "DEBIAN/postinst", "DEBIAN/prerm", "opt/leitai/_internal/base_library.zip",
        "opt/leitai/from-menu", "opt/leitai/leitai", "usr/bin/leitai", "usr/lib/systemd/system/leitai.service",
        "usr/share/applications/leitai.desktop", "usr/share/doc/leitai/copyright",
        "usr/share/icons/hicolor/scalable/apps/leitai.svg",
    }  # fmt: skip
    assert str((root / "usr/bin/leitai").readlink()) == "/opt/leitai/leitai"
    assert f"Version: {debian.version()}\nArchitecture: amd64\n" in (root / "DEBIAN/control").read_text()
    assert "libc6 (>= 2.36)" in (root / "DEBIAN/control").read_text()
    menu = configparser.ConfigParser(interpolation=None)
    menu.read(root / "usr/share/applications/leitai.desktop", "utf-8")
    for part in menu.sections():
        program = menu[part]["Exec"].split()[0].lstrip("/")
        assert (root / program).stat().st_mode & 0o111, part
    for script in ("DEBIAN/postinst", "DEBIAN/prerm", "opt/leitai/from-menu"):
        subprocess.run(["sh", "-n", str(root / script)], check=True)


def test_what_removes_the_package_removes_no_results() -> None:
    for script in ("postinst", "prerm"):
        assert "rm " not in (HERE / script).read_text()
    assert not (HERE / "postrm").exists()


def test_an_unknown_c_library_stops_the_build(folder: Path) -> None:
    with pytest.raises(ValueError, match="C library"):
        debian.control(folder, "amd64", "")


def test_a_package_is_built_that_dpkg_reads(folder: Path, tmp_path: Path) -> None:
    file = debian.build(folder, tmp_path / "out")
    listed = subprocess.run(["dpkg-deb", "-c", str(file)], capture_output=True, text=True, check=True).stdout
    assert "root/root" in listed
    assert "./usr/bin/leitai -> /opt/leitai/leitai" in listed
    out = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "-x", str(file), str(out)], check=True)
    said = subprocess.run([str(out / "opt/leitai/leitai")], capture_output=True, text=True, check=True).stdout
    assert said == "hello\n"
