"""The wheel holds everything and runs from any directory; a checkout that lacks something makes no wheel."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from scoreboard import bundles, guides, vendor
from tests.ports import free_port
from tests.web.serving import fetch, serving

ROOT = Path(hatch_build.__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def leitai(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``leitai`` of a fresh environment outside the checkout.  Its dependencies are those of this environment, put on
    the path behind its own packages, so that the test needs no network."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", "utf-8")
    return home / "bin" / "leitai"


def run(leitai: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it in ``folder`` with an environment that knows nothing of the checkout."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LEITAI_LANG": "en"}
    return subprocess.run(
        [str(leitai), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_the_wheel_puts_its_three_packages_and_nothing_else_into_an_environment(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"scoring", "scoreboard", "question_sets"}
    assert not [name for name in names if "__pycache__" in name or "/." in name]
    for name in (*vendor.FILES, "fonts/noto-sans-sc.css"):
        assert f"scoreboard/_web/static/vendor/{name}" in names
    assert f"scoreboard/_web/static/bundles/{bundles.load(ROOT).shared}.br" in names
    docs = {name.removeprefix("scoreboard/_web/") for name in names if "/docs/" in name}
    assert docs == set(guides.files())


@pytest.mark.slow
def test_the_installed_doctor_finds_everything_from_any_directory(leitai: Path, tmp_path: Path) -> None:
    assert run(leitai, tmp_path, "db", "upgrade").returncode == 0
    done = run(leitai, tmp_path, "doctor", "--json", "--port", str(free_port()))
    findings: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    by_check = {finding["check"]: finding["code"] for finding in findings}
    assert by_check["front_end"] == "front-end-good"
    assert by_check["fonts"] == "fonts-good"
    assert by_check["database"] == "database-durable"
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_installed_server_is_ready_and_serves_its_pages(leitai: Path, tmp_path: Path) -> None:
    with serving([str(leitai)], tmp_path, cwd=tmp_path, home=tmp_path) as server:
        assert json.loads(fetch(f"{server}/readyz").body) == {"status": "ok", "problems": []}
        assert "入场码" in fetch(f"{server}/").body
        assert "useReducer" in fetch(f"{server}/static/vendor/preact.js").body


def test_a_checkout_that_lacks_something_makes_no_wheel_and_names_what(tmp_path: Path) -> None:
    (tmp_path / "scoreboard").mkdir()
    for part in (vendor, bundles, guides):
        file = Path(part.__file__)
        (tmp_path / "scoreboard" / file.name).write_bytes(file.read_bytes())
    hook = hatch_build.CompleteBuildHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel")  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError) as stopped:
        hook.initialize("standard", {"force_include": {}})
    for name in (
        "templates/base.html",
        "static/vendor/preact.js",
        "static/bundles/manifest.json",
        "scoring/store/migrations/versions/*.py",
        "scoring/sheets/*.toml",
        "question_sets/builtin/*",
        "scoreboard/i18n/words/zh/*.toml",
        "docs/handbook.zh-CN.md",
    ):
        assert name in str(stopped.value)


def test_this_checkout_lacks_nothing() -> None:
    assert hatch_build.missing(ROOT) == []
    kinds = {(name.partition("/")[0], Path(name).suffix) for name in hatch_build.listed(ROOT)}
    assert {
        ("templates", ".html"),
        ("static", ".js"),
        ("scoreboard", ".toml"),
        ("scoring", ".py"),
        ("question_sets", ".toml"),
    } <= kinds


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout's files as a source distribution has them: with their list, without git."""
    root = tmp_path_factory.mktemp("tree")
    names = hatch_build.listed(ROOT)
    for name in (*names, *guides.files()):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / hatch_build.LIST).write_text("\n".join(names), "utf-8")
    for fetched in ("vendor", "bundles"):
        shutil.copytree(ROOT / "static" / fetched, root / "static" / fetched)
    return root


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/organiser/*.html",
        "templates/base.html",
        "static/css/*.css",
        "static/js/**/*.js",
        "scoreboard/i18n/words/en/*.toml",
        "scoring/store/migrations/versions/*.py",
        "scoring/sheets/*.toml",
        "scoring/sheets/campaigns/*.toml",
        "question_sets/builtin/*/*.toml",
        "question_sets/builtin/*/media/*",
        "scoreboard/cli/*.py",
        "static/vendor/*.js",
        "static/vendor/fonts/*/*.woff2",
        "static/bundles/*.css",
        "static/bundles/*/*.js.gz",
    ],
)
def test_any_single_file_that_is_missing_stops_the_build_and_is_named(tree: Path, pattern: str) -> None:
    assert hatch_build.missing(tree) == []
    files = sorted(tree.glob(pattern))
    for file in (files[0], files[-1]):
        content = file.read_bytes()
        file.unlink()
        assert file.relative_to(tree).as_posix() in hatch_build.missing(tree)
        file.write_bytes(content)


@pytest.mark.slow
def test_a_source_distribution_carries_its_list_and_a_wheel_of_it_is_as_complete(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path)]
    done = subprocess.run([*build, "--sdist", str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as packed:
        packed.extractall(tmp_path, filter="data")
    (root,) = (folder for folder in tmp_path.iterdir() if folder.is_dir())
    assert hatch_build.listed(root) == hatch_build.listed(ROOT)
    lost = next(root.glob("question_sets/builtin/*/media/*"))
    lost.unlink()
    done = subprocess.run([*build, "--wheel", str(root)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"  {lost.relative_to(root).as_posix()}\n" in done.stdout + done.stderr
