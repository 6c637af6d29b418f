"""The face of a competition on the big screens: bodies, logos, backdrop, texts for the host, sound; and the sound of a
match, the pictures of its teams."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Literal, cast

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import actor, bp, changed, ctx, done, form_of, number, show, upload
from scoreboard.blueprints.organiser.match import match as match_page
from scoreboard.blueprints.organiser.teams import teams as teams_page
from scoreboard.server import child
from scoreboard.web.security import give_turn_back
from scoring.attachments.screen_picture import ScreenPicture, Use
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.names import same_form
from scoring.engine.quiz.caption import LONGEST_TEXT, LONGEST_TITLE
from scoring.usecases import faces
from scoring.usecases.media import new_media
from scoring.usecases.quiz import roster
from scoring.usecases.records import MediaFile, Team

MOST_PICTURES = 60
"""Pictures of teams that one form brings."""


@bp.get("/competitions/<competition>/face")
def face(competition: str, error: Any = None) -> str:
    """Everything that its screens show beside titles and theme."""
    return show(
        "face.html",
        error,
        competition=competition_record(competition),
        face=faces.face_of(ctx(), competition),
        most_logos=faces.MOST_LOGOS,
        most_texts=faces.MOST_TEXTS,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
    )


@bp.post("/competitions/<competition>/face/bodies")
@form_of(face)
def edit_bodies(competition: str) -> ResponseReturnValue:
    """Who carries it out, and who supports it."""
    faces.edit_bodies(
        ctx(),
        actor=actor(),
        competition_id=competition,
        undertaken_by=changed("undertaken_by"),
        supported_by=changed("supported_by"),
    )
    return done("saved", "face", competition=competition)


@bp.post("/competitions/<competition>/face/sound")
@form_of(face)
def set_event_sound(competition: str) -> ResponseReturnValue:
    """Whether its screens sound, and how loud."""
    volume = number("volume", 0, faces.LOUDEST, faces.face_of(ctx(), competition).volume)
    on = "sound" in request.form
    faces.set_event_sound(
        ctx(),
        actor=actor(),
        competition_id=competition,
        on=None if request.form.get("was-sound") == ("1" if on else "") else on,
        volume=None if changed("volume") is None else volume,
    )
    return done("saved", "face", competition=competition)


@bp.post("/competitions/<competition>/face/logos")
@form_of(face)
def add_logo(competition: str) -> ResponseReturnValue:
    """One more logo."""
    competition_record(competition)
    name, data = upload()
    picture, _ = _read(name, data, "logo")
    faces.add_logo(ctx(), actor=actor(), competition_id=competition, picture=picture)
    return done("picture-kept", "face", {"name": name}, competition=competition)


@bp.post("/competitions/<competition>/face/logos/remove")
@form_of(face)
def remove_logo(competition: str) -> ResponseReturnValue:
    """A logo is shown no more."""
    faces.remove_logo(ctx(), actor=actor(), competition_id=competition, logo=request.form.get("logo", ""))
    return done("saved", "face", competition=competition)


@bp.post("/competitions/<competition>/face/backdrop")
@form_of(face)
def set_backdrop(competition: str) -> ResponseReturnValue:
    """A picture behind every scene, or that of the theme again."""
    competition_record(competition)
    if "remove" in request.form:
        faces.remove_backdrop(ctx(), actor=actor(), competition_id=competition)
        return done("saved", "face", competition=competition)
    name, data = upload()
    picture, made = _read(name, data, "backdrop")
    faces.set_backdrop(
        ctx(), actor=actor(), competition_id=competition, picture=picture, bright=made.bright, dark=made.dark
    )
    return done("picture-kept", "face", {"name": name}, competition=competition)


@bp.post("/competitions/<competition>/face/texts")
@form_of(face)
def add_text(competition: str) -> ResponseReturnValue:
    """A text that hosts may show."""
    title, text = request.form.get("title", ""), request.form.get("text", "")
    faces.add_text(ctx(), actor=actor(), competition_id=competition, title=title, text=text)
    return done("saved", "face", competition=competition, _anchor="texts")


@bp.post("/competitions/<competition>/face/texts/remove")
@form_of(face)
def remove_text(competition: str) -> ResponseReturnValue:
    """A text is offered no more."""
    faces.remove_text(ctx(), actor=actor(), competition_id=competition, title=request.form.get("title", ""))
    return done("saved", "face", competition=competition, _anchor="texts")


@bp.post("/matches/<match>/sound")
@form_of(match_page)
def set_match_sound(match: str) -> ResponseReturnValue:
    """The sound of one match, also while it is played."""
    sound = request.form.get("sound", "")
    if sound not in ("", "on", "off"):
        raise Invalid("input-wrong", places="sound")
    volume = number("volume", 0, faces.LOUDEST, 0) if request.form.get("volume", "").strip() else None
    faces.set_match_sound(
        ctx(), actor=actor(), match_id=match, sound=cast(Literal["", "on", "off"], sound), volume=volume
    )
    return done("saved", "match", match=match)


@bp.post("/matches/<match>/teams/<team>/picture")
@form_of(lambda match, team, error=None: teams_page(match, error))
def set_team_picture(match: str, team: str) -> ResponseReturnValue:
    """The picture of a team on 亮相, also once the match is open."""
    of_match = {one.team.id: one.team for one in roster.roster_of(ctx(), match)}
    if team not in of_match:
        raise NotFound("team-unknown", team=team)
    anchor = f"team-{team}"
    if "remove" in request.form:
        faces.set_team_picture(ctx(), actor=actor(), team_id=team, picture=None)
        return done("saved", "teams", match=match, _anchor=anchor)
    name, data = upload()
    picture, _ = _read(name, data, "team")
    faces.set_team_picture(ctx(), actor=actor(), team_id=team, picture=picture)
    return done("picture-kept", "teams", {"name": name}, match=match, _anchor=anchor)


@bp.post("/matches/<match>/teams/pictures")
@form_of(teams_page)
def bring_team_pictures(match: str) -> ResponseReturnValue:
    """Pictures of many teams at once, each file called as its team or by its station; all of them or none."""
    brought = [file for file in request.files.getlist("files") if file.filename]
    if not brought:
        raise Invalid("file-needed")
    if len(brought) > MOST_PICTURES:
        raise Invalid("too-many-pictures", limit=MOST_PICTURES)
    of_team = _by_team(match, brought)
    give_turn_back()
    made = {team: _read(file.filename or "", file.read(), "team")[0] for team, file in of_team.items()}
    faces.set_team_pictures(ctx(), actor=actor(), match_id=match, pictures=made)
    return done("pictures-kept", "teams", {"count": len(made)}, match=match)


def _by_team(match: str, brought: list[FileStorage]) -> Mapping[str, FileStorage]:
    """The file of each team; raises ``Invalid("pictures-unmatched" | "pictures-twice")``."""
    teams = [one.team for one in roster.roster_of(ctx(), match)]
    found: dict[str, FileStorage] = {}
    unknown: list[str] = []
    for file in brought:
        team = _called(file.filename or "", teams)
        if team is None:
            unknown.append(file.filename or "")
        elif team.id in found:
            raise Invalid("pictures-twice", team=team.name)
        else:
            found[team.id] = file
    if unknown:
        raise Invalid("pictures-unmatched", names=unknown[:10])
    return found


def _called(name: str, teams: list[Team]) -> Team | None:
    """The team after which a file is called: by its name, or by the number of its station."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0].strip()
    for team in teams:
        if same_form(stem) == same_form(team.name):
            return team
    figures = stem.removesuffix("号台").removesuffix("号").strip()
    station = int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 4 else 0
    return next((team for team in teams if station and team.station == station), None)


def _read(name: str, data: bytes, use: Use) -> tuple[MediaFile, ScreenPicture]:
    """A picture that somebody has brought, made anew in a process of its own."""
    made = child.read("screen-picture", name, data, _made, said={"use": use})
    return new_media(name=name, mime=made.mime, data=made.data), made


def _made(answer: Any) -> ScreenPicture:
    return ScreenPicture(answer["mime"], base64.b64decode(answer["data"]), answer["bright"], answer["dark"])
