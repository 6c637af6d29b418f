"""The face of a competition at the organiser's desk: bodies, texts, pictures, sound."""

from __future__ import annotations

import io

import pytest

from scoreboard import wiring
from scoreboard.i18n.catalogue import of_error
from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Refused
from scoring.usecases import competitions, faces
from scoring.usecases.face_records import BeforeCue, EventFace, MatchFace, PreparedText
from scoring.usecases.media import new_media
from scoring.usecases.quiz import copy_match, question_sets, roster
from scoring.usecases.records import Medium
from tests.conftest import Browser
from tests.halls import ORGANISER, invented
from tests.web.organiser_files import new_match, png, with_teams

HOST = Actor("ticket:h", "host")


def page_of(services: wiring.Services) -> tuple[str, str]:
    """The id of the only competition, and the address of its face."""
    own = competitions.list_competitions(services.ctx)[0].id
    return own, f"/organiser/competitions/{own}/face"


def face(services: wiring.Services) -> EventFace:
    return faces.face_of(services.ctx, page_of(services)[0])


def test_bodies_texts_and_sound_are_kept_and_shown_again(organiser: Browser, services: wiring.Services) -> None:
    new_match(organiser)
    _, page = page_of(services)
    assert face(services) == EventFace(face(services).id)
    said = {"undertaken_by": " 乙中心 ", "was-undertaken_by": "", "supported_by": "丙协会", "was-supported_by": ""}
    assert organiser.post(f"{page}/bodies", data=said).status_code == 303
    assert organiser.post(f"{page}/sound", data={"sound": "on", "volume": "35"}).status_code == 303
    assert organiser.post(f"{page}/texts", data={"title": "中场休息", "text": "十分钟\r\n请回座"}).status_code == 303
    kept = face(services)
    assert (kept.undertaken_by, kept.supported_by, kept.sound, kept.volume) == ("乙中心", "丙协会", True, 35)
    assert kept.texts == (PreparedText("中场休息", "十分钟\n请回座"),)
    shown = organiser.get(page).text
    assert "乙中心" in shown
    assert "十分钟 / 请回座" in shown
    assert organiser.post(f"{page}/texts/remove", data={"title": "中场休息"}).status_code == 303
    assert face(services).texts == ()


