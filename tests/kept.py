"""What tests keep of one application for the next: an application is made for each of a thousand tests.

A page's template and the function that builds the address of a route are the same in every application of a run, and
compiling them took longer than the tests themselves.  A password costs nothing here: what it costs in the product is
tested where passwords are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import argon2
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from scoreboard.server import passwords

COSTLY = passwords._hasher
"""What makes the product's hashes."""


class KeptTemplates(BytecodeCache):
    """Compiled templates, by name and source, in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class KeptRule(Rule):
    """A route whose address is built by the function that an equal route of an earlier application has."""

    _kept: dict[object, Callable[..., Any]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Any]:
        key = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if key not in self._kept:
            self._kept[key] = super()._compile_builder(append_unknown)
        return self._kept[key]


def keep() -> None:
    """From now on."""
    Flask.jinja_options = {"bytecode_cache": KeptTemplates()}
    Flask.url_rule_class = KeptRule
    passwords._hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
