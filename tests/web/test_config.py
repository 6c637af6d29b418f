"""Settings: where they come from, and the sentence that stops a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoreboard import config
from scoreboard.config import SETTINGS, ConfigError, load, shown
from scoreboard.i18n.catalogue import of_error


def test_an_empty_environment_gives_a_server_for_the_whole_lan(tmp_path: Path) -> None:
    found = load({"HOME": str(tmp_path)})
    assert found.data == tmp_path / ".local" / "share" / "leitai"
    assert found.database == found.data / "leitai.db"
    assert (found.host, found.port, found.lang, found.async_mode) == ("0.0.0.0", 5000, "zh", "eventlet")
    assert set(found.origins.values()) == {"default"}


def test_an_option_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    (tmp_path / "leitai.toml").write_text('port = 5001\nlang = "en"\nsecure_cookies = true\n', "utf-8")
    found = load(
        {"LEITAI_DATA": str(tmp_path), "LEITAI_PORT": "5002", "LEITAI_LANG": "zh"}, {"port": "5003", "host": None}
    )
    assert (found.port, found.lang, found.secure_cookies) == (5003, "zh", True)
    assert found.origins["port"] == "--port"
    assert found.origins["lang"] == "LEITAI_LANG"
    assert found.origins["secure_cookies"] == str(tmp_path / "leitai.toml")
    assert found.origins["host"] == "default"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "５０００"),
        ("PORT", "5000 "[:-1] + "x"),
        ("LANG", "de"),
        ("ASYNC_MODE", "gevent"),
        ("SECURE_COOKIES", "perhaps"),
        ("TRUSTED_PROXIES", "-1"),
        ("DATABASE", "mysql://x"),
        ("PUBLIC_URL", "hall"),
        ("REDIS_URL", "localhost:6379"),
        ("METRICS_TOKEN", "short"),
        ("HOST", ""),
        ("MAX_UPLOAD_MB", "1e3"),
        ("LOG_JSON", ""),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_its_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path), f"LEITAI_{name}": value})
    assert stopped.value.code == "setting-wrong"
    assert stopped.value.fields["name"] == f"LEITAI_{name}"


def test_the_sentence_says_name_value_and_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path), "LEITAI_PORT": "70000"})
    words = of_error("zh", stopped.value.code, "message", **stopped.value.fields)
    assert words == "设置 LEITAI_PORT 的值“70000”不能用，应为 1–65535"


def test_a_wrong_secret_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path), "LEITAI_METRICS_TOKEN": "hunter2"})
    assert "hunter2" not in str(stopped.value)


def test_a_line_that_names_no_setting_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "leitai.toml").write_text("prot = 5001\n", "utf-8")
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path)})
    assert (stopped.value.code, stopped.value.fields["name"]) == ("setting-unknown", "prot")


def test_a_settings_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path), "LEITAI_CONFIG": str(tmp_path / "none.toml")})
    assert stopped.value.code == "settings-file"


def test_secrets_are_shown_only_as_set(tmp_path: Path) -> None:
    found = load(
        {
            "LEITAI_DATA": str(tmp_path),
            "LEITAI_METRICS_TOKEN": "sixteen signs or more",
            "LEITAI_DATABASE": "postgresql+psycopg://leitai:horses@localhost/leitai",
        }
    )
    by_name = {setting.name: shown(found, setting) for setting in SETTINGS}
    assert by_name["metrics_token"] == config.MASK
    assert by_name["database"] == f"postgresql+psycopg://leitai:{config.MASK}@localhost/leitai"
    assert by_name["log_json"] == "false"


def test_on_windows_the_data_lie_where_its_programs_keep_theirs() -> None:
    assert load({"LOCALAPPDATA": "/one/local", "HOME": "/one"}).data == Path("/one/local/leitai")


@pytest.mark.parametrize("name", ["Mars/Olympus", "Asia", "../etc/passwd", "shanghai time"])
def test_a_time_zone_that_does_not_exist_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        load({"LEITAI_DATA": str(tmp_path), "LEITAI_ZONE": name})
    assert (stopped.value.code, stopped.value.fields["name"]) == ("setting-wrong", "LEITAI_ZONE")


def test_the_time_zone_is_that_of_the_event_or_that_of_china(tmp_path: Path) -> None:
    assert load({"LEITAI_DATA": str(tmp_path)}).zone == "Asia/Shanghai"
    assert load({"LEITAI_DATA": str(tmp_path), "LEITAI_ZONE": "Asia/Urumqi"}).zone == "Asia/Urumqi"


def test_several_processes_share_a_redis_and_a_database_that_is_no_file(tmp_path: Path) -> None:
    shares = {"LEITAI_DATA": str(tmp_path), "LEITAI_REDIS_URL": "redis://:horses@localhost:6379/0"}
    with pytest.raises(ConfigError) as stopped:
        load(shares)
    assert (stopped.value.code, stopped.value.fields["name"]) == ("setting-wrong", "LEITAI_DATABASE")
    found = load({**shares, "LEITAI_DATABASE": "postgresql+psycopg://localhost/leitai"})
    assert found.several
    by_name = {setting.name: shown(found, setting) for setting in SETTINGS}
    assert by_name["redis_url"] == f"redis://:{config.MASK}@localhost:6379/0"
    assert not load({"LEITAI_DATA": str(tmp_path)}).several
