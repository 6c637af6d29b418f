"""compose.yaml, Containerfile, nginx.conf and the settings speak of the same things: no container engine is needed."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from scoreboard import config
from scoreboard.blueprints import ops
from tests.servers import not_here

ROOT = Path(__file__).parents[2]
OURS = ("leitai1", "leitai2", "leitai3")
READER = "const y = require('js-yaml'); console.log(JSON.stringify(y.load(require('fs').readFileSync(0, 'utf8'))))"

SHELL = {"LEITAI_DB_PASSWORD": "p@ss/word:1", "LEITAI_PUBLIC_URL": "https://hall.example"}
"""What whoever starts it has to set."""


@cache
def composed() -> dict[str, Any]:
    """compose.yaml, as a reader of YAML has it; one comes with the checkers of the pages' scripts."""
    node = which("node") or which("node", path=str(ROOT / ".venv" / "bin"))
    if node is None or not (ROOT / "node_modules" / "js-yaml").exists():
        not_here("js-yaml")
    text = (ROOT / "compose.yaml").read_bytes()
    done = subprocess.run([str(node), "-e", READER], input=text, capture_output=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = composed()["services"]
    return found


def interpolated(text: str, shell: dict[str, str]) -> str:
    """``text`` as compose fills it in: ``${NAME:?words}`` must be set, ``${NAME:-otherwise}`` may be."""

    def value(found: re.Match[str]) -> str:
        name, how, more = found.groups()
        if how == ":?":
            assert shell.get(name), more
        return shell.get(name) or more

    return re.sub(r"\$\{(\w+)(:[?-])([^}]*)\}", value, text)


def image() -> dict[str, str]:
    """What the image sets by itself."""
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    return dict(pair.split("=", 1) for line in lines if line.startswith("ENV ") for pair in line[4:].split())


def environment(name: str, **shell: str) -> dict[str, str]:
    """The variables that a process of the server gets."""
    given = {key: interpolated(text, {**SHELL, **shell}) for key, text in services()[name]["environment"].items()}
    return {**image(), **given}


@pytest.mark.parametrize("name", OURS)
def test_each_process_starts_with_settings_that_exist_and_can_be_used(name: str) -> None:
    held = environment(name)
    known = {one.variable for one in config.SETTINGS}
    assert {key for key in held if key.startswith("LEITAI_")} <= known
    read = config.load({**held, "LEITAI_DATA": held["LEITAI_DATA"]})
    assert (read.several, read.trusted_proxies, read.public_url) == (True, 1, SHELL["LEITAI_PUBLIC_URL"])
    assert held["PGPASSWORD"] == SHELL["LEITAI_DB_PASSWORD"]
    assert environment(name) == environment(OURS[0]), "three processes of one server"


def test_what_the_page_tells_to_set_reaches_the_processes() -> None:
    assert config.load(environment("leitai1", LEITAI_SECURE_COOKIES="true")).secure_cookies
    assert not config.load(environment("leitai1")).secure_cookies
    for page in ("several-machines.md", "several-machines.zh-CN.md"):
        start = (ROOT / "docs" / page).read_text("utf-8").split("\n## ")[1]
        with_docker = re.split(r"\n(?:Without Docker|不用 Docker)", start)[0]
        named = set(re.findall(r"LEITAI_[A-Z_]+", with_docker))
        assert named >= {"LEITAI_DB_PASSWORD", "LEITAI_PUBLIC_URL", "LEITAI_SECURE_COOKIES", "LEITAI_PORT"}
        text = (ROOT / "compose.yaml").read_text("utf-8")
        assert [name for name in sorted(named) if f"${{{name}:" not in text] == []


def test_each_service_waits_for_others_that_say_whether_they_are_well() -> None:
    container = (ROOT / "Containerfile").read_text("utf-8")
    assert "HEALTHCHECK" in container
    assert "/readyz" in container
    assert {f"/{rule.rsplit('/', 1)[-1]}" for rule in ("/readyz", "/healthz")} <= set(paths_of(ops))
    for name, one in services().items():
        for other, how in one.get("depends_on", {}).items():
            assert how["condition"] == "service_healthy", (name, other)
            assert other in OURS or "healthcheck" in services()[other]
    assert set(services()["nginx"]["depends_on"]) == set(OURS)
    assert all(set(services()[one]["depends_on"]) == {"postgres", "redis"} for one in OURS)


def paths_of(module: Any) -> list[str]:
    """The addresses of a blueprint."""
    from flask import Flask

    app = Flask("addresses")
    app.register_blueprint(module.bp)
    return [rule.rule for rule in app.url_map.iter_rules()]


def test_nginx_sends_to_every_process_at_the_port_on_which_it_listens() -> None:
    written = (ROOT / "nginx.conf").read_text("utf-8")
    port = image()["LEITAI_PORT"]
    assert re.findall(r"^\s+server (\w+):(\d+)", written, re.MULTILINE) == [(name, port) for name in OURS]
    assert f"EXPOSE {port}\n" in (ROOT / "Containerfile").read_text("utf-8")
    assert image()["LEITAI_HOST"] == "0.0.0.0"
    outside = services()["nginx"]
    (listens,) = re.findall(r"listen (\d+);", written)
    assert [interpolated(one, {}) for one in outside["ports"]] == [f"80:{listens}"]
    assert f"http://127.0.0.1:{listens}".removesuffix(":80") in " ".join(outside["healthcheck"]["test"])
    largest = next(one for one in config.SETTINGS if one.name == "max_upload_mb")
    (body,) = re.findall(r"client_max_body_size (\d+)m;", written)
    assert largest.read(body) == int(body), "a file that the server takes goes through"
    with pytest.raises(ValueError, match=body):
        largest.read(str(int(body) + 1))


def test_what_is_kept_has_a_volume_and_the_database_is_where_the_processes_look_for_it() -> None:
    kept = {volume.split(":")[0] for one in services().values() for volume in one.get("volumes", ())}
    named, files = {one for one in kept if "/" not in one}, {one for one in kept if "/" in one}
    assert named == set(composed()["volumes"])
    assert all((ROOT / one).is_file() for one in files)
    assert all(f"files:{image()['LEITAI_DATA']}" in services()[one]["volumes"] for one in OURS)
    assert f"VOLUME {image()['LEITAI_DATA']}\n" in (ROOT / "Containerfile").read_text("utf-8")
    made = services()["postgres"]["environment"]
    address = f"postgresql+psycopg://{made['POSTGRES_USER']}@postgres/{made['POSTGRES_DB']}"
    assert environment("leitai1")["LEITAI_DATABASE"] == address
    assert interpolated(made["POSTGRES_PASSWORD"], SHELL) == environment("leitai1")["PGPASSWORD"]
    assert environment("leitai1")["LEITAI_REDIS_URL"] == "redis://redis:6379/0"
    published = [name for name, one in services().items() if one.get("ports")]
    assert published == ["nginx"], "nobody else reaches the database and Redis"


def test_the_build_takes_what_it_needs_and_nothing_of_this_machine() -> None:
    built = services()["leitai1"]["build"]
    assert (built["context"], (ROOT / built["dockerfile"]).is_file()) == (".", True)
    left_out = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".venv", "node_modules", "static/vendor", "static/bundles"} <= set(left_out)
    assert ".git" not in left_out, "the build asks it whether a file is missing"
    needed = re.findall(r"(?<![\w/])requirements[\w-]*\.lock", (ROOT / "Containerfile").read_text("utf-8"))
    assert all((ROOT / one).is_file() for one in needed)
