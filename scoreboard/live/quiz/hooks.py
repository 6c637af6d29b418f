"""Sends events to webhooks, in order, signed, each again until it was taken.

Nothing is queued: a webhook knows up to where it was told, and the rest stands in the ledger.  What is sent is sent by
threads beside the hub, a few at a time, so that no command and no screen waits for it.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from structlog import get_logger

from scoreboard.live.quiz.events import FeedEvent
from scoreboard.live.quiz.feed import AFTER, Feed
from scoreboard.live.results import LOOKS, PublicResults
from scoreboard.live.worker import StreamWorkers
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server import runtime
from scoreboard.server.posting import Posted, post
from scoreboard.services import Services
from scoreboard.web.errors import TooMany
from scoring.engine.errors import LeitaiError, NotFound, Refused
from scoring.usecases.programs.hooks import hook_now, hooks_of, matches_of, note_told
from scoring.usecases.programs.records import HookAudience, Webhook
from scoring.usecases.quiz.job import PREFIX

AT_A_TIME = 2
"""Messages that are under way at once."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
"""Seconds until a message is sent again that was not taken; each time twice as long."""

MOST_TRIES = 14
"""Attempts after which a webhook is given up: about an hour."""

MOST_BEHIND = 1000
"""Events by which a webhook may be behind; of more, the oldest are left out, and the next message says how many."""

NOTED_EVERY = 5.0
"""Seconds between two notes of how far a webhook was told."""

LATER = 2.0
"""Seconds after which the feed is asked again that was busy, or whether the process that sends still does."""

RESUMED = "webhook-resumed"
"""What the processes tell each other of a webhook that is tried again."""

TIMESTAMP, SIGNATURE, DELIVERY = "X-Leitai-Timestamp", "X-Leitai-Signature", "X-Leitai-Delivery"

GONE = 410
"""The status by which an address says that it wants nothing any more."""

log = get_logger()

Post = Callable[[str, bytes, Mapping[str, str]], Posted]


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The value of the header ``X-Leitai-Signature``: HMAC-SHA256 of the timestamp, a dot and the body."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


