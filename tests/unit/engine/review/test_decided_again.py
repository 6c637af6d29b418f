"""A review is decided once more from its entries and its calendar alone: whatever was changed is named."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from scoring.engine.codec import to_json
from scoring.engine.errors import Fault, LeitaiError
from scoring.engine.ledger import GENESIS, Entry, chain
from scoring.engine.ledger import Draft as EntryDraft
from scoring.engine.review.calendar import NO_CALENDAR, Calendar, YearDays
from scoring.engine.review.campaign import Quota
from scoring.engine.review.campaign_changes import step_digest
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice, PublishResult, PutForward
from scoring.engine.review.decided_again import check_entries
from tests.unit.engine.review.test_decide_decision import decided, noticed, objected
from tests.unit.engine.review.test_decide_judging import AWARD
from tests.unit.engine.review.whole_way import CAMPAIGN, OFFICIAL, Review
from tests.unit.review_driver.office import Office
from tests.unit.review_driver.rules import OFFICIAL as MORE_YEARS
from tests.unit.review_driver.rules import random_campaign
from tests.unit.review_driver.to_the_end import go_on, lead


@pytest.fixture(scope="module")
def review() -> Review:
    """From the first nomination to the publication, with a place that was filled again."""
    one = objected(noticed(), 1)
    one.do(FillVacancy(AWARD, 1, 3))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    decided(one.on(date(2012, 7, 10)), (2, 3))
    one.do(PublishResult((AWARD,)), role="approver")
    one.do(PutForward(AWARD, (2,)), role="approver")
    return one


def forged(entries: list[Entry], kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> list[Entry]:
    """The entries with another payload of the last of a kind, and every hash made anew, as a skilled hand would."""
    place = max(no for no, entry in enumerate(entries) if entry.kind == kind)
    found: list[Entry] = []
    for no, entry in enumerate(entries):
        payload = change(dict(entry.payload)) if no == place else entry.payload
        draft = EntryDraft(entry.kind, payload, entry.actor, entry.device, entry.key, entry.reason, entry.at)
        found.append(chain(entry.stream, entry.seq, found[-1].hash if found else GENESIS, draft))
    return found


def test_a_review_that_nobody_touched_has_no_fault(review: Review) -> None:
    assert check_entries(review.entries, OFFICIAL) == ()


def test_an_entry_that_was_changed_cut_out_or_moved_breaks_the_chain(review: Review) -> None:
    entries = list(review.entries)
    changed = [*entries[:5], replace(entries[5], reason="x"), *entries[6:]]
    assert check_entries(changed, OFFICIAL) == (Fault("entries[5]", "chain-hash"),)
    assert check_entries([*entries[:5], *entries[6:]], OFFICIAL)[0].code == "chain-gap"
    assert check_entries([], OFFICIAL) == (Fault("entries", "empty"),)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("shortlist.fix", "proposed", [2, 1]),
        ("notice.open", "last", "2012-07-08"),
        ("notice.open", "digest", "0" * 64),
        ("objection.take", "answer_by", "2013-01-01"),
        ("objection.close", "proposed", 4),
        ("nomination.submit", "no", 7),
        ("nomination.endorse", "organisation_name", "别处"),
        ("review.open", "digest", "0" * 64),
        ("judging.open", "digest", "0" * 64),
    ],
)
def test_a_forged_fact_is_found_even_where_every_hash_was_made_anew(
    review: Review, kind: str, key: str, value: object
) -> None:
    entries = forged(review.entries, kind, lambda p: p | {key: value})
    place = max(no for no, entry in enumerate(entries) if entry.kind == kind)
    first = check_entries(entries, OFFICIAL)[0]
    assert (first.place, first.code) == (f"entries[{place}].payload.{key}", "differs")


def test_winners_who_are_not_on_the_list_and_steps_that_were_not_allowed_are_found(review: Review) -> None:
    winners = forged(review.entries, "decision.record", lambda p: p | {"winners": [4]})
    place = max(no for no, entry in enumerate(winners) if entry.kind == "decision.record")
    assert check_entries(winners, OFFICIAL)[0] == Fault(
        f"entries[{place}]", "refused", (("found", "order-incomplete"),)
    )


def test_a_payload_that_cannot_be_read_is_named_and_ends_the_check(review: Review) -> None:
    broken = forged(review.entries, "judging.open", lambda p: p | {"subjects": [{"no": 1}]})
    assert check_entries(broken, OFFICIAL)[-1].code == "unreadable"


def test_the_end_of_a_notice_is_counted_by_the_official_days_that_its_entry_has(review: Review) -> None:
    longer = Calendar((YearDays(2012, (date(2012, 7, 4),)),))
    assert check_entries(review.entries, longer) == ()
    assert check_entries(review.entries, NO_CALENDAR) == ()


def test_a_notice_that_does_not_say_its_official_days_is_counted_by_those_of_the_archive(review: Review) -> None:
    silent = forged(review.entries, "notice.open", lambda p: {name: p[name] for name in p if name != "official"})
    longer = Calendar((YearDays(2012, (date(2012, 7, 4),)),))
    first = check_entries(silent, longer)[0]
    assert first.code == "differs"
    assert first.place.endswith(".payload.last")
    assert dict(check_entries(silent, NO_CALENDAR)[0].fields) == {"found": "no-official-days"}


@pytest.mark.parametrize(
    ("own", "written", "codes"),
    [(None, "单位 u1", []), (3, "单位 u1", []), (1, "单位 u1", ["refused"]), (3, "单位u1", ["refused"])],
)
def test_a_quota_that_counted_for_nothing_while_its_unit_was_written_otherwise_is_no_fault_of_an_older_entry(
    own: int | None, written: str, codes: list[str]
) -> None:
    one = Review().opened()
    one.submitted("甲支部")
    one.submitted("乙支部")
    awards = (replace(CAMPAIGN.awards[0], quota=own, quotas=(Quota(written, 1),)), *CAMPAIGN.awards[1:])
    with_quota = replace(CAMPAIGN, awards=awards)
    opened = {"campaign": to_json(with_quota), "digest": step_digest(with_quota, "entries")}
    entries = forged(one.entries, "review.open", lambda p: p | opened)
    assert [fault.code for fault in check_entries(entries, OFFICIAL)] == codes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_review_by_chance_has_no_fault(seed: int) -> None:
    random = Random(seed)
    one = Office(random_campaign(random), random)
    for step in range(300):
        with suppress(LeitaiError):
            one.say(one.wild())
        if step % 40 == 39:
            go_on(one, 6)
    lead(one)
    assert check_entries(one.entries, MORE_YEARS) == ()
