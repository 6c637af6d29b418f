"""``leitai calendar``: the official days of a year, and the calendar of a data directory at ``campaign dates``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scoreboard.cli.calendar import calendar
from scoreboard.cli.campaign import campaign
from scoreboard.cli.stored import services
from scoring.engine.errors import NotFound, Refused
from scoring.sheets.official_days import shipped_days
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists.official_days import put_official_days

SHOWN = """\
2022 年：249 个工作日（随程序提供）
放假：01-01 ~ 01-03, 01-31 ~ 02-06, 04-03 ~ 04-05, 04-30 ~ 05-04, 06-03 ~ 06-05, 09-10 ~ 09-12, 10-01 ~ 10-07, 12-31
上班：01-29 ~ 01-30, 04-02, 04-24, 05-07, 10-08 ~ 10-09
"""


def leitai(*arguments: str) -> Result:
    return CliRunner().invoke(calendar, list(arguments))


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A data directory in which an organiser has said 2012."""
    directory = str(tmp_path / "data")

    def keep() -> None:
        ctx = services(directory, make=True).ctx
        put_official_days(ctx, actor=LOCAL, year=2012, off=(date(2012, 6, 25),), source="某号文")

    with click.Context(click.Command("keep")):
        keep()
    return directory


def test_a_year_is_shown_as_it_comes_with_the_program() -> None:
    assert (leitai("show", "2022").exit_code, leitai("show", "2022").stdout) == (0, SHOWN)
    assert leitai("show", "2022", "--lang", "en").stdout.splitlines()[0] == "2022: 249 working days (the program)"


def test_a_year_is_shown_as_an_organiser_has_said_it(data: str) -> None:
    lines = leitai("show", "2012", "--data", data).stdout.splitlines()
    assert lines == ["2012 年：260 个工作日（管理员填写：某号文）", "放假：06-25", "上班：—"]
    told = json.loads(leitai("show", "2012", "--data", data, "--json").stdout)
    assert told == {"year": 2012, "off": ["2012-06-25"], "work": [], "said": True, "source": "某号文"}
    assert leitai("show", "2022", "--data", data).stdout == SHOWN


def test_a_year_without_official_days_is_refused(tmp_path: Path) -> None:
    year = str(shipped_days()[-1].year + 1)
    assert isinstance(leitai("show", year).exception, Refused)
    assert leitai("show", "1066").exit_code == 2
    assert isinstance(leitai("show", "2022", "--data", str(tmp_path / "none")).exception, NotFound)


def test_the_dates_of_a_campaign_follow_the_calendar_of_a_data_directory(data: str) -> None:
    def dates(*arguments: str) -> Result:
        return CliRunner().invoke(campaign, ["dates", "hongjiang-2012", "--from", "2012-06-19", *arguments])

    result = dates("--data", data)
    said = "市委学习办：2012-06-19 发布，公示至 2012-06-27（5 个工作日，自次日起计算）\n"
    assert (result.exit_code, result.stdout) == (0, said)
    assert dates("--data", data, "--calendar", "days.toml").exit_code == 2
    assert dates().stdout == said, "the official days that come with the program say the same"
    beyond = f"{shipped_days()[-1].year + 1}-06-15"
    assert isinstance(dates("--from", beyond).exception, Refused)
