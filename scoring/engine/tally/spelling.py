"""Names that look alike are one name: 张 一, 张一 with a zero-width sign, Ａ and A."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name as it is compared: full-width forms folded, without blanks and without signs that nobody sees."""
    if name.isascii() and " " not in name and name.isprintable():
        return name
    plain = unicodedata.normalize("NFKC", name)
    return "".join(sign for sign in plain if not (sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc")))


class Spellings:
    """The names of one kind as a table spells them; the first spelling is the name of all that look alike."""

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        self._by_form = {folded(name): name for name in ("", *first)}
        self._known = {name: name for name in ("", *first)}
        self.own = {"", *first}
        """The spellings that are the names themselves."""
        self.others: dict[tuple[str, str], str] = {}
        """(the name, another spelling of it) → where that stands first."""

    def name(self, spelled: str, place: str) -> str:
        """The name that is meant."""
        if (known := self._known.get(spelled)) is not None:
            return known
        name = self._known[spelled] = self._by_form.setdefault(folded(spelled), spelled)
        if name == spelled:
            self.own.add(name)
        else:
            self.others[name, spelled] = place
        return name
