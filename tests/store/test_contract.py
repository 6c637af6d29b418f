"""What every store must do, the fake one too: else tests on fakes prove nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from scoring.engine.errors import Broken, Conflict
from scoring.engine.ledger import GENESIS, Draft, Entry, check_chain
from scoring.store import models
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.face_records import Backdrop, BeforeCue, EventFace, MatchFace, PreparedText
from scoring.usecases.programs.records import AccessToken, OwnId, Webhook
from scoring.usecases.records import (
    Account,
    Archived,
    Competition,
    Contestant,
    DrawSecret,
    EndedSession,
    Match,
    Medium,
    OfficialDays,
    Organisation,
    Question,
    QuestionSet,
    RosterName,
    RuleSheetText,
    Team,
    Ticket,
)
from scoring.usecases.review.records import NominationText, Objector, Review

Store = Any


def draft(key: str, **payload: object) -> Draft:
    return Draft("points.adjust", payload, "ticket:t1", "tablet-1", key, "理由", 1_700_000_000_000)


def keep(store: Store, *records: object) -> None:
    with store.write() as uow:
        for record in records:
            uow.of(type(record)).put(record)
        uow.commit()


COMPETITION = Competition("c1", "知识竞赛", "某单位", "indigo", True, 1_700_000_000_000)
SHEET = RuleSheetText("s1", "c1", 'name = "标准"\n')
MATCH = Match("m1", "c1", "决赛", "s1", 5, (("press", ("q1", "q2")), ("", ("q3",))), False)
TEAM = Team("t1", "m1", '甲队 "一"', "甲单位", "领队甲", 3, Decimal("12.5"), "p" * 64)
SET = QuestionSet("qs1", "通识", "自编", True)
QUESTION = Question(
    "q1", "qs1", 1, "multiple", "题干（  ）", "d" * 64, ("甲", "乙", "丙"), ("A", "C"), "解析", "出处", "易", "第一章",
    ("标签",), Decimal("2.5"), None, ("线索一",), "m" * 64, "image",
)  # fmt: skip

REVIEW = Review("r1", "四评", 'id = "r"\n', 5, True, "indigo", True)
ATTACHMENT = Attachment(
    "a1", "draft1", "scan", "推荐表.pdf", "pdf", "application/pdf", "a" * 64, 5_000_000_000, 3, "account:x1",
    1_700_000_000_000,
)  # fmt: skip

RECORDS = [
    Account("a1", "组织者", "hash"),
    Account("a2", "李二", "hash", first_until=7, made_by="a1", made_at=5, ended_at=9),
    EndedSession("e1", 1_700_000_000_000),
    COMPETITION,
    SHEET,
    MATCH,
    TEAM,
    Contestant("p1", "t1", "张一", 1),
    SET,
    QUESTION,
    Ticket("k1", "m1", "team", "甲队", "s" * 64, "t1", 2, 7, 0),
    Medium("m" * 64, "图.png", "image/png", "m" * 64, 5),
    Organisation("o1", "甲镇党委", "village", "各乡镇党委", "o2", "张一", "0", "备注"),
    RosterName("n1", "月月学习之星", "张一", "甲单位", "2012年3月"),
    REVIEW,
    NominationText(
        "x1", "r1", "star", "o1", {"nominee": ("张一",)}, {"phone": ("0",)}, "salt", 3, 1, True, "ticket:k", 7
    ),
    RegistrationLink("l1", "c1", "e" * 64, no=3, revoked_at=5, created_at=4),
    RegistrationText("f1", "c1", "l1", {"members": ("张一", "张二")}, {"phone": ("0",)}, "salt", 2, True, 7),
    DrawSecret("c1-1", "c1", "秘密"),
    CertificateCode("ABCDEFGHJ", "c1"),
    Objector("b1", "r1", "d" * 64, "salt", "person", "张二", "0", "材料不实", 7),
    OfficialDays("2012", (date(2012, 1, 1), date(2012, 1, 2)), (date(2012, 3, 31),), "某号文", 7),
    ATTACHMENT,
    PageImage(page_image_id("a" * 64, 2), "a" * 64, 2, "b" * 64, 300_000, 1240, 1755),
    AccessToken("g1", "记分牌", "f" * 64, ("read", "feed"), "c1", "m1", "account:a1", 5, 6, 7),
    Webhook("w1", "https://example.org/h", "秘密", "c1", "m1", "chief", "token:g1", 5, (("match:m1", 3),), "504", 6, 7),
    OwnId("m1", "final-2012"),
    EventFace(
        "c1",
        "乙单位",
        "丙单位",
        ("m" * 64,),
        Backdrop("n" * 64, "#ffeedd", "#102030"),
        (PreparedText("颁奖", "请起立"),),
        True,
        80,
    ),
    EventFace("c2"),
    MatchFace("m1", "on", 0, True, BeforeCue("text", title="颁奖", text="请起立")),
    MatchFace("m2"),
    Match("m2", "c1", "彩排", "s1", rehearsal=True),
    Archived("m1", "match", 7, "account:a1"),
]


def test_every_kind_of_record_comes_back_as_it_was_put(store: Store) -> None:
    with store.write() as uow:
        for record in RECORDS:
            uow.of(type(record)).put(record)
        uow.commit()
    with store.read() as uow:
        for record in RECORDS:
            assert uow.of(type(record)).get(record.id) == record


def test_many_records_are_put_at_once_new_ones_behind_those_that_change(store: Store) -> None:
    keep(store, RosterName("n3", "名册", "张三", "甲单位"), RosterName("n1", "名册", "张一"))
    records = [RosterName(f"n{no}", "名册", f"名{no}") for no in range(1200)]
    with store.write() as uow:
        uow.of(RosterName).put_all(records)
        uow.of(RosterName).put_all([])
        uow.commit()
    with store.read() as uow:
        kept = uow.of(RosterName).all()
    assert [one.id for one in kept[:4]] == ["n3", "n1", "n0", "n2"]
    assert sorted(kept, key=lambda one: int(one.id[1:])) == records


def test_every_type_of_record_that_has_a_table_is_among_these() -> None:
    assert {type(record) for record in RECORDS} == set(models.TABLES)


def test_changes_of_a_type_are_counted_at_each_commit_that_writes_or_removes_one(store: Store) -> None:
    before = store.changes(Competition)
    keep(store, COMPETITION)
    written = store.changes(Competition)
    with store.write() as uow:
        uow.of(Competition).remove(COMPETITION.id)
        uow.commit()
    removed = store.changes(Competition)
    with store.write() as uow:
        uow.of(Competition).add([COMPETITION])
    with store.write() as uow:
        uow.of(Competition).put(COMPETITION)
    assert before < written < removed == store.changes(Competition)
    with store.write() as uow:
        uow.of(Competition).put_all([COMPETITION])
        uow.commit()
    assert store.changes(Competition) == store.changes(Team, Competition) > removed


def test_an_unknown_id_gives_nothing(store: Store) -> None:
    with store.read() as uow:
        assert uow.of(Team).get("nobody") is None
        assert tuple(uow.of(Team).all()) == ()


def test_a_second_put_replaces_the_record_and_keeps_its_place(store: Store) -> None:
    first, second = Competition("c1", "一"), Competition("c2", "二")
    keep(store, first, second)
    keep(store, Competition("c1", "一（改）"))
    with store.read() as uow:
        assert [c.title for c in uow.of(Competition).all()] == ["一（改）", "二"]


def test_records_are_found_by_their_fields_and_by_sets_of_values(store: Store) -> None:
    keep(store, *(Competition(f"c{i}", "同名" if i % 2 else "另名") for i in range(6)))
    with store.read() as uow:
        assert [c.id for c in uow.of(Competition).all(title="同名")] == ["c1", "c3", "c5"]
        assert [c.id for c in uow.of(Competition).all(id=frozenset({"c4", "c0", "c9"}))] == ["c0", "c4"]
        assert [c.id for c in uow.of(Competition).all(title="同名", id=frozenset({"c4", "c5"}))] == ["c5"]


def test_new_records_are_added_at_once_in_their_order_and_counted_without_being_read(store: Store) -> None:
    keep(store, COMPETITION)
    with store.write() as uow:
        uow.of(Competition).add([])
        uow.of(Competition).add([Competition(f"n{i}", "同名" if i % 2 else "另名") for i in range(5)])
        uow.commit()
    with store.read() as uow:
        assert [c.id for c in uow.of(Competition).all()] == ["c1", "n0", "n1", "n2", "n3", "n4"]
        assert uow.of(Competition).count() == 6
        assert uow.of(Competition).count(title="同名") == 2
        assert uow.of(Competition).count(id=frozenset({"n0", "n1", "n9"}), title="同名") == 1
        found, count = uow.of(Competition).search("title", "同", 1)
        assert ([one.title for one in found], count) == (["同名"], 2)
        assert uow.of(Competition).search("title", "%", 9) == ((), 0)
        assert uow.of(Competition).search("title", "", 2)[1] == 6
    with store.write() as uow:
        uow.of(Competition).remove("n0", "nobody", "n3")
        uow.of(Competition).remove()
        uow.commit()
    with store.read() as uow:
        assert [c.id for c in uow.of(Competition).all()] == ["c1", "n1", "n2", "n4"]


def test_removing_what_is_not_there_changes_nothing(store: Store) -> None:
    keep(store, COMPETITION)
    with store.write() as uow:
        uow.of(Competition).remove("nobody")
        uow.of(Competition).remove("c1")
        uow.commit()
    with store.read() as uow:
        assert tuple(uow.of(Competition).all()) == ()


def test_what_was_not_committed_never_happened(store: Store) -> None:
    with store.write() as uow:
        uow.of(Competition).put(COMPETITION)
        uow.ledger.append("match:m1", draft("k1"))
    with store.read() as uow:
        assert uow.of(Competition).get("c1") is None
        assert uow.ledger.head("match:m1") == 0


def test_an_error_inside_the_unit_of_work_rolls_everything_back(store: Store) -> None:
    def fail_half_way() -> None:
        with store.write() as uow:
            uow.ledger.append("match:m1", draft("k1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with store.write() as uow:
        assert uow.ledger.append("match:m1", draft("k1")).seq == 1


def test_entries_are_numbered_and_chained_within_their_stream(store: Store) -> None:
    with store.write() as uow:
        one = uow.ledger.append("match:m1", draft("k1", points="2.5"))
        other = uow.ledger.append("match:m2", draft("k1"))
        two = uow.ledger.append("match:m1", draft("k2", 题="答"))
        uow.commit()
    assert (one.seq, one.prev, two.seq, two.prev) == (1, GENESIS, 2, one.hash)
    assert (other.seq, other.prev) == (1, GENESIS)
    with store.read() as uow:
        assert list(uow.ledger.read("match:m1")) == [one, two]
        assert list(uow.ledger.read("match:m1", after=1)) == [two]
        assert list(uow.ledger.read("match:m1", after=2)) == []
        assert uow.ledger.find("match:m1", "k2") == two
        assert uow.ledger.find("match:m2", "k2") is None
        assert (uow.ledger.head("match:m1"), uow.ledger.head("match:m3")) == (2, 0)
        assert list(uow.ledger.streams()) == ["match:m1", "match:m2"]
        check_chain(uow.ledger.read("match:m1"))


def test_the_newest_entry_of_all_streams_tells_the_time(store: Store) -> None:
    with store.write() as uow:
        assert uow.ledger.newest() == 0
        for stream, at in (("match:a", 30), ("match:b", 10), ("match:b", 20)):
            uow.ledger.append(stream, replace(draft(f"{stream}{at}"), at=at))
        assert uow.ledger.newest() == 30


def test_a_key_is_good_for_one_entry_in_its_stream(store: Store) -> None:
    with store.write() as uow:
        uow.ledger.append("match:m1", draft("k1"))
        with pytest.raises(Conflict) as caught:
            uow.ledger.append("match:m1", draft("k1"))
        uow.commit()
    assert caught.value.code == "key-used"
    with store.read() as uow:
        assert uow.ledger.head("match:m1") == 1


def test_appending_from_many_threads_leaves_no_gap_and_loses_nothing(store: Store) -> None:
    acknowledged: list[Entry] = []

    def work(worker: int) -> None:
        for n in range(15):
            with store.write() as uow:
                entry = uow.ledger.append("match:m1", draft(f"{worker}-{n}", n=n))
                uow.commit()
            acknowledged.append(entry)

    threads = [Thread(target=work, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as uow:
        entries = list(uow.ledger.read("match:m1"))
    assert [entry.seq for entry in entries] == list(range(1, 91))
    assert sorted(acknowledged, key=lambda entry: entry.seq) == entries
    check_chain(entries)


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    keep(store, COMPETITION)
    with store.read() as reader:
        assert len(reader.of(Competition).all()) == 1
        keep(store, Competition("c2", "后来"))
        assert len(reader.of(Competition).all()) == 1
    with store.read() as reader:
        assert len(reader.of(Competition).all()) == 2


def test_a_whole_stream_is_restored_hash_for_hash(store: Store) -> None:
    with store.write() as uow:
        entries = [uow.ledger.append("match:m1", draft(f"k{n}")) for n in range(3)]
    with store.write() as uow:
        uow.ledger.restore(entries)
        uow.commit()
    with store.read() as uow:
        assert list(uow.ledger.read("match:m1")) == entries
    with pytest.raises(Conflict, match="stream-exists"), store.write() as uow:
        uow.ledger.restore(entries)


def test_a_stream_is_removed_whole_and_the_others_stay(store: Store) -> None:
    with store.write() as uow:
        for stream, key in (("match:m1", "k1"), ("match:m2", "k1"), ("match:m1", "k2")):
            uow.ledger.append(stream, draft(key))
        uow.commit()
    with store.write() as uow:
        uow.ledger.remove("match:m1")
        uow.ledger.remove("match:none")
        uow.commit()
    with store.read() as uow:
        assert (uow.ledger.read("match:m1"), uow.ledger.head("match:m2")) == ((), 1)


def test_a_broken_stream_is_not_restored(store: Store) -> None:
    with store.write() as uow:
        entries = [uow.ledger.append("match:m1", draft(f"k{n}")) for n in range(3)]
    with pytest.raises(Broken, match="chain-gap"), store.write() as uow:
        uow.ledger.restore([entries[0], entries[2]])
