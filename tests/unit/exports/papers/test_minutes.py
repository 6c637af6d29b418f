"""The minutes of the deciding bodies and the certificates as a review's decisions give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoreboard.exports.papers.of_review import certificates_of, minutes_of
from scoring.engine.review.commands_decision import PublishResult
from tests.unit.engine.review.test_decide_decision import AWARD, BODIES, decided, made, noticed


def test_the_minutes_of_a_meeting_say_who_was_there_at_that_meeting_and_not_at_another_one_of_that_day() -> None:
    one = noticed().on(date(2012, 7, 10))
    deferred = replace(made(one, BODIES[0], (), "defer"), present=6, yes=0)
    for resolved in (
        deferred,
        made(one, BODIES[0], (1, 2)),
        replace(made(one, BODIES[1], (1, 2)), members=7, present=7, yes=7),
    ):
        one.do(resolved, role="approver")
    told = [
        (meeting.body, meeting.expected, meeting.present, len(meeting.resolutions)) for meeting in minutes_of(one.state)
    ]
    assert told == [(BODIES[0], 9, 6, 1), (BODIES[0], 9, 8, 1), (BODIES[1], 7, 7, 1)]


def test_a_certificate_has_the_day_on_which_its_award_became_public_whenever_it_is_printed() -> None:
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    one.on(date(2012, 7, 12)).do(PublishResult((AWARD,)), role="approver")
    one.on(date(2012, 8, 1))
    assert {given.date for given in certificates_of(one.state)} == {"2012年7月12日"}
