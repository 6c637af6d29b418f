"""A number as a worksheet shows it by its number format: 0.95 by ``0%`` is 95%, 7 by ``000`` is 007.

Fractions, exponents, conditions and scaled thousands are not computed: ``shown`` gives None and the caller warns.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

GENERAL = "General"

_CJK_YEAR_MONTH, _CJK_MONTH_DAY, _CJK_DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_MONEY, _MONEY_2 = "#,##0;-#,##0", "#,##0.00;-#,##0.00"

BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _CJK_YEAR_MONTH, 28: _CJK_MONTH_DAY, 29: _CJK_MONTH_DAY, 30: "m-d-yy",
    31: _CJK_DATE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: _CJK_YEAR_MONTH, 37: _MONEY, 38: _MONEY,
    39: _MONEY_2, 40: _MONEY_2, 41: _MONEY, 42: "¥#,##0;¥-#,##0", 43: _MONEY_2, 44: "¥#,##0.00;¥-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 50: _CJK_YEAR_MONTH, 51: _CJK_MONTH_DAY,
    52: _CJK_YEAR_MONTH, 53: _CJK_MONTH_DAY, 54: _CJK_MONTH_DAY, 57: _CJK_YEAR_MONTH, 58: _CJK_MONTH_DAY,
}  # fmt: skip
"""The formats that a file names by number alone, as a Chinese Excel shows them; others are ``General``."""

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^][-]*)(?:-[^][]*)?\]|\[(h+|m+|s+)\]|\[([^][]*)\]'
    r"|(General|AM/PM|A/P|上午/下午|yyyy|yy|y|e|m+|d+|h+|s+(?:\.0+)?|a{3,4})|([0#?][0#?,.]*)|(.)",
    re.IGNORECASE | re.DOTALL,
)
"""Nothing reaches over a further bracket: a run of them is read in one pass."""

_COLOURS = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色|蓝色|绿色|红色|黄色|白色", re.I)
_WEEKDAYS = "一二三四五六日"
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a worksheet's times have no zone
_DAYS_TO_1904 = 1462
_LONGEST = 255  # Excel's own limit for a format
_DECIMALS, _LARGE = 10, Decimal(10) ** 15

Value = int | float | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sheet shows; ``exact``: nothing of the number is hidden by rounding."""

    text: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str  # "text", "date", "elapsed", "digits", "general", "sign"
    text: str


def shown(value: Value, code: str, *, from_1904: bool = False) -> Shown | None:
    """``value`` by the number format ``code``; None if the format is one that is not computed here."""
    sections = _sections(code)
    if sections is None:
        return None
    kinds = {piece.kind for section in sections[:1] for piece in section}
    if kinds & {"date", "elapsed"}:
        return None if "digits" in kinds else _shown_date(value, sections[0], from_1904)
    if not isinstance(value, int | float):
        return None
    return _shown_number(decimal_of(value), sections)


@lru_cache(maxsize=1024)
def text_parts(code: str) -> tuple[str, str] | None:
    """What a format puts before and behind a text (``@"年"``); None where it hides the text (``;;;``).  A format that
    is not understood, and one that says nothing of texts, leaves a text as it is."""
    sections = _sections(code) or ()
    section = sections[3] if len(sections) > 3 else sections[-1] if sections else ()
    at = next((place for place, piece in enumerate(section) if piece.kind == "sign" and piece.text == "@"), None)
    if at is None:
        return None if len(sections) > 3 and not section else ("", "")
    before, behind = ("".join(piece.text for piece in part) for part in (section[:at], section[at + 1 :]))
    return before, behind


def is_date(code: str) -> bool:
    """Whether the format shows a date or a time."""
    return any(piece.kind in ("date", "elapsed") for piece in (_sections(code) or ((),))[0])


