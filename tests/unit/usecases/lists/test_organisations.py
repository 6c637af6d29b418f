"""The register of organisations: names, superiors, who may see it."""

from __future__ import annotations

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.usecases.context import Context
from scoring.usecases.lists.organisations import (
    Wanted,
    counted,
    found,
    organisation_of,
    organisations_of,
    put_organisation,
    remove_organisation,
    rename_organisation,
    way_up,
)
from scoring.usecases.records import Organisation
from scoring.usecases.review.lookup import forms_of
from scoring.usecases.review.records import NominationText
from tests.halls import ORGANISER


def put(ctx: Context, name: str, superior: str = "", **more: str) -> Organisation:
    return put_organisation(ctx, actor=ORGANISER, name=name, superior=superior, **{"category": "village", **more})


def three(ctx: Context) -> tuple[Organisation, Organisation, Organisation]:
    """A village below a town below the county."""
    county, town = put(ctx, "甲县县委", category="office"), put(ctx, "甲镇党委", "甲县县委")
    return put(ctx, "甲村党支部", "甲镇党委"), town, county


def test_an_organisation_comes_back_as_it_was_put(ctx: Context) -> None:
    put(ctx, "甲县县委")
    kept = put(ctx, " 甲镇 党委", "甲县 县委", lead_body="各乡镇党委", contact="张一", phone="0", note="=备注")
    assert kept == Organisation("x2", "甲镇 党委", "village", "各乡镇党委", "x1", "张一", "0", "=备注")
    assert organisation_of(ctx, actor=ORGANISER, organisation_id="x2") == kept


def test_a_name_that_looks_the_same_is_refused_and_its_own_is_not(ctx: Context) -> None:
    one = put(ctx, "甲县（直属）党委")
    with pytest.raises(Conflict, match="organisation-exists") as refused:
        put(ctx, "甲县(直属) 党委")
    assert refused.value.fields == {"name": "甲县（直属）党委"}
    assert put(ctx, "甲县(直属)党委", organisation_id=one.id).name == "甲县(直属)党委"


def test_a_change_keeps_the_id_and_those_below(ctx: Context) -> None:
    village, town, _ = three(ctx)
    rename_organisation(ctx, actor=ORGANISER, organisation_id=town.id, name="乙镇党委")
    names = [one.name for one in way_up(organisations_of(ctx, actor=ORGANISER), village.id)]
    assert names == ["甲村党支部", "乙镇党委", "甲县县委"]
    with pytest.raises(Conflict, match="organisation-exists"):
        rename_organisation(ctx, actor=ORGANISER, organisation_id=town.id, name="甲县县委")


def test_the_way_up_begins_with_the_organisation_and_ends_at_the_highest(ctx: Context) -> None:
    village, town, county = three(ctx)
    register = organisations_of(ctx, actor=ORGANISER)
    assert way_up(register, village.id) == (village, town, county)
    assert way_up(register, county.id) == (county,)
    assert way_up(register, "nobody") == ()


@pytest.mark.parametrize(
    ("superior", "way"),
    [("甲村党支部", "甲县县委 → 甲村党支部 → 甲镇党委 → 甲县县委"), ("甲县县委", "甲县县委 → 甲县县委")],
)
def test_a_superior_that_leads_back_is_refused_with_the_way(ctx: Context, superior: str, way: str) -> None:
    _, _, county = three(ctx)
    with pytest.raises(Refused, match="superior-circle") as refused:
        put(ctx, county.name, superior, organisation_id=county.id)
    assert refused.value.fields == {"way": way}
    assert organisation_of(ctx, actor=ORGANISER, organisation_id=county.id) == county


def test_an_organisation_with_others_below_it_stays(ctx: Context) -> None:
    village, town, _ = three(ctx)
    with pytest.raises(Refused, match="organisation-in-use") as refused:
        remove_organisation(ctx, actor=ORGANISER, organisation_id=town.id, forms_of=forms_of)
    assert refused.value.fields == {"name": "甲镇党委", "count": 1, "by": "甲村党支部"}
    for one in (village, town):
        remove_organisation(ctx, actor=ORGANISER, organisation_id=one.id, forms_of=forms_of)
    assert [one.name for one in organisations_of(ctx, actor=ORGANISER)] == ["甲县县委"]


def test_an_organisation_that_has_nominated_stays(ctx: Context) -> None:
    village, _, _ = three(ctx)
    with ctx.store.write() as uow:
        uow.of(NominationText).put(NominationText("d1", "r1", "organisation", village.id))
        uow.commit()
    with pytest.raises(Refused, match="organisation-nominated") as refused:
        remove_organisation(ctx, actor=ORGANISER, organisation_id=village.id, forms_of=forms_of)
    assert refused.value.fields == {"name": village.name, "count": 1}


def test_what_cannot_be_kept_is_refused_by_name(ctx: Context) -> None:
    for code, fields in {
        "text-needed": {"name": " "},
        "text-too-long": {"name": "甲", "note": "长" * 501},
        "superior-unknown": {"name": "甲", "superior": "乙"},
        "category-unknown": {"name": "甲", "category": "city"},
    }.items():
        with pytest.raises(Invalid, match=code):
            put(ctx, **fields)
    with pytest.raises(NotFound, match="organisation-unknown"):
        put(ctx, "甲", organisation_id="nobody")
    assert organisations_of(ctx, actor=ORGANISER) == ()


def test_nobody_but_an_organiser_sees_or_changes_the_register(ctx: Context) -> None:
    host = Actor("ticket:k1", "host")
    with pytest.raises(Forbidden):
        organisations_of(ctx, actor=host)
    with pytest.raises(Forbidden):
        put_organisation(ctx, actor=host, name="甲", category="office")


def test_the_register_is_searched_filtered_and_counted(ctx: Context) -> None:
    three(ctx)
    put(ctx, "甲县(第一)中学", category="school", lead_body="教育局", contact="王五")
    register = organisations_of(ctx, actor=ORGANISER)

    def names(**wanted: str) -> list[str]:
        return [one.name for one in found(register, Wanted(**wanted))]

    assert names(search="县（第一） 中学") == ["甲县(第一)中学"]
    assert names(search="甲镇党委") == ["甲镇党委", "甲村党支部"]
    assert names(search="王五") == names(lead_body="教育局") == names(category="school") == ["甲县(第一)中学"]
    assert names(lead_body="") == ["甲县县委", "甲镇党委", "甲村党支部"]
    assert names(category="village", search="村") == ["甲村党支部"]
    assert counted(register, lambda one: one.category) == {"village": 2, "office": 1, "school": 1}
