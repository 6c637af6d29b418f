"""What every use case is given: the ports, in one frozen value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scoring.usecases.contents import ContentCache
from scoring.usecases.ports import Apart, Clock, Files, Hall, Ids, Publish, Store
from scoring.usecases.states import StateCache

MOST_BINDINGS = 1024
"""Competitions whose bindings are remembered: a few words each."""


@dataclass(frozen=True, slots=True)
class Context:
    """``publish(stream, seq)`` is called after each commit that appended.  ``hash_password`` and ``check_password`` are
    passed in from outside, because the engine does not depend on argon2.  ``apart`` does a long piece of work that
    touches neither the store nor a lock, and lets others go on meanwhile.  ``bindings``: which question sets each
    competition has, beside the states.  ``hall`` takes no more phones on an item of a match, and gives what came."""

    store: Store
    files: Files
    clock: Clock
    ids: Ids
    publish: Publish = lambda stream, seq: None
    states: StateCache = field(default_factory=StateCache)
    bindings: StateCache = field(default_factory=lambda: StateCache(MOST_BINDINGS))
    contents: ContentCache = field(default_factory=ContentCache)
    apart: Apart = lambda work, *given: work(*given)
    hash_password: Callable[[str], str] = lambda text: text
    check_password: Callable[[str, str], bool] = lambda stored, text: stored == text
    hall: Hall = lambda match, item, at: ()
