"""What the jobs have for the public: the display's view of a match or a stage, the published result of a review."""

from __future__ import annotations

import secrets

from scoreboard.exports.papers.published import versions, winners_lists
from scoreboard.live.jobs import Jobs
from scoreboard.presenters.competition.audience import Audience as EventAudience
from scoreboard.presenters.public import PublicView, of_match, of_review, of_stage
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.services import Services
from scoring.engine.errors import NotFound
from scoring.engine.review import guards, notices
from scoring.usecases.competition.job import stream_of as event_stream
from scoring.usecases.perform import state_of
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.records import Competition, Match
from scoring.usecases.review.job import REVIEW
from scoring.usecases.review.job import stream_of as review_stream
from scoring.usecases.review.records import Review


class PublicSource:
    """By the id of a match, a competition or a review, which is the code of its page."""

    def __init__(self, services: Services, jobs: Jobs) -> None:
        self._ctx, self._jobs = services.ctx, jobs
        self._epoch = secrets.token_hex(6)

    def stream(self, code: str) -> str:
        """The stream of what has this id."""
        with self._ctx.store.read() as uow:
            for kind, name in ((Match, match_stream), (Competition, event_stream), (Review, review_stream)):
                if uow.of(kind).get(code) is not None:
                    return name(code)
        raise NotFound("page-not-found")

    def view(self, code: str) -> PublicView:
        """Made of what the big screen has."""
        stream = self.stream(code)
        if stream == review_stream(code):
            return self._of_review(code)
        job = self._jobs.of(stream)
        if stream == match_stream(code):
            return of_match(job.view(job.snapshot(stream), Audience("display"), "zh"))
        return of_stage(job.view(job.snapshot(stream), EventAudience("display", stage=0), "zh"))

    def _of_review(self, code: str) -> PublicView:
        """Nothing before its first notice has begun; then its notices, and its result once that is published."""
        with self._ctx.store.read() as uow:
            review = uow.of(Review).get(code)
        assert review is not None
        if not review.opened:
            raise NotFound("page-not-found")
        state = state_of(self._ctx, REVIEW, review_stream(code))
        day = guards.day_of(state.rules, max(self._ctx.clock.now(), state.at))
        if not notices.is_public(state, day):
            raise NotFound("page-not-found")
        made = versions(state) if state.published else ()
        lists = winners_lists(state, made[-1]) if made else ()
        return of_review(
            code=code,
            title=review.title,
            organiser=state.rules.organiser,
            epoch=self._epoch,
            seq=len(made) + len(notices.begun(state, day)),
            lists=[(one.award, [(winner.name, winner.unit) for winner in one.names]) for one in lists],
            notice=f"/n/{code}",
        )
