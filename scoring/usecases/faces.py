"""What the big screens of a competition and of a match look and sound like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.engine.quiz.caption import caption, need_no_caption
from scoring.usecases.context import Context
from scoring.usecases.face_records import Backdrop, BeforeCue, EventFace, MatchFace, PreparedText
from scoring.usecases.guards import clean, get_competition, get_match, get_team, require_organiser
from scoring.usecases.media import keep_media
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import MediaFile, Medium, Team
from scoring.usecases.shown_media import forget_unused, pictures_of

MOST_LOGOS = 6
MOST_TEXTS = 20
LONGEST_BODIES = 240
"""Characters of all bodies of one line."""

LOUDEST = 100

Sound = Literal["", "on", "off"]


def event_face(uow: UnitOfWork, competition_id: str) -> EventFace:
    """The face of a competition, as a new one has it where nobody has said anything."""
    return uow.of(EventFace).get(competition_id) or EventFace(competition_id)


def match_face(uow: UnitOfWork, match_id: str) -> MatchFace:
    """The face of a match, likewise."""
    return uow.of(MatchFace).get(match_id) or MatchFace(match_id)


def face_of(ctx: Context, competition_id: str) -> EventFace:
    """The face of a competition; raises ``NotFound("competition-unknown")``."""
    with ctx.store.read() as uow:
        get_competition(uow, competition_id)
        return event_face(uow, competition_id)


def own_face(ctx: Context, match_id: str) -> tuple[MatchFace, EventFace]:
    """The face of a match and that of its competition; raises ``NotFound("match-unknown")``."""
    with ctx.store.read() as uow:
        match = get_match(uow, match_id)
        return match_face(uow, match_id), event_face(uow, match.competition)


def edit_bodies(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    undertaken_by: str | None = None,
    supported_by: str | None = None,
) -> EventFace:
    """Who carries out the competition (承办) and who supports it (协办); what is None stays.  Raises
    ``Invalid("text-too-long")``."""
    said = {"undertaken_by": undertaken_by, "supported_by": supported_by}
    new = {
        name: clean(text, name, limit=LONGEST_BODIES, needed=False) for name, text in said.items() if text is not None
    }
    return _edit(ctx, actor, competition_id, lambda face: replace(face, **new))  # type: ignore[arg-type]


def set_event_sound(
    ctx: Context, *, actor: Actor, competition_id: str, on: bool | None, volume: int | None
) -> EventFace:
    """Whether the big screens of a competition sound, and how loud; None leaves it.  Raises
    ``Invalid("number-out-of-range")``."""
    if volume is not None:
        _check_volume(volume)

    def change(face: EventFace) -> EventFace:
        return replace(face, sound=face.sound if on is None else on, volume=face.volume if volume is None else volume)

    return _edit(ctx, actor, competition_id, change)


def set_match_sound(ctx: Context, *, actor: Actor, match_id: str, sound: Sound, volume: int | None) -> MatchFace:
    """Another sound in one match, also while it is played; ``""`` and None: as its competition has it.  A match that
    was muted sounds again.  Raises ``Invalid("number-out-of-range")``."""
    require_organiser(actor)
    if volume is not None:
        _check_volume(volume)
    return _edit_match(ctx, match_id, lambda face: replace(face, sound=sound, volume=volume, muted=False))


def add_logo(ctx: Context, *, actor: Actor, competition_id: str, picture: MediaFile) -> EventFace:
    """One more logo; raises ``Refused("too-many-logos")``."""

    def change(face: EventFace) -> EventFace:
        if picture.id in face.logos:
            return face
        if len(face.logos) >= MOST_LOGOS:
            raise Refused("too-many-logos", limit=MOST_LOGOS)
        return replace(face, logos=(*face.logos, picture.id))

    return _edit(ctx, actor, competition_id, change, picture)


def remove_logo(ctx: Context, *, actor: Actor, competition_id: str, logo: str) -> EventFace:
    """A logo is shown no more; nothing where it is not."""
    return _edit(
        ctx, actor, competition_id, lambda face: replace(face, logos=tuple(one for one in face.logos if one != logo))
    )


def set_backdrop(
    ctx: Context, *, actor: Actor, competition_id: str, picture: MediaFile, bright: str, dark: str
) -> EventFace:
    """A picture behind every scene, with the most and the least of each colour in it."""
    backdrop = Backdrop(picture.id, bright, dark)
    return _edit(ctx, actor, competition_id, lambda face: replace(face, backdrop=backdrop), picture)


def remove_backdrop(ctx: Context, *, actor: Actor, competition_id: str) -> EventFace:
    """The backdrop of the theme is shown again."""
    return _edit(ctx, actor, competition_id, lambda face: replace(face, backdrop=None))


def add_text(ctx: Context, *, actor: Actor, competition_id: str, title: str, text: str) -> EventFace:
    """A text that hosts may show.  Raises ``Invalid`` as ``caption`` does, ``Refused("too-many-texts")``,
    ``Conflict("text-titled")`` where one has this title."""
    prepared = PreparedText(*caption(title, text))

    def change(face: EventFace) -> EventFace:
        if len(face.texts) >= MOST_TEXTS:
            raise Refused("too-many-texts", limit=MOST_TEXTS)
        if any(one.title == prepared.title for one in face.texts):
            raise Conflict("text-titled", title=prepared.title)
        return replace(face, texts=(*face.texts, prepared))

    return _edit(ctx, actor, competition_id, change)


def remove_text(ctx: Context, *, actor: Actor, competition_id: str, title: str) -> EventFace:
    """A prepared text is offered no more; what is on a screen stays there until the next cue."""
    return _edit(
        ctx,
        actor,
        competition_id,
        lambda face: replace(face, texts=tuple(one for one in face.texts if one.title != title)),
    )


def set_team_picture(ctx: Context, *, actor: Actor, team_id: str, picture: MediaFile | None) -> Team:
    """The picture of a team on 亮相, None for none; also once the match is open, for it counts for nothing.  Raises
    ``NotFound("team-unknown")``."""
    with ctx.store.read() as uow:
        match = get_team(uow, team_id).match
    return set_team_pictures(ctx, actor=actor, match_id=match, pictures={team_id: picture})[0]


def set_team_pictures(
    ctx: Context, *, actor: Actor, match_id: str, pictures: Mapping[str, MediaFile | None]
) -> Sequence[Team]:
    """The pictures of teams of a match by their ids, all of them or none.  Raises ``NotFound("team-unknown")`` for a
    team that is not, or no longer, in the match."""
    require_organiser(actor)
    brought = {one.id: one for one in pictures.values() if one is not None}
    media = keep_media(ctx, list(brought.values()))
    with ctx.store.write() as uow:
        old = [get_team(uow, team) for team in pictures]
        for team in old:
            if team.match != match_id:
                raise NotFound("team-unknown", team=team.id)
        teams = [replace(team, picture=one.id if (one := pictures[team.id]) else "") for team in old]
        _keep(uow, media)
        uow.of(Team).put_all(teams)
        forget_unused(uow, [team.picture for team in old])
        uow.commit()
    return teams


def mute(ctx: Context, *, actor: Actor, match_id: str, muted: bool) -> MatchFace:
    """The host silences the big screens of a match at once, or lets them sound again."""
    _require_host(actor)
    return _edit_match(ctx, match_id, lambda face: replace(face, muted=muted))


def cue_before(ctx: Context, *, actor: Actor, match_id: str, cue: BeforeCue) -> MatchFace:
    """What the screens show until the match is open.  Raises ``Refused("match-opened")`` once it is, for then a cue is
    an entry; ``NotFound("team-unknown" | "text-unknown")``, ``Invalid`` for words as ``scene.show`` does."""
    _require_host(actor)
    if cue.scene == "text":
        title, text = caption(cue.title, cue.text)
        cue = replace(cue, title=title, text=text)
    else:
        need_no_caption(cue.scene, cue.title, cue.text)
    with ctx.store.write() as uow:
        match = get_match(uow, match_id)
        if match.opened:
            raise Refused("match-opened", match=match_id)
        if cue.team and cue.team not in {team.id for team in uow.of(Team).all(match=match_id)}:
            raise NotFound("team-unknown", team=cue.team)
        prepared = PreparedText(cue.title, cue.text)
        if cue.scene == "text" and prepared not in event_face(uow, match.competition).texts:
            raise NotFound("text-unknown", title=cue.title)
        face = replace(match_face(uow, match_id), before=cue)
        uow.of(MatchFace).put(face)
        uow.commit()
    return face


def _edit(
    ctx: Context,
    actor: Actor,
    competition_id: str,
    change: Callable[[EventFace], EventFace],
    *pictures: MediaFile,
) -> EventFace:
    require_organiser(actor)
    media = keep_media(ctx, pictures)
    with ctx.store.write() as uow:
        get_competition(uow, competition_id)
        old = event_face(uow, competition_id)
        face = change(old)
        _keep(uow, media)
        uow.of(EventFace).put(face)
        forget_unused(uow, pictures_of(old) - pictures_of(face))
        uow.commit()
    return face


def _keep(uow: UnitOfWork, media: Sequence[Medium]) -> None:
    """Record the media that are not there yet: one that a question names keeps its name."""
    uow.of(Medium).put_all([one for one in media if uow.of(Medium).get(one.id) is None])


def _edit_match(ctx: Context, match_id: str, change: Callable[[MatchFace], MatchFace]) -> MatchFace:
    with ctx.store.write() as uow:
        get_match(uow, match_id)
        face = change(match_face(uow, match_id))
        uow.of(MatchFace).put(face)
        uow.commit()
    return face


def _require_host(actor: Actor) -> None:
    if actor.role not in ("host", "chief", "organiser"):
        raise Forbidden("role-not-allowed", role=actor.role)


def _check_volume(volume: int) -> None:
    if not 0 <= volume <= LOUDEST:
        raise Invalid("number-out-of-range", low=0, high=LOUDEST)