class Hooks:
    """The webhooks of this server.  ``send`` sends a message; ``clock`` gives seconds."""

    def __init__(
        self,
        services: Services,
        feed: Feed,
        results: PublicResults,
        send: Post | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ctx, self._feed, self._results, self._clock = services.ctx, feed, results, clock
        self._processes = services.processes
        self._lang, private = services.config.lang, services.config.webhooks_private
        self._send = send or (lambda url, body, headers: runtime.offload(_post, url, body, dict(headers), private))
        self._places = threading.Semaphore(AT_A_TIME)
        self._told: dict[str, dict[str, int]] = {}
        self._tries: dict[str, int] = {}
        self._noted: dict[str, float] = {}
        self._seen: tuple[int, Sequence[Webhook]] = (-1, ())
        self._workers = StreamWorkers("webhook", self.step)
        self._dispatch = StreamWorkers("webhooks of", self._told_of)
        self._processes.listen(RESUMED, lambda said: self._go_on(str(said["hook"])))

    def start(self) -> None:
        """Send what came while the server was down."""
        for hook in self._hooks():
            self._workers.wake(hook.id)

    def grown(self, stream: str) -> None:
        """A stream has grown: whoever is told of it is told soon.  Never waits for anybody, nor reads anything."""
        known, some = self._seen
        if stream.startswith(PREFIX) and (some or known != self._ctx.store.changes(Webhook)):
            self._dispatch.wake(stream)

    def resumed(self, hook: Webhook) -> None:
        """A webhook that is new, or was given up, is looked at by whichever process sends to it."""
        self._processes.say(RESUMED, {"hook": hook.id})
        self._go_on(hook.id)

    def begin(self, *, match: str, competition: str, audience: HookAudience) -> Mapping[str, int]:
        """Where each match of a webhook that is to be made stands now: it is told what comes after.  A public result is
        told as it is now."""
        if audience == "public":
            return {}
        of = Webhook("", "", "", competition=competition, match=match)
        return {one: self._feed.head(one, Audience(audience), self._lang) for one in matches_of(self._ctx, of)}

    def _go_on(self, hook_id: str) -> None:
        self._forget(hook_id)
        self._workers.wake(hook_id)

    def _told_of(self, stream: str) -> None:
        runtime.sleep(AFTER)
        for hook in self._hooks():
            if hook.paused_at or hook.review or hook.id in self._tries:  # it waits for its next attempt
                continue
            if hook.match in ("", stream.removeprefix(PREFIX)):
                self._workers.wake(hook.id)

    def step(self, hook_id: str) -> float | None:
        """Send what a webhook lacks; the seconds after which to go on, None where there is nothing more.  Of several
        processes one sends; the others look again and again whether it still does."""
        try:
            return self._step(hook_id)
        except (TooMany, Refused):  # very much is read again, or the store is busy or away
            return LATER

    def _step(self, hook_id: str) -> float | None:
        hook = hook_now(self._ctx, hook_id)
        if hook is None or hook.paused_at:
            self._forget(hook_id)
            return None
        if not self._processes.leads(f"webhook:{hook.id}"):
            self._forget(hook_id)  # who sends now notes how far
            return LATER
        told = self._told.setdefault(hook.id, dict(hook.told))
        if hook.audience == "public":
            delay = self._result(hook, told)
            if delay is not None:
                return delay
            self._note(hook, told)
            return LOOKS
        for match in matches_of(self._ctx, hook):
            delay = self._match(hook, match, told)
            if delay is not None:
                return delay
        self._note(hook, told)
        return None

    def _match(self, hook: Webhook, match: str, told: dict[str, int]) -> float | None:
        """Send the events of one match; the seconds until another attempt where one was not taken."""
        audience = Audience("chief" if hook.audience == "chief" else "display")
        since, missed = told.get(match, 0), 0
        try:
            head = self._feed.head(match, audience, self._lang)
        except NotFound:  # the match was removed
            return None
        since = 0 if since > head else since  # a backup was restored
        if head - since > MOST_BEHIND:
            missed, since = head - since - MOST_BEHIND, head - MOST_BEHIND
        while found := self._feed.after(match, audience, self._lang, since):
            for event in found:
                delay = self._one(hook, match, event, missed)
                if delay is not None:
                    return delay
                told[match] = since = event.seq
                missed = 0
                if self._clock() - self._noted.get(hook.id, 0) >= NOTED_EVERY:
                    self._note(hook, told)
        told[match] = since
        return None

    def _result(self, hook: Webhook, told: dict[str, int]) -> float | None:
        """Send the public result where it is another one; the seconds until another attempt where it was not taken."""
        code = hook.review or hook.match or hook.competition
        try:
            found = self._results.now(code)
        except LeitaiError:  # nothing of it is public
            return None
        if told.get(code) == found.number:
            return None
        head = b'{"webhook":"%s","code":"%s","audience":"public",' % (hook.id.encode(), code.encode())
        delay = self._sent(hook, f"{code}:{found.mark}", head + found.line[1:])
        if delay is None:
            told[code] = found.number
        return delay

    def _one(self, hook: Webhook, match: str, event: FeedEvent, missed: int) -> float | None:
        body = b'{"webhook":"%s","match":"%s","audience":"%s","missed":%d,"event":%s}' % (
            hook.id.encode(), match.encode(), hook.audience.encode(), missed, event.line,
        )  # fmt: skip
        return self._sent(hook, f"{match}:{event.seq}", body)

    def _sent(self, hook: Webhook, what: str, body: bytes) -> float | None:
        """Send a message that tells of ``what``; the seconds until another attempt where it was not taken.  Nothing is
        sent to one that has ended, also where a command beside the server has ended it."""
        if hook_now(self._ctx, hook.id) is None:
            return LATER  # the next step finds it ended
        stamp = str(self._ctx.clock.now() // 1000)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Leitai",
            DELIVERY: f"{hook.id}:{what}",
            TIMESTAMP: stamp,
            SIGNATURE: signature(hook.secret, stamp, body),
        }
        with self._places:
            answer = self._send(hook.url, body, headers)
        if answer.ok:
            self._tries.pop(hook.id, None)
            return None
        return self._failed(hook, answer)

    def _failed(self, hook: Webhook, answer: Posted) -> float:
        tries = self._tries[hook.id] = self._tries.get(hook.id, 0) + 1
        give_up = tries >= MOST_TRIES or answer.status == GONE or answer.problem == "hook-private"
        problem = f"{answer.problem} {answer.status or ''}".strip()
        if give_up or tries == 1:
            log.warning("webhook-failed", hook=hook.id, problem=problem, given_up=give_up)
            note_told(self._ctx, hook_id=hook.id, told=self._told[hook.id], problem=problem, paused=give_up)
        if give_up:
            self._tries.pop(hook.id, None)
            return LATER  # the next step finds it paused
        return cast(float, min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1)))

    def _note(self, hook: Webhook, told: Mapping[str, int]) -> None:
        """Remember how far it was told, where that is news."""
        self._noted[hook.id] = self._clock()
        kept = next((one for one in self._hooks() if one.id == hook.id), hook)
        if dict(kept.told) != told or kept.problem:
            note_told(self._ctx, hook_id=hook.id, told=told)

    def _forget(self, hook_id: str) -> None:
        for held in (self._told, self._tries, self._noted):
            cast(dict[str, object], held).pop(hook_id, None)

    def _hooks(self) -> Sequence[Webhook]:
        """Those that have not ended; read again when one was changed."""
        changes = self._ctx.store.changes(Webhook)
        if self._seen[0] != changes:
            self._seen = changes, hooks_of(self._ctx)
        return self._seen[1]


def _post(url: str, body: bytes, headers: dict[str, str], private: bool) -> Posted:
    return post(url, body, headers, private=private)
