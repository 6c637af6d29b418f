"""What a packet of the socket may be: text, and for an event its name and no more than one value."""

from __future__ import annotations

from typing import Any

from scoreboard.server.engineio_parts import Packet


class TextPacket(Packet):
    """A packet without attachments.  No event has any, and a client that announces very many of them could make the
    server keep all that it sends."""

    uses_binary_events = False
    """No value that is sent is looked through for bytes, which takes as long as to encode it."""

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; raises ValueError for one with attachments or of another shape."""
        count: int = super().decode(encoded_packet)
        if self.has_attachments():
            raise ValueError("attachments are not taken")
        if self.is_event() and not _is_event(self.data):
            raise ValueError("an event is a name and one value")
        if self.is_acknowledgement() and not isinstance(self.data, list):
            raise ValueError("an acknowledgement is a list")
        return count


def _is_event(data: Any) -> bool:
    return isinstance(data, list) and 1 <= len(data) <= 2 and isinstance(data[0], str)
