"""What a packet of the socket may be: text."""

from __future__ import annotations

from typing import Any

from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet


class TextPacket(Packet):
    """A packet without attachments.  No event of ours has any, and whoever announces a thousand million of them could
    have the server keep all it sends."""

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; raises ValueError for one with attachments."""
        count: int = super().decode(encoded_packet)
        if self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("attachments are not taken")
        return count
