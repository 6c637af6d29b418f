"""What a ledger has written keeps its word, whatever the field is called in Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

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
