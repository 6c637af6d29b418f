"""Functions that clean texts.  Each is idempotent: cleaning a clean text changes nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from scoring.engine.quiz.normal_form import one_width

_SPACES = {ord(c): " " for c in "\u00a0\u2002\u2003\u2009\u202f"}
_NOTHING = dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"(?<![ \t\u3000])[ \t\u3000]*\n[ \t]*")  # begins only where a run of blanks begins
_SIGNS = re.compile(r"[\W_]+")
_MEANT = frozenset("%‰#&*/@\\^")
_DASHES = dict.fromkeys(map(ord, "−–‐‑﹣－"), "-")

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
"""Signs that stand above or below the line, for those that have one of their own: 10⁸, H₂O."""


def until_stable(step: Callable[[str], str], text: str) -> str:
    """``step`` repeated until it changes nothing; this makes cleaning idempotent."""
    while (after := step(text)) != text:
        text = after
    return text


def clean(text: str) -> str:
    """A text for people: no byte order marks, no control characters, no ``_x000D_``, no blanks at the ends of lines."""
    return until_stable(_clean_once, text)


def _clean_once(text: str) -> str:
    text = _ESCAPED.sub(lambda found: "\n" if found[1].upper() in ("000D", "000A") else found[0], text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).translate(_NOTHING)
    return _LINE_END.sub("\n", _CONTROL.sub("", text)).strip()


def coded(text: str) -> str:
    """A text used as a code (a heading, a type, a letter): full-width forms folded, lower case, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", clean(text))).lower()


def bare(text: str) -> str:
    """A text as compared with others: folded, lower case, without blanks, empty brackets and the signs of a sentence.
    Signs that change what is said stay: 5 is not -5, C# is not C++, 10⁸ is not 108, 3.5 is not 35."""
    folded = one_width(text).lower()
    return _SIGNS.sub(_meant, folded.translate(_DASHES)) or folded


def _meant(found: re.Match[str]) -> str:
    """What a run of signs says between what stands before and behind it."""
    run, before, after = found[0], found.string[: found.start()][-1:], found.string[found.end() :][:1]
    kept = "".join(filter(_says, run))
    if run.endswith("-") and after and not before.isalpha() and not run.endswith("--"):
        kept += "-"
    elif after.isdigit() and (run.endswith(".") or (run == ":" and before.isdigit())):
        kept += run[-1]
    return kept


@lru_cache(maxsize=1024)
def _says(sign: str) -> bool:
    """Whether a sign means something wherever it stands: of arithmetic, a currency, a degree, %."""
    return sign in _MEANT or unicodedata.category(sign) in ("Sm", "Sc", "So", "No", "Mn", "Me")


def parts(text: str, separators: str) -> tuple[str, ...]:
    """``text`` divided at any of the characters ``separators``, the pieces cleaned, empty ones dropped."""
    return tuple(piece for piece in map(clean, re.split(f"[{re.escape(separators)}]", text)) if piece)
