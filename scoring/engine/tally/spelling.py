"""The spellings of names in a table; names that look alike are one name: 张 一 and 张一, Ａ and A."""

from __future__ import annotations

from scoring.engine.names import same_form


def _form(name: str) -> str:
    """The form of a name; plain letters and numbers, as most are, need no search for signs that look alike."""
    return name.casefold() if name.isascii() and name.isalnum() else same_form(name)


class Spellings:
    """The names of one kind as a table spells them; the first spelling is the name of all that look alike."""

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        self._by_form = {_form(name): name for name in ("", *first)}
        self._known = {name: name for name in ("", *first)}
        self.own = {"", *first}
        """The spellings that are the names themselves."""
        self.others: dict[tuple[str, str], str] = {}
        """(the name, another spelling of it) → where that stands first."""

    def name(self, spelled: str, place: str) -> str:
        """The name that is meant."""
        if (known := self._known.get(spelled)) is not None:
            return known
        name = self._known[spelled] = self._by_form.setdefault(_form(spelled), spelled)
        if name == spelled:
            self.own.add(name)
        else:
            self.others[name, spelled] = place
        return name
