"""The event's face on the big screen: its sound, scenes before the opening, texts, pictures."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageDraw

from scoring.usecases import faces
from scoring.usecases.media import new_media
from scoring.usecases.quiz import matches
from scoring.usecases.records import MediaFile
from tests.browser.house import Hall, House, w
from tests.browser.seats import CUT_OFF, Seat
from tests.halls import ORGANISER

LISTENING = """() => {
  window.heard = [];
  const make = BaseAudioContext.prototype.createOscillator;
  BaseAudioContext.prototype.createOscillator = function () {
    const tone = make.call(this), set = tone.frequency.setValueAtTime.bind(tone.frequency);
    tone.frequency.setValueAtTime = (value, at) => { window.heard.push(value); return set(value, at); };
    return tone;
  };
  // The age of a view is another test's (tests/js/sound.test.js): here each is as if it came at once.
  const parse = JSON.parse;
  JSON.parse = (...given) => {
    const said = parse(...given);
    const view = Array.isArray(said) ? said.find((one) => one?.epoch) : said;
    if (view?.epoch && view.now) view.now = Date.now();
    return said;
  };
  // As a browser does that wants a touch first.
  window.AudioContext = class extends AudioContext { constructor() { super(); this.suspend(); } };
}"""
RIGHT, WRONG = [523.25, 659.25, 783.99, 1046.5], [196, 147]


def competition_of(hall: Hall) -> str:
    return matches.match_of(hall.house.ctx, hall.match).competition


def listening(hall: Hall) -> Seat:
    """The big screen of a hall, with every tone that it makes written down."""
    screen = hall.house.newcomer()
    screen.page.add_init_script(f"({LISTENING})()")
    screen.enter(hall.codes["display"])
    hall._seats.append(screen)
    return screen


def heard(screen: Seat) -> list[float]:
    found: list[float] = screen.page.evaluate("window.heard.splice(0)")
    return found


def picture(colour: str, size: tuple[int, int] = (640, 480)) -> MediaFile:
    out = io.BytesIO()
    made = Image.new("RGB", size, colour)
    ImageDraw.Draw(made).ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill="#ffffff")
    made.save(out, "JPEG")
    return new_media(name="图.jpg", mime="image/jpeg", data=out.getvalue())


def sounding(house: House) -> Hall:
    hall = house.hall()
    faces.set_event_sound(house.ctx, actor=ORGANISER, competition_id=competition_of(hall), on=True, volume=40)
    return hall


def test_the_screen_says_whether_it_may_sound_and_a_verdict_is_heard_once(house: House) -> None:
    hall = sounding(house)
    host, screen = hall.seat("host"), listening(hall)
    host.shows(w("host.sound.state.blocked"))
    screen.page.mouse.click(300, 300)
    host.shows(w("host.sound.state.allowed", volume=40))
    hall.open_item("all")
    hall.do("clock.start")
    hall.finish(0, 1, 2)
    hall.do("item.close")
    screen.until(lambda: screen.view["scene"] == "answer")
    assert 1175 in heard(screen)
    hall.do("round.end")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    hall.do("press.record", team=hall.teams[1], press="p1", arming=hall.view()["press"]["arming"], reason="举牌")
    screen.until(lambda: screen.view["press"]["winner"] == hall.teams[1])
    assert heard(screen) == [988, 1319]
    hall.do("answer.judge", verdict="right")
    hall.abreast()
    assert heard(screen) == RIGHT
    house.guard.allow(CUT_OFF)
    screen.cut()
    assert hall.person("host").post("item.close", key="while-cut").status_code == 200
    screen.mend()
    screen.until(lambda: screen.view["scene"] == "answer")
    assert heard(screen) == []


def test_the_host_tries_a_sound_and_mutes_at_once(house: House) -> None:
    hall = sounding(house)
    host, screen = hall.seat("host"), listening(hall)
    screen.page.mouse.click(300, 300)
    host.shows(w("host.sound.state.allowed", volume=40))
    host.page.get_by_text(w("host.sound.test"), exact=True).click()
    host.key(w("host.sound.name.wrong"), exact=True).click()
    screen.until(lambda: heard(screen) == WRONG)
    host.key(w("host.sound.mute"), exact=True).click()
    screen.until(lambda: screen.view["sound"]["muted"])
    host.shows(w("host.sound.state.muted"))
    assert host.key(w("host.sound.name.wrong"), exact=True).is_disabled()


def test_before_the_opening_the_host_shows_the_teams_and_a_text_with_the_faces_of_the_event(house: House) -> None:
    hall = house.hall()
    own = competition_of(hall)
    ctx = house.ctx
    faces.edit_bodies(ctx, actor=ORGANISER, competition_id=own, undertaken_by="乙中心", supported_by="丙协会")
    faces.add_logo(ctx, actor=ORGANISER, competition_id=own, picture=picture("#204080", (400, 200)))
    faces.set_backdrop(
        ctx, actor=ORGANISER, competition_id=own, picture=picture("#c04020"), bright="#ffffff", dark="#c04020"
    )
    faces.add_text(ctx, actor=ORGANISER, competition_id=own, title="签到", text="请各队到台号就座\n十分钟后开始")
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=hall.teams[0], picture=picture("#106030"))
    host, screen = hall.seat("host"), hall.seat("display")
    screen.shows("某单位", "乙中心", "丙协会", w("display.body.undertaken_by"))
    host.key(w("host.scene.teams"), exact=True).click()
    screen.shows("甲队", "乙队", "丙队")
    drawn = "[...document.images].every((image) => image.complete && image.naturalWidth > 0) && document.images.length"
    screen.until(lambda: screen.page.evaluate(drawn) == 2)  # the backdrop and the only picture of a team
    host.key(w("host.screen.introduce_one", no=2), exact=True).click()
    screen.until(lambda: screen.view.get("introduced") == hall.teams[1])
    host.key("签到", exact=True).click()
    screen.shows("请各队到台号就座", "十分钟后开始")
    hall.do("match.open")
    screen.until(lambda: screen.view["scene"] == "standby")
    host.key("签到", exact=True).click()
    screen.shows("十分钟后开始")
    host.page.keyboard.press("b")
    screen.until(lambda: screen.view["scene"] == "black")
    host.page.keyboard.press("b")
    screen.shows("十分钟后开始")
    assert re.search(r"0\.\d+", screen.page.locator(".backdrop-veil").evaluate("(node) => node.style.opacity"))