@pytest.mark.parametrize(
    ("form", "data", "status"),
    [
        ("sound", {"volume": "101"}, 400),
        ("texts", {"title": " "}, 400),
        ("texts", {"title": "标题", "text": "\n".join("一二三四五六七")}, 400),
        ("bodies", {"undertaken_by": "长" * 241}, 400),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    organiser: Browser, services: wiring.Services, form: str, data: dict[str, str], status: int
) -> None:
    new_match(organiser)
    before = face(services)
    answer = organiser.post(f"{page_of(services)[1]}/{form}", data=data)
    assert (answer.status_code, 'role="alert"' in answer.text) == (status, True)
    assert face(services) == before


def test_two_texts_of_one_title_and_too_many_are_refused(organiser: Browser, services: wiring.Services) -> None:
    new_match(organiser)
    own, page = page_of(services)
    add = lambda title: faces.add_text(  # noqa: E731
        services.ctx, actor=ORGANISER, competition_id=own, title=title, text=""
    )
    for no in range(faces.MOST_TEXTS - 1):
        add(f"文字{no}")
    for title, code in (("文字0", "text-titled"), ("最后一个", ""), ("再一个", "too-many-texts")):
        answer = organiser.post(f"{page}/texts", data={"title": title})
        assert answer.status_code == (409 if code else 303)
        if code:
            with pytest.raises((Conflict, Refused)) as refused:
                add(title)
            assert refused.value.code == code
            assert of_error("zh", code, "message", **refused.value.fields) in answer.text
    assert len(face(services).texts) == faces.MOST_TEXTS


def test_logos_and_backdrop_come_anew_from_a_process_of_their_own(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    page = page_of(services)[1]
    assert organiser.post(f"{page}/logos", data={"file": (io.BytesIO(png()), "标志.png")}).status_code == 303
    assert organiser.post(f"{page}/backdrop", data={"file": (io.BytesIO(png("#ffffff")), "图.png")}).status_code == 303
    kept = face(services)
    assert len(kept.logos) == 1
    assert kept.backdrop is not None
    assert (kept.backdrop.bright, kept.backdrop.dark) == ("#ffffff", "#ffffff")
    assert organiser.get(f"/media/{kept.logos[0]}").mimetype == "image/png"
    assert organiser.get(f"/media/{kept.backdrop.medium}").mimetype == "image/jpeg"
    refused = organiser.post(f"{page}/logos", data={"file": (io.BytesIO(b"<svg/>"), "标志.svg")})
    assert (refused.status_code, "标志.svg" in refused.text) == (400, True)
    assert organiser.post(f"{page}/logos/remove", data={"logo": kept.logos[0]}).status_code == 303
    assert organiser.post(f"{page}/backdrop", data={"remove": "1"}).status_code == 303
    assert face(services) == EventFace(kept.id)


def test_pictures_of_teams_are_found_by_name_and_station_all_or_none(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    own = match.rsplit("/", 1)[-1]
    teams = [entry.team for entry in roster.roster_of(services.ctx, own)]
    by_name = lambda: [  # noqa: E731
        bool(entry.team.picture) for entry in roster.roster_of(services.ctx, own)
    ]
    send = lambda *names: organiser.post(  # noqa: E731
        f"{match}/teams/pictures", data={"files": [(io.BytesIO(png()), name) for name in names]}
    )
    assert send(f"{teams[0].name}.png", "没有这个队.png").status_code == 400
    assert not any(by_name())
    assert send(f"{teams[0].name}.png", f"{teams[0].name}.jpg").status_code == 400
    assert send(f"{teams[0].name}.png").status_code == 303
    assert by_name() == [True] + [False] * (len(teams) - 1)
    one = f"{match}/teams/{teams[1].id}/picture"
    assert organiser.post(one, data={"file": (io.BytesIO(png("#aa0000")), "合影.png")}).status_code == 303
    assert by_name()[:2] == [True, True]
    assert organiser.post(one, data={"remove": "1"}).status_code == 303
    assert by_name()[:2] == [True, False]
    assert organiser.post(f"{match}/teams/x/picture", data={"remove": "1"}).status_code == 404


def test_a_match_has_its_own_sound_and_saving_it_ends_the_silence(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    own = match.rsplit("/", 1)[-1]
    faces.mute(services.ctx, actor=HOST, match_id=own, muted=True)
    assert "主持人已经静音" in organiser.get(match).text
    assert organiser.post(f"{match}/sound", data={"sound": "on", "volume": "20"}).status_code == 303
    assert faces.own_face(services.ctx, own)[0] == MatchFace(own, "on", 20)
    copied = copy_match.copy_match(services.ctx, actor=ORGANISER, match_id=own, title="彩排")
    assert faces.own_face(services.ctx, copied.id)[0] == MatchFace(copied.id, "on", 20)
    assert organiser.post(f"{match}/sound", data={"sound": "loud"}).status_code == 400


def test_a_host_cues_before_the_opening_what_is_there_and_a_team_never(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    own = match.rsplit("/", 1)[-1]
    team = roster.roster_of(services.ctx, own)[0].team.id
    cue = lambda actor=HOST, **fields: faces.cue_before(  # noqa: E731
        services.ctx, actor=actor, match_id=own, cue=BeforeCue(**fields)
    )
    assert cue(scene="teams", team=team).before == BeforeCue("teams", team)
    with pytest.raises(Forbidden):
        cue(Actor("ticket:t", "team"), scene="black")
    for fields, code in (
        ({"scene": "teams", "team": "x"}, "team-unknown"),
        ({"scene": "text", "title": "无"}, "text-unknown"),
        ({"scene": "text", "title": "长" * 41}, "text-too-long"),
        ({"scene": "black", "title": "无"}, "scene-without-text"),
    ):
        with pytest.raises(Exception, match=code):
            cue(**fields)


def test_a_picture_that_a_face_shows_stays_when_a_set_of_questions_with_it_goes(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    ctx = services.ctx
    picture = new_media(name="图.png", mime="image/png", data=png())
    questions = [invented(1, media=picture.id, media_kind="image")]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="库", questions=questions, media=[picture])
    faces.add_logo(ctx, actor=ORGANISER, competition_id=page_of(services)[0], picture=picture)
    question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=bank.id)
    with ctx.store.read() as uow:
        assert uow.of(Medium).get(picture.id) is not None


def test_there_are_so_many_logos_and_no_more(organiser: Browser, services: wiring.Services) -> None:
    new_match(organiser)
    own = page_of(services)[0]
    logos = [
        new_media(name="图.png", mime="image/png", data=png(f"#0000{no:02x}")) for no in range(faces.MOST_LOGOS + 1)
    ]
    for one in (*logos[:-1], logos[0]):
        faces.add_logo(services.ctx, actor=ORGANISER, competition_id=own, picture=one)
    with pytest.raises(Refused):
        faces.add_logo(services.ctx, actor=ORGANISER, competition_id=own, picture=logos[-1])


def test_a_page_opened_earlier_takes_no_sound_back_that_another_has_set(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    _, page = page_of(services)
    drawn = {"was-sound": "", "was-volume": str(face(services).volume)}
    assert organiser.post(f"{page}/sound", data=drawn | {"sound": "on", "volume": "35"}).status_code == 303
    other = drawn | {"volume": drawn["was-volume"]}
    assert organiser.post(f"{page}/sound", data=other).status_code == 303
    assert (face(services).sound, face(services).volume) == (True, 35)