def decimal_of(value: float) -> Decimal:
    """A cell's number with the fifteen digits that a worksheet has: 8.1 + 0.2 is 8.3."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))


def number_in(text: str) -> Decimal | None:
    """The number that a worksheet shows as ``12,000``, ``95%``, ``¥12.50`` or ``第3名``; None where it is none."""
    figures = re.sub(r"[^\d.-]", "", text.replace("\N{MINUS SIGN}", "-"))
    try:
        number = Decimal(figures)
    except InvalidOperation:
        return None
    return number / 100 if "%" in text else number


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[_Piece, ...], ...] | None:
    """The parts for positive, negative and zero numbers; None where one of them is not understood."""
    if len(code) > _LONGEST:
        return None
    sections: list[list[_Piece]] = [[]]
    for found in _TOKEN.finditer(code):
        quoted, escaped, currency, elapsed, bracketed, word, digits, other = found.groups()
        if other == ";":
            sections.append([])
        elif bracketed is not None and not _COLOURS.fullmatch(bracketed):
            return None
        elif elapsed:
            sections[-1].append(_Piece("elapsed", elapsed.lower()))
        elif word:
            sections[-1].append(_Piece("general" if word.lower() == "general" else "date", word.lower()))
        elif digits:
            sections[-1].append(_Piece("digits", digits))
        elif other in ("%", "@"):
            sections[-1].append(_Piece("sign", other))
        else:
            text = next((part for part in (quoted, escaped, currency, other) if part), "")
            sections[-1].append(_Piece("text", text))
    return tuple(map(tuple, sections))


def _shown_number(value: Decimal, sections: tuple[tuple[_Piece, ...], ...]) -> Shown | None:
    minus = "-" if value < 0 else ""
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, minus = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    digits = [piece for piece in section if piece.kind in ("digits", "general")]
    signs = [piece.text for piece in section if piece.kind == "sign"]
    mixed = any(piece.kind in ("date", "elapsed") for piece in section)
    if mixed or len(digits) > 1 or any("/" in piece.text for piece in section if piece.kind == "text"):
        return None
    scaled = abs(value) * 100 ** signs.count("%")
    number = Shown("")
    if digits:
        of_digits = _digits(scaled, digits[0])
        if of_digits is None:
            return None
        number = of_digits
    elif not signs or "%" in signs:
        return None if value else Shown("".join(piece.text for piece in section))
    else:
        number = _general(scaled)
    parts = [number.text if piece in digits or piece.text == "@" else piece.text for piece in section]
    return Shown((minus + "".join(parts)).strip(), number.exact)


def _digits(value: Decimal, piece: _Piece) -> Shown | None:
    if piece.kind == "general":
        return _general(value)
    pattern = piece.text
    whole, _, fraction = pattern.partition(".")
    if whole.endswith(",") or "." in fraction or "," in fraction or len(fraction) > _DECIMALS or value >= _LARGE:
        return None
    after = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    integer, _, decimals = format(after, "f").partition(".")
    least = sum(sign == "0" for sign in whole)
    integer = integer.lstrip("0").rjust(least, "0") if least or after < 1 else integer
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    kept = len(fraction.rstrip("#?"))
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    return Shown(integer + ("." + decimals if decimals else ""), after == value)


def _general(value: Decimal) -> Shown:
    text = format(value, "f")
    return Shown(text.rstrip("0").rstrip(".") if "." in text else text)


def _shown_date(value: Value, section: tuple[_Piece, ...], from_1904: bool) -> Shown | None:
    moment = _moment(value, from_1904)
    if moment is None:
        return None
    if any(piece.kind == "elapsed" for piece in section):
        return _elapsed(moment, section)
    half = any(piece.text in ("am/pm", "a/p", "上午/下午") for piece in section)
    parts: list[str] = []
    for number, piece in enumerate(section):
        text = piece.text if piece.kind == "text" else _date_part(moment, section, number, half=half)
        if text is None:
            return None
        parts.append(text)
    return Shown("".join(parts).strip())


def _moment(value: Value, from_1904: bool) -> datetime.datetime | None:
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time())
    if isinstance(value, datetime.time):
        return datetime.datetime.combine(_EPOCH.date(), value)
    if isinstance(value, datetime.timedelta):
        return _EPOCH + value
    try:
        days = value + (_DAYS_TO_1904 if from_1904 else 0)
        # Excel holds 1900 for a leap year, so before 1 March its days are one less than they seem.
        return _EPOCH + datetime.timedelta(seconds=round((days + (1 <= days < 60)) * 86400))
    except (OverflowError, ValueError):
        return None


def _elapsed(moment: datetime.datetime, section: tuple[_Piece, ...]) -> Shown | None:
    seconds = round((moment - _EPOCH).total_seconds())
    units = {"h": 3600, "m": 60, "s": 1}
    parts = []
    for piece in section:
        if piece.kind == "text":
            parts.append(piece.text)
            continue
        if piece.text[0] not in units or "." in piece.text:
            return None
        count, left = divmod(seconds, units[piece.text[0]])
        seconds = left
        parts.append(str(count).rjust(len(piece.text), "0"))
    return Shown("".join(parts).strip())


def _date_part(moment: datetime.datetime, section: tuple[_Piece, ...], number: int, *, half: bool) -> str | None:
    """One part of a date; None for one that is not computed: names of months, tenths of seconds."""
    text = section[number].text
    if text == "m" or text == "mm":
        value = moment.minute if _is_minute(section, number) else moment.month
        return str(value).rjust(len(text), "0")
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    parts = {
        "yyyy": str(moment.year), "e": str(moment.year), "yy": f"{moment.year % 100:02}",
        "d": str(moment.day), "dd": f"{moment.day:02}", "h": str(hour), "hh": f"{hour:02}",
        "s": str(moment.second), "ss": f"{moment.second:02}", "am/pm": "AM" if moment.hour < 12 else "PM",
        "上午/下午": "上午" if moment.hour < 12 else "下午", "aaa": _WEEKDAYS[moment.weekday()],
        "aaaa": f"星期{_WEEKDAYS[moment.weekday()]}",
    }  # fmt: skip
    return parts.get(text)


def _is_minute(section: tuple[_Piece, ...], number: int) -> bool:
    """``m`` is a minute after hours or before seconds."""
    dates = [(n, piece.text) for n, piece in enumerate(section) if piece.kind == "date"]
    at = dates.index((number, section[number].text))
    before = dates[at - 1][1] if at else ""
    after = dates[at + 1][1] if at + 1 < len(dates) else ""
    return before.startswith("h") or after.startswith("s")
