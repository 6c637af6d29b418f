"""Names in the order of strokes: what can be placed is, and what cannot is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.review.strokes import propose_order

STROKES = {
    "丁": "12", "王": "1121", "石": "13251", "汪": "4411121", "吴": "2511134", "沈": "4414535", "张": "5153154",
    "李": "1234521", "杜": "1234121", "杨": "1234533", "欧": "12345334", "周": "31212515", "一": "1", "二": "11",
    "三": "111", "阳": "525111",
}  # fmt: skip


def ordered(*names: str, of: str = "people") -> list[str]:
    return [names[no] for no in propose_order(names, STROKES, of=of).order]  # type: ignore[arg-type]


def unplaced(*names: str) -> list[str]:
    return [names[no] for no in propose_order(names, STROKES).unplaced]


def test_fewer_strokes_come_first_as_in_a_real_notice() -> None:
    names = ordered("周二", "欧一", "沈一", "吴一", "汪一", "张一", "石一", "王二", "王一")
    assert names == ["王一", "王二", "石一", "吴一", "汪一", "沈一", "张一", "欧一", "周二"]


def test_of_one_number_of_strokes_the_strokes_decide_heng_before_shu_before_pie_before_dian_before_zhe() -> None:
    assert ordered("杨一", "李一", "杜一") == ["杜一", "李一", "杨一"]
    assert ordered("张", "汪", "吴", "李") == ["李", "吴", "汪", "张"]


def test_of_people_with_one_surname_the_shorter_name_comes_first_and_of_things_it_does_not() -> None:
    assert ordered("王一二", "王三") == ["王三", "王一二"]
    assert ordered("王一二", "王三", of="things") == ["王一二", "王三"]


def test_a_surname_without_known_strokes_comes_last_and_is_named() -> None:
    assert ordered("䶮一", "周一") == ["周一", "䶮一"]
    assert unplaced("䶮一", "周一") == ["䶮一"]


def test_an_unknown_character_is_named_only_where_it_decides() -> None:
    assert unplaced("张䶮", "李一") == []
    assert unplaced("张䶮", "张一", "李一") == ["张䶮"]
    assert unplaced("张䶮", "张一二") == []
    assert unplaced("张䶮", "张䶮") == []


def test_dots_and_blanks_in_a_name_do_not_count() -> None:
    assert ordered("王·二", "王 一") == ["王 一", "王·二"]
    assert unplaced("", "王") == [""]


@given(st.lists(st.text("丁王石张䶮 a", max_size=4), max_size=8))
def test_every_name_has_one_place_and_equal_names_stay_as_given(names: list[str]) -> None:
    proposal = propose_order(names, STROKES)
    assert sorted(proposal.order) == list(range(len(names)))
    assert set(proposal.unplaced) <= set(proposal.order)
    for one, other in zip(proposal.order, proposal.order[1:], strict=False):
        assert names[one] != names[other] or one < other
