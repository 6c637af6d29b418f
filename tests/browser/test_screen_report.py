"""What the big screen does not show as it should, the host reads on the console."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import expect

import question_sets
from scoring.usecases import faces
from scoring.usecases.media import new_media
from scoring.usecases.quiz import matches
from scoring.usecases.records import MediaFile
from tests.browser.house import House, w
from tests.browser.seats import CUT_OFF, Seat
from tests.halls import ORGANISER, invented
from tests.unit.question_sets.builders import png

SOUND = Path(question_sets.__file__).parent / "builtin" / "standard" / "media" / "octave.wav"

MEDIA = re.compile(r"/media/[0-9a-f]{64}$")


def shown(house: House, medium: MediaFile, kind: str) -> tuple[Seat, Seat]:
    """Host and screen of a hall in which every question has this medium; the first is up."""
    questions = [invented(no, media=medium.id, media_kind=kind) for no in range(1, 81)]
    hall = house.hall(questions=questions, media=[medium])
    host, screen = hall.seat("host"), hall.seat("display")
    hall.open_item("all")
    return host, screen


def warnings(host: Seat) -> list[str]:
    return [warning["code"] for warning in host.view.get("warnings", [])]


def test_the_host_is_told_of_a_picture_that_did_not_load_until_the_question_is_gone(house: House) -> None:
    broken = new_media(name="图.png", mime="image/png", data=b"\x89PNG\r\n\x1a\n" + b"no picture")
    host, screen = shown(house, broken, "image")
    host.until(lambda: warnings(host) == ["screen-media-failed"])
    host.shows(w("view.warning.screen.media-failed", label=w("common.role.display")))
    screen.hides(w("view.warning.screen.media-failed", label=w("common.role.display")))
    host.page.keyboard.press("b")
    screen.until(lambda: screen.view["scene"] == "black")
    host.until(lambda: warnings(host) == [])


def test_the_host_is_told_of_a_film_without_a_picture(house: House) -> None:
    film = new_media(name="片.wav", mime="audio/wav", data=SOUND.read_bytes())
    host, _screen = shown(house, film, "video")
    host.until(lambda: warnings(host) == ["screen-film-no-picture"])


def test_the_host_is_told_of_words_that_do_not_fit(house: House) -> None:
    long = [replace(invented(no), stem="长征途中经过的地方很多，" * 140) for no in range(1, 81)]
    hall = house.hall(questions=long)
    host, screen = hall.seat("host"), hall.seat("display", viewport={"width": 1366, "height": 768})
    hall.open_item("all")
    expect(screen.page.locator(".fit-over")).to_have_count(1)
    host.until(lambda: warnings(host) == ["screen-text-cut"])


def test_a_picture_that_was_lost_in_a_gap_of_the_network_comes_by_itself(house: House) -> None:
    picture = new_media(name="图.png", mime="image/png", data=png())
    questions = [invented(no, media=picture.id, media_kind="image") for no in range(1, 81)]
    hall = house.hall(questions=questions, media=[picture])
    host, screen, tablet = (hall.seat(who) for who in ("host", "display", "team0"))
    house.guard.allow(CUT_OFF)
    for seat in (host, screen, tablet):
        seat.page.route(MEDIA, lambda route: route.abort())
    hall.open_item("all")
    host.until(lambda: warnings(host) == ["screen-media-failed"])
    host.shows(w("host.question.media_failed"))
    for seat in (host, screen, tablet):
        expect(seat.page.locator(f"img[src*='/media/{picture.id}']").first).to_have_js_property("naturalWidth", 0)
        seat.page.unroute(MEDIA)
    for seat in (host, screen, tablet):
        expect(seat.page.locator(f"img[src*='/media/{picture.id}']").first).to_have_js_property("naturalWidth", 1)
    host.hides(w("host.question.media_failed"))
    host.until(lambda: warnings(host) == [])


def test_the_pictures_of_the_event_that_were_lost_in_a_gap_of_the_network_come_by_themselves(house: House) -> None:
    hall = house.hall()
    ctx, own = house.ctx, matches.match_of(house.ctx, hall.match).competition
    made = new_media(name="图.png", mime="image/png", data=png())
    other = new_media(name="队.png", mime="image/png", data=png() + b"\n")
    faces.set_backdrop(ctx, actor=ORGANISER, competition_id=own, picture=made, bright="#ffffff", dark="#ffffff")
    faces.add_logo(ctx, actor=ORGANISER, competition_id=own, picture=made)
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=hall.teams[0], picture=other)
    host, screen = hall.seat("host"), house.newcomer()
    house.guard.allow(CUT_OFF)
    for scene, part in (("", ".title-page-logos img, .backdrop-own img"), ("teams", ".team-photo img")):
        screen.page.route(MEDIA, lambda route: route.abort())
        if scene:
            host.key(w(f"host.scene.{scene}"), exact=True).click()
        else:
            screen.enter(hall.codes["display"])
        host.until(lambda: warnings(host) == ["screen-media-failed"])
        screen.page.unroute(MEDIA)
        for image in screen.page.locator(part).all():
            expect(image).to_have_js_property("naturalWidth", 1)
        host.until(lambda: warnings(host) == [])


def test_a_sound_that_was_lost_in_a_gap_of_the_network_comes_by_itself(house: House) -> None:
    sound = new_media(name="声.wav", mime="audio/wav", data=SOUND.read_bytes())
    hall = house.hall(
        questions=[invented(no, media=sound.id, media_kind="audio") for no in range(1, 81)], media=[sound]
    )
    host, screen = hall.seat("host"), hall.seat("display")
    house.guard.allow(CUT_OFF)
    screen.page.route(MEDIA, lambda route: route.abort())
    hall.open_item("all")
    host.until(lambda: "screen-media-failed" in warnings(host))
    screen.page.unroute(MEDIA)
    host.until(lambda: "screen-media-failed" not in warnings(host))
    expect(screen.page.locator("audio")).to_have_js_property("readyState", 4)
