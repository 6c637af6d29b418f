"""A form's values are checked by its fields: each problem with its code, its field and its numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scoring.engine.codec import digest
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.form import FormField
from scoring.engine.review.form_values import (
    MEGABYTE,
    Problem,
    check_field,
    check_form,
    personal_digest,
    public_digest,
    read_day,
    read_number,
)
from scoring.engine.review.nomination import Attached
from tests.unit.engine.review.campaigns import FULL
from tests.unit.engine.review.whole_way import CAMPAIGN

TEXT = FormField("report", "综合材料", "long_text", characters=3000)
PEOPLE = FormField("people", "主要成员", "people", most=2)
PROOF = FormField("proof", "证明", "attachment", most=2, files=("pdf", "jpg"), megabytes=20)


def attached(name: str, size: int = 1, field: str = "proof") -> Attached:
    return Attached(field, name, "0" * 64, size)


def test_a_text_of_3000_characters_is_taken_and_one_of_3001_is_too_long() -> None:
    assert check_field(TEXT, ("学" * 3000,)) == ()
    assert check_field(TEXT, ("学" * 3001,)) == (Problem("too-long", "report", 0, {"most": 3000, "found": 3001}),)


def test_characters_are_counted_as_an_office_program_counts_them() -> None:
    assert check_field(TEXT, ("学" * 2999 + " 2012",)) == ()
    assert check_field(TEXT, ("学" * 2999 + " 2012 2013",))[0].numbers == {"most": 3000, "found": 3001}


def test_blanks_alone_are_nothing() -> None:
    assert check_field(TEXT, (" \n\u3000",)) == (Problem("missing", "report"),)
    assert check_field(FormField("fax", "传真", "phone", required=False), ("",)) == ()


def test_a_field_of_one_value_takes_no_second() -> None:
    assert check_field(TEXT, ("一", "二")) == (Problem("one-only", "report", 0, {"most": 1, "found": 2}),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-05-07", date(2012, 5, 7)),
        ("2012.5.7", date(2012, 5, 7)),
        ("2012年5月7日", date(2012, 5, 7)),
        ("２０１２/５/７", date(2012, 5, 7)),
        ("2012-02-30", None),
        ("5月7日", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.50", Decimal("12.50")),
        ("１２", Decimal(12)),
        ("-3", Decimal(-3)),
        ("1e99", None),
        ("NaN", None),
        ("1_0", None),
        ("十", None),
    ],
)
def test_a_number_has_at_most_30_digits(text: str, number: Decimal | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("number", "12.5", "十二"),
        ("date", "2012-05-07", "去年"),
        ("phone", "0745-0000000 转 12", "没有"),
        ("phone", "（0745）0000000", "12"),
        ("email", "a@b.cn", "a@b"),
        ("email", "ａ＠b.cn", "a b@c.cn"),
    ],
)
def test_a_value_is_of_its_fields_kind(kind: str, right: str, wrong: str) -> None:
    field = FormField("one", "一", kind)  # type: ignore[arg-type]
    code = {"date": "not-day"}.get(kind, f"not-{kind}")
    assert check_field(field, (right,)) == ()
    assert check_field(field, (wrong,)) == (Problem(code, "one", 0, said=wrong),)  # type: ignore[arg-type]


def test_a_choice_is_one_of_its_choices() -> None:
    field = FormField("post", "党内职务", "choice", choices=("书记", "委员"))
    assert check_field(field, ("书记",)) == ()
    assert check_field(field, ("主任",)) == (Problem("not-choice", "post", 0, said="主任"),)


def test_a_list_has_no_more_people_than_the_form_allows() -> None:
    assert check_field(PEOPLE, ("张一", "", "李二")) == ()
    assert check_field(PEOPLE, ("张一", "李二", "王三")) == (
        Problem("too-many", "people", 0, {"most": 2, "found": 3}),
    )  # fmt: skip
    assert check_field(PEOPLE, ("张一", "李" * 101)) == (Problem("too-long", "people", 2, {"most": 100, "found": 101}),)


def test_attachments_are_counted_and_have_their_kinds_and_sizes() -> None:
    assert check_field(PROOF, ()) == (Problem("missing", "proof"),)
    assert check_field(PROOF, (), [attached("a.PDF", 20 * MEGABYTE), attached("b.jpeg")]) == ()
    assert check_field(PROOF, (), [attached("a.pdf"), attached("b.png"), attached("c.jpg", 20 * MEGABYTE + 1)]) == (
        Problem("too-many", "proof", 0, {"most": 2, "found": 3}),
        Problem("file-kind", "proof", 2, said="b.png"),
        Problem("file-too-large", "proof", 3, {"most": 20971520, "found": 20971521}, "c.jpg"),
    )


def test_a_form_gives_every_problem_in_the_order_of_its_fields() -> None:
    campaign = read_campaign(FULL)
    values = {"begun": ("去年",), "post": ("书记",), "deeds": ("事迹",), "mail": ("a@b.cn",), "strange": ("x",)}
    found = check_form(campaign, campaign.awards[0], values, [attached("a.pdf"), attached("b.pdf", field="other")])
    assert [one.place for one in found] == [
        "missing nominee",
        "not-day begun",
        "missing people",
        "missing phone",
        "unknown-field strange",
        "unknown-field other",
    ]


def test_the_form_of_2012_is_whole_with_its_required_fields() -> None:
    award = CAMPAIGN.awards[0]
    values = {"nominee": ("甲支部",), "head": ("张一",), "phone": ("0745-0000000",), "contact": ("李二",)}
    rest = {"mobile": ("13000000000",), "deeds": ("事迹",), "report": ("材料",)}
    assert check_form(CAMPAIGN, award, values | rest) == ()


def test_the_digest_of_personal_fields_depends_on_their_salt() -> None:
    values = {"phone": ("0745-0000000",)}
    assert public_digest(values) == digest({"phone": ["0745-0000000"]})
    assert personal_digest(values, "a") == digest(["a", {"phone": ["0745-0000000"]}])
    assert personal_digest(values, "a") != personal_digest(values, "b")
