"""Addresses at which others reach this server: what is printed on cards, on certificates, in messages."""

from __future__ import annotations

from flask import request

from scoreboard.server.addresses import base_urls
from scoreboard.web import auth


def addresses() -> list[str]:
    """Beginnings of addresses that the venue's devices can use, the best first; that of this request is among them."""
    config = auth.services().config
    found = base_urls(config.host, config.port, config.public_url)
    here = request.host_url.rstrip("/")
    return found if here in found else [*found, here]


def reached_at(path: str) -> str:
    """The whole address of a page for others, however this request came here."""
    return addresses()[0] + path
