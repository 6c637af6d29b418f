"""Bundles are those of the tree, or there are none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scoreboard import bundles

ROOT = Path(bundles.__file__).parents[1]
FILES = {
    "templates/team.html": '{{ styles(["tokens", "team"]) }}{{ page_script("team/main.js") }}',
    "templates/host.html": '{% set script = "host/main.js" %}{% set sheets = ["host"] %}',
    "static/js/team/main.js": "a;",
    "static/js/lib/live.js": "b;",
    "static/css/team.css": "p { margin: 0; }",
    "static/vendor/preact.js": "c;",
    "static/vendor/fonts/noto-sans-sc.css": "",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small checkout with bundles of its files."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    folder = tmp_path / "static" / "bundles"
    folder.mkdir()
    for name in ("s.js", "s.js.gz", "s.js.br"):
        (folder / name).write_bytes(b"")
    made = {"shared": "s.js", "scripts": {"lib/live.js": "s.js"}, "sheets": {}, "digest": bundles.digest(tmp_path)}
    (folder / "manifest.json").write_text(json.dumps(made), "utf-8")
    return tmp_path


def test_bundles_of_these_files_are_taken(tree: Path) -> None:
    assert bundles.load(tree) == bundles.Bundles("s.js", {"lib/live.js": "s.js"}, {})
    assert bundles.missing(tree) == []


@pytest.mark.parametrize("name", FILES)
def test_after_any_source_was_changed_they_are_not(tree: Path, name: str) -> None:
    changed = FILES[name].replace('"team"', '"teams"').replace('"host"', '"hosts"') + "\n/* more */"
    (tree / name).write_text(changed, "utf-8")
    assert bundles.load(tree) == bundles.Bundles()
    assert bundles.missing(tree) == ["static/bundles/manifest.json"]


def test_after_the_builder_was_changed_they_are_not(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "package"
    beside.mkdir()
    for name in bundles.BUILDERS:
        (beside / name).write_text("another", "utf-8")
    monkeypatch.setattr(bundles, "__file__", str(beside / "bundles.py"))
    assert bundles.load(tree) == bundles.Bundles()


def test_a_new_source_or_one_that_is_gone_counts_as_a_change(tree: Path) -> None:
    (tree / "static/js/team/more.js").write_text("e;", "utf-8")
    assert bundles.load(tree) == bundles.Bundles()
    (tree / "static/js/team/more.js").unlink()
    assert bundles.load(tree).shared == "s.js"
    (tree / "static/css/team.css").unlink()
    assert bundles.load(tree) == bundles.Bundles()


@pytest.mark.parametrize("text", ["", "{", "{}"])
def test_a_manifest_that_is_damaged_is_none(tree: Path, text: str) -> None:
    (tree / "static/bundles/manifest.json").write_text(text, "utf-8")
    assert bundles.load(tree) == bundles.Bundles()


def test_a_form_that_is_missing_is_named(tree: Path) -> None:
    (tree / "static/bundles/s.js.br").unlink()
    assert bundles.missing(tree) == ["static/bundles/s.js.br"]


def test_without_node_it_says_so_and_leaves_what_was_there(tree: Path) -> None:
    with pytest.raises(FileNotFoundError):
        bundles.build(tree, "no-such-node")
    assert bundles.load(tree).shared == "s.js"


def test_everything_that_a_template_names_is_bundled() -> None:
    found = bundles.load(ROOT)
    assert found.shared, "run `make setup`, or `python -m scoreboard.bundles`"
    assert "host/main.js" in found.scripts
    assert "team+team_answer+team_answer_shapes+team_press" in found.sheets
    assert found.scripts["lib/live.js"] == found.shared


def test_no_template_names_a_script_or_sheet_past_the_bundles() -> None:
    named = {
        template.relative_to(ROOT).as_posix(): re.findall(r"filename='((?:js|css)/[^']+)", template.read_text("utf-8"))
        for template in (ROOT / "templates").rglob("*.html")
    }
    assert {name: files for name, files in named.items() if files} == {}
