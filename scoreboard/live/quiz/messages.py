"""The Socket.IO events that only a match has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoreboard.live.messages import Act, Done, Event, Failed, Message
from scoring.engine.quiz.caption import LONGEST_TEXT, LONGEST_TITLE
from scoring.usecases.face_records import BeforeScene

Lack = Literal["keep", "vibrate", "fit"]
"""What a device cannot do: keep an answer over a reload; shake at a press; fit a page into what its bars leave free."""


class PressTest(Act):
    """The press test before a round.  A desk starts it (``start``); a team's seat presses.

    ``press`` the device's own id for it, ``pressed_at`` server time in ms as the device reckons, ``rtt`` its best round
    trip in ms, ``lacks`` what it cannot do.
    """

    start: bool = False
    press: str = Field(default="", max_length=64)
    pressed_at: int | None = None
    rtt: int | None = Field(default=None, ge=0, le=600_000)
    lacks: list[Lack] = Field(default=[], max_length=8)


class PressTestResult(Message):
    """What everybody in the match sees of the test.

    ``started``: press now; ``at`` is when it opened.  ``pressed``: ``team`` pressed ``after`` ms later (None where no
    test was started), known to ± ``uncertainty`` ms; ``arrived`` is when it came.  ``rtt`` is the round trip that the
    server measured (None: not yet, the order of arrival counts), ``slow`` where that is more than is believed of one,
    ``cut`` by how many ms the device said it was earlier than can be believed, ``lacks`` what the device cannot do.
    """

    state: Literal["started", "pressed"]
    at: int
    team: str = ""
    press: str = ""
    after: int | None = None
    arrived: int = 0
    uncertainty: int = 0
    rtt: int | None = None
    cut: int = 0
    slow: bool = False
    lacks: list[Lack] = Field(default=[])


SoundName = Literal["countdown", "press", "right", "wrong", "reveal", "applause"]
"""The sounds of a big screen."""


class ScreenSound(Act):
    """The host silences the big screens at once (``mute``), lets them sound again, or tries a sound (``test``)."""

    mute: bool | None = None
    test: SoundName | None = None


class SoundTest(Message):
    """The big screen plays this sound once, if it may."""

    test: SoundName


class ScreenBefore(Act):
    """What the big screens show until the match is open; from then on a cue is a command.

    ``team``: whom the scene ``teams`` shows alone; ``title`` and ``text``: one of the prepared texts; ``link``: 待机
    with the way to the public page.
    """

    scene: BeforeScene
    team: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=LONGEST_TITLE)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    link: bool = False


EVENTS: tuple[Event, ...] = (
    Event("press.test", "receive", "Start the press test, or press in it.", PressTest, Done | Failed,
          roles=("team", "host", "chief")),
    Event("press.test", "send", "What happened in the press test.", PressTestResult),
    Event("screen.sound", "receive", "Silence the big screens, or try a sound on them.", ScreenSound, Done | Failed,
          roles=("host", "chief")),
    Event("screen.sound", "send", "Play a sound once.", SoundTest, roles=("display",)),
    Event("screen.before", "receive", "Cue a scene before the opening.", ScreenBefore, Done | Failed,
          roles=("host", "chief")),
)  # fmt: skip
"""The press test, the sound of the big screens, and their scenes before the opening."""
