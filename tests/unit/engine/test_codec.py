"""What a ledger has written keeps its word, whatever the field is called in Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.engine.codec import from_json, to_json, written_as
from scoring.engine.errors import Invalid


@dataclass(frozen=True, slots=True)
class Guest:
    """A field that is written under an older word."""

    name: str
    organisation: str = written_as("unit", default="")


def test_a_field_is_written_and_read_under_its_written_word() -> None:
    assert to_json(Guest("甲", "甲单位")) == {"name": "甲", "unit": "甲单位"}
    assert from_json(Guest, {"name": "甲", "unit": "甲单位"}) == Guest("甲", "甲单位")
    assert from_json(Guest, {"name": "甲"}) == Guest("甲")


def test_the_name_in_python_is_no_word_of_the_ledger() -> None:
    with pytest.raises(Invalid, match="unknown-field") as refused:
        from_json(Guest, {"name": "甲", "organisation": "甲单位"}, "guests[0]")
    assert refused.value.fields["place"] == "guests[0].organisation"


def test_a_value_that_does_not_fit_is_named_by_its_written_word() -> None:
    with pytest.raises(Invalid, match="shape") as refused:
        from_json(Guest, {"name": "甲", "unit": 1}, "guests[0]")
    assert refused.value.fields["place"] == "guests[0].unit"


def test_a_day_and_a_time_of_day_are_written_as_texts_and_read_back() -> None:
    assert (to_json(date(2012, 6, 15)), to_json(time(18))) == ("2012-06-15", "18:00")
    assert (from_json(date, "2012-06-15"), from_json(time, "18:00")) == (date(2012, 6, 15), time(18))
    for data in ("2012-06-31", 20120615, None):
        with pytest.raises(Invalid, match="shape"):
            from_json(date, data)


def test_a_fraction_comes_back_as_it_was_written() -> None:
    assert from_json(Decimal | Fraction, to_json(Fraction(1, 3))) == Fraction(1, 3)


@pytest.mark.parametrize("text", ["1/0", "1/", "/3", "1.5/2", "１/３", "9" * 31 + "/7"])
def test_what_is_no_fraction_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        from_json(Fraction, text)


@dataclass(frozen=True, slots=True)
class TextFirst:
    """Its value is a text before it is a number."""

    value: tuple[str | Decimal, ...]


@dataclass(frozen=True, slots=True)
class NumberFirst:
    """The other way round: the two types are equal to Python."""

    value: tuple[Decimal | str, ...]


def test_of_several_types_the_first_that_fits_is_taken_whatever_was_read_before() -> None:
    for _ in range(2):
        assert from_json(TextFirst, {"value": ["1.5"]}) == TextFirst(("1.5",))
        assert from_json(NumberFirst, {"value": ["1.5"]}) == NumberFirst((Decimal("1.5"),))


def test_a_field_that_must_be_there_is_named() -> None:
    with pytest.raises(Invalid, match="missing-field") as refused:
        from_json(Guest, {"unit": "甲单位"}, "guests[0]")
    assert refused.value.fields["place"] == "guests[0].name"
