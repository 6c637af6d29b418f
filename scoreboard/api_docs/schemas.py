"""JSON Schema of every message, from the types that the code itself reads and builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from scoreboard.api_docs.commands import describe
from scoreboard.api_docs.fields import say_fields
from scoreboard.i18n.catalogue import catalogue
from scoreboard.live import messages
from scoreboard.live.quiz.commands import READER
from scoreboard.live.quiz.messages import PressTest, PressTestResult, ScreenBefore, ScreenSound, SoundTest
from scoreboard.live.review.commands import READER as REVIEW_READER
from scoreboard.presenters.competition.views import CompetitionOperatorView, CompetitionView
from scoreboard.presenters.public import PublicView, Results
from scoreboard.presenters.quiz.air import AirView
from scoreboard.presenters.quiz.views import DeskView, JudgeView, TeamView, View
from scoreboard.presenters.review.views import ReviewChairView, ReviewHostView, ReviewJudgeView, ReviewView
from scoreboard.web.commands import LONGEST_REASON, Receipt
from scoring.engine.competition.commands_written import ShowRanking
from scoring.engine.competition.kinds import KINDS as COMPETITION_KINDS
from scoring.engine.kinds import Kinds
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.review.kinds import KINDS as REVIEW_KINDS

PREFIX = "#/components/schemas/"


VIEWS: dict[str, TypeAdapter[Any]] = {
    "View": TypeAdapter(View),
    "AirView": TypeAdapter(AirView),
    "TeamView": TypeAdapter(TeamView),
    "JudgeView": TypeAdapter(JudgeView),
    "DeskView": TypeAdapter(DeskView),
}
"""The exact shape of each audience's view, without missing or extra fields.  ``View`` itself is the display's."""

VIEW_OF = {
    "display": "View",
    "air": "AirView",
    "team": "TeamView",
    "judge": "JudgeView",
    "host": "DeskView",
    "chief": "DeskView",
}
"""The schema of each audience of a match."""

REVIEW_VIEWS: dict[str, TypeAdapter[Any]] = {
    "ReviewView": TypeAdapter(ReviewView),
    "ReviewJudgeView": TypeAdapter(ReviewJudgeView),
    "ReviewChairView": TypeAdapter(ReviewChairView),
    "ReviewHostView": TypeAdapter(ReviewHostView),
}
"""The exact shape of each audience's view of a review.  ``ReviewView`` itself is that of all who have none of their
own."""

REVIEW_VIEW_OF = dict.fromkeys(("display", "unit", "endorser", "office", "clerk", "approver"), "ReviewView") | {
    "judge": "ReviewJudgeView",
    "chair": "ReviewChairView",
    "host": "ReviewHostView",
}
"""The schema of each audience of a review."""

COMPETITION_VIEWS: dict[str, TypeAdapter[Any]] = {
    "CompetitionView": TypeAdapter(CompetitionView),
    "CompetitionOperatorView": TypeAdapter(CompetitionOperatorView),
}
"""The exact shape of each audience's view of a competition."""

COMPETITION_VIEW_OF = {"display": "CompetitionView", "operator": "CompetitionOperatorView"}
"""The schema of each audience of a competition."""


class Exact(GenerateJsonSchema):
    """Points are exact decimals: text, or a whole number; never a binary fraction."""

    def decimal_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002  the base's name
        return {"type": ["string", "integer"], "pattern": r"^-?\d+(\.\d+)?$"}


def components() -> dict[str, Any]:
    """Every schema that both documents share, by its name."""
    return dict(_shared())


def models(listed: Iterable[type[BaseModel]]) -> dict[str, Any]:
    """The schemas of models, and of what they hold, by name."""
    return _collected((model.__name__, TypeAdapter(model)) for model in listed)


