"""Sounds and films (MP3, MP4): whether the bytes are one, and whether a film has its end."""

from __future__ import annotations

from scoring.attachments.mp4 import tracks_of
from scoring.engine.errors import Invalid

FRAMES = 3
"""Frames that must follow each other before bytes count as MP3: two bytes of a frame's head stand anywhere."""

_BITRATES = {  # kbit/s by the index in the head; layer III of MPEG 1, and of MPEG 2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Hz by the version in the head (ISO 11172-3, 13818-3)."""

ID3_HEAD = 10


def is_mp3(data: bytes) -> bool:
    """Whether frames of MP3 follow each other, after a tag or at once."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) > at + ID3_HEAD:
        at += ID3_HEAD + _id3_size(data[at + 6 : at + 10])
    at += len(data[at : at + 4096]) - len(data[at : at + 4096].lstrip(b"\0"))  # padding of the tag
    for frame in range(FRAMES):
        size = _frame(data[at : at + 4])
        if not size:
            return frame > 0 and at >= len(data)  # a very short sound has fewer
        at += size
    return True


def _id3_size(said: bytes) -> int:
    """Seven bits of each byte."""
    size = 0
    for byte in said:
        size = size << 7 | byte & 0x7F
    return size


def _frame(head: bytes) -> int:
    """The bytes of the frame that begins with these four; 0 where none begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # the sync, and layer III
        return 0
    version, rate = (head[1] >> 3) & 3, (head[2] >> 2) & 3
    bits = head[2] >> 4
    if version not in _RATES or rate == 3 or not 0 < bits < 15:
        return 0
    per_frame = 144_000 if version == 3 else 72_000
    return per_frame * _BITRATES[version == 3][bits] // _RATES[version][rate] + ((head[2] >> 1) & 1)


def check_mp4(name: str, data: bytes) -> int:
    """0 pages.  Raises ``Invalid("attachment-broken")`` for a film without its tracks or its end."""
    if not any(track.kind in ("vide", "soun") for track in tracks_of(data)) or not _is_whole(data):
        raise Invalid("attachment-broken", name=name)
    return 0


def _is_whole(data: bytes) -> bool:
    """Whether the last box ends where the file ends, or before."""
    at = 0
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size == 0:
            return True  # to the end of the file
        if size < head:
            return False
        at += size
    return at <= len(data)
