"""Numbers as a sheet shows them: the formats that people's tables have, and those that are said to be unread."""

from __future__ import annotations

import datetime

import pytest

from scoring.tables.number_formats import _TOKEN, BUILT_IN, Shown, Value, shown

DAY = datetime.date(1921, 7, 23)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (7, "000", "007"),
        (12000, "#,##0", "12,000"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.5, "#.##", ".5"),
        (3, "0.0#", "3.0"),
        (-12.5, "0.00", "-12.50"),
        (-12.5, "0.0;(0.0)", "(12.5)"),
        (0, '0;-0;"无"', "无"),
        (12000, "_ * #,##0_ ;_ * -#,##0_ ", "12,000"),
        (90, '0"分"', "90分"),
        (90, "[Red]0", "90"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (8.5, 'General"分"', "8.5分"),
        (8.1 + 0.2, "0.00", "8.30"),
        (100, "@", "100"),
        (DAY, 'yyyy"年"m"月"d"日"', "1921年7月23日"),
        (DAY, "[$-804]yyyy/m/d;@", "1921/7/23"),
        (datetime.datetime(2026, 5, 7, 9, 5), "m月d日 h:mm", "5月7日 9:05"),  # noqa: DTZ001
        (datetime.datetime(2026, 5, 7, 15, 5), "上午/下午h:mm", "下午3:05"),  # noqa: DTZ001
        (datetime.time(0, 3, 9), "mm:ss", "03:09"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (7875, BUILT_IN[31], "1921年7月23日"),
        (DAY, "aaaa", "星期六"),
    ],
)
def test_a_number_reads_as_the_sheet_shows_it(value: Value, code: str, text: str) -> None:
    assert shown(value, code) == Shown(text)


@pytest.mark.parametrize(
    ("value", "code", "text"), [(85.6, "0", "86"), (0.955, "0%", "96%"), (3.14159, "0.00", "3.14")]
)
def test_digits_that_the_sheet_hides_are_not_called_exact(value: float, code: str, text: str) -> None:
    assert shown(value, code) == Shown(text, exact=False)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.5, "# ?/?"),
        (3e8, "0.00E+00"),
        (12000, "0,"),
        (85, "[>=60]0;[<60]0"),
        (5, "[DBNum1]0"),
        (13800000000, "000-0000-0000"),
        (DAY, "d-mmm-yy"),
        (DAY, "0.00"),
        (5, ";;;"),
        (1e300, "0.00"),
        (5, "0." + "0" * 200),
        (5, "0" * 300),
    ],
)
def test_a_format_that_is_not_computed_gives_no_text(value: Value, code: str) -> None:
    assert shown(value, code) is None


@pytest.mark.timeout(60)
@pytest.mark.parametrize("sign", ["[", "[$", "[$-", '[h"'])
def test_a_run_of_brackets_is_divided_in_one_pass(sign: str) -> None:
    text = sign * 500_000  # the square of this would be hours
    assert "".join(found[0] for found in _TOKEN.finditer(text)) == text