@cache
def _shared() -> dict[str, Any]:
    of_messages = [
        getattr(messages, name)
        for name in (
            "CommandMessage",
            "CommandDone",
            "Done",
            "Failed",
            "Nothing",
            "PingTime",
            "PongTime",
            "PresenceMessage",
            "ServerNotice",
            "SeatRequest",
            "SeatDecide",
            "Devices",
            "DeviceReload",
            "DeviceName",
            "DeviceMove",
            "PageName",
            "JudgeCall",
            "JudgeCalled",
            "ScreenReport",
        )
    ]
    of_messages += [PressTest, PressTestResult, ScreenBefore, ScreenSound, SoundTest]
    named: list[tuple[str, TypeAdapter[Any]]] = [
        ("Command", READER.adapter),
        ("ReviewCommand", REVIEW_READER.adapter),
        ("ShowRanking", TypeAdapter(ShowRanking)),
        *VIEWS.items(),
        *REVIEW_VIEWS.items(),
        *COMPETITION_VIEWS.items(),
        ("PublicView", TypeAdapter(PublicView)),
        ("Results", TypeAdapter(Results)),
        ("Receipt", TypeAdapter(Receipt)),
        *((model.__name__, TypeAdapter(model)) for model in of_messages),
    ]
    schemas = _collected(named)
    _describe_commands(schemas, "Command", KINDS, "match")
    _describe_commands(schemas, "ReviewCommand", REVIEW_KINDS, "review")
    cue = "written.show"
    describe(schemas, {cue: "ShowRanking"}, {cue: COMPETITION_KINDS[cue]}, "competition")
    either = [{"$ref": PREFIX + name} for name in ("Command", "ReviewCommand", "ShowRanking")]
    schemas["CommandMessage"]["properties"]["command"] = {"anyOf": either}
    schemas["ErrorBody"]["properties"]["code"]["enum"] = error_codes()
    for name in ("Command", "ReviewCommand"):
        _close_commands(schemas, name)
    schemas["ShowRanking"]["additionalProperties"] = False
    schemas["AnyView"] = _any_view(VIEW_OF)
    schemas["AnyReviewView"] = _any_view(REVIEW_VIEW_OF)
    schemas["AnyCompetitionView"] = _any_view(COMPETITION_VIEW_OF)
    schemas["Error"] = {
        "type": "object",
        "description": "Everything that was refused, in the language asked for.",
        "properties": {"error": {"$ref": PREFIX + "ErrorBody"}},
        "required": ["error"],
        "additionalProperties": False,
    }
    for name in ("CommandMessage", "Error"):
        say_fields(name, schemas[name])
    return schemas


def error_codes() -> list[str]:
    """Every code that an error may carry: those that have words."""
    return sorted({key.split(".")[1] for key in catalogue("en") if key.startswith("errors.")})


def _collected(named: Iterable[tuple[str, TypeAdapter[Any]]]) -> dict[str, Any]:
    listed = list(named)
    inputs: list[Any] = [(name, "validation", adapter) for name, adapter in listed]
    tops, shared = TypeAdapter.json_schemas(inputs, ref_template=PREFIX + "{model}", schema_generator=Exact)
    schemas: dict[str, Any] = dict(shared.get("$defs", {}))
    for (name, _), schema in tops.items():
        if schema.get("$ref") != PREFIX + str(name):
            schemas[str(name)] = schema
    for name, schema in schemas.items():
        _needs_kind(schema)
        say_fields(name, schema)
    return schemas


def _needs_kind(schema: dict[str, Any]) -> None:
    """A command must name its kind: the default is for Python callers only."""
    kind = schema.get("properties", {}).get("kind", {})
    if "const" in kind:
        kind.pop("default", None)
        schema["required"] = sorted({"kind", *schema.get("required", [])})


def _describe_commands(schemas: dict[str, Any], name: str, kinds: Kinds[Any], job: str) -> None:
    mapping = {k: ref.removeprefix(PREFIX) for k, ref in schemas[name]["discriminator"]["mapping"].items()}
    describe(schemas, mapping, kinds, job)


def _close_commands(schemas: dict[str, Any], name: str) -> None:
    """A command holds its fields and nothing else; over HTTP its reason and the step seen stand in the same object."""
    any_command = schemas.pop(name)
    for reference in any_command["oneOf"]:
        schemas[reference["$ref"].removeprefix(PREFIX)].pop("additionalProperties", None)  # both jobs have some kinds
    reason = {"type": "string", "maxLength": LONGEST_REASON, "description": "Why; some commands need it."}
    seen = {"type": "integer", "description": "The last step that the desk's view showed; another one is refused."}
    named = [{"$ref": f"{PREFIX}{name}Fields"}]
    schemas[f"{name}Fields"] = any_command
    schemas[name] = {"allOf": named, "unevaluatedProperties": False}
    if_seq = {
        "type": "integer",
        "description": "The seq of the desk's view; refused as `head-moved` where there are entries after it.",
    }
    body = {"reason": reason, "seen": seen, "if_seq": if_seq}
    schemas[f"{name}Body"] = {"allOf": named, "properties": body, "unevaluatedProperties": False}


def _any_view(of: Mapping[str, str]) -> dict[str, Any]:
    return {
        "description": "The view of the caller's audience; ``audience`` says which.",
        "oneOf": [{"$ref": PREFIX + name} for name in dict.fromkeys(of.values())],
        "discriminator": {
            "propertyName": "audience",
            "mapping": {audience: PREFIX + name for audience, name in of.items()},
        },
    }
