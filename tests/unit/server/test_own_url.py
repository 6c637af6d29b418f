"""Under which address this machine's own browser finds its server."""

from __future__ import annotations

import pytest

from scoreboard.server.addresses import own_url


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:5000"),
        ("::", "http://127.0.0.1:5000"),
        ("192.0.2.7", "http://192.0.2.7:5000"),
        ("fd00::7", "http://[fd00::7]:5000"),
    ],
)
def test_a_browser_is_sent_where_somebody_listens(host: str, url: str) -> None:
    assert own_url(host, 5000) == url
