"""Files arrive beside a match, on the server's own runtime: in parts, opened apart, drawn, and sent back whole."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from tests.live.people import PATIENCE, Server
from tests.load.uploads import PAGES, large_pdf, send

BETWEEN = 0.02
"""Seconds between two commands of the host: a quick machine takes more in a second than one connection may send."""


def test_files_that_arrive_together_beside_a_match_come_back_as_they_were(server: Server) -> None:
    host = server.person("host").connect()
    assert host.do("match.open")["ok"]
    people = [server.person(who) for who in ("chief", "judge", "team0")]
    files = [large_pdf(number) for number in range(len(people))]
    with ThreadPoolExecutor(len(people)) as pool:
        sent = [pool.submit(send, *one) for one in zip(people, ("load0", "load1", "load2"), files, strict=True)]
        while not all(one.done() for one in sent):
            assert host.do("scene.show", scene="teams")["ok"]
            time.sleep(BETWEEN)
        ids = [one.result() for one in sent]
    for person, attachment, data in zip(people, ids, files, strict=True):
        got = person.http.get(f"{person.base}/review/attachments/{attachment}/file", timeout=PATIENCE)
        assert got.content == data
        page = person.http.get(f"{person.base}/api/attachments/{attachment}/pages/{PAGES}", timeout=PATIENCE)
        assert (page.status_code, page.content[:3]) == (200, b"\xff\xd8\xff")
