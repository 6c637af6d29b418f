"""Commands of the hall's phones on an item of 观众互动.  None of them touches a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class OpenPhones:
    """开放手机作答: the phones of the hall may answer the current item.  Facts: ``item`` ``until`` (ms since the epoch)
    ``digest``: the commitment of the draw's secret."""

    kind: Literal["phones.open"] = "phones.open"


@dataclass(frozen=True, slots=True)
class ClosePhones:
    """截止手机作答: no phone is taken any more; the system says it when the time is over.  Facts: ``answers`` the text
    of all answers (``phones.answers_text``), ``names`` of the first ones by number."""

    item: int
    kind: Literal["phones.close"] = "phones.close"


@dataclass(frozen=True, slots=True)
class DrawPhones:
    """抽取: so many ``winners`` among those who were right, by the ``number`` that the hall named.

    Facts: ``secret``.
    """

    item: int
    number: str
    winners: int = 1
    kind: Literal["phones.draw"] = "phones.draw"


@dataclass(frozen=True, slots=True)
class HidePhoneNames:
    """不显示昵称: the screens have the numbers alone, or the short names as well."""

    item: int
    hidden: bool
    kind: Literal["phones.names"] = "phones.names"
