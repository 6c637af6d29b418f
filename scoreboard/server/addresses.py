"""The addresses under which the venue's devices reach this machine."""

from __future__ import annotations

import io
import ipaddress
from urllib.parse import urlsplit

import ifaddr
import segno

_LINK_LOCAL = "169.254."

SERVICE = "leitai"
"""The name that the server gives to a program that finds its port taken."""


def lan_addresses() -> list[str]:
    """The IPv4 addresses of this machine's network interfaces, without the loopback; sends nothing to the network."""
    found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    return [address for address in found if not address.startswith(("127.", _LINK_LOCAL))]


EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  what it was told to listen on


def own_url(host: str, port: int) -> str:
    """The address under which this machine's own browser finds a server that listens on ``host``."""
    if host in EVERYWHERE:
        return f"http://127.0.0.1:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def base_urls(host: str, port: int, public_url: str = "") -> list[str]:
    """The addresses to hand out, the best first: the public one where it is set, those of the LAN, this machine's."""
    tail = "" if port == 80 else f":{port}"
    if host not in EVERYWHERE:
        found = [f"http://{host}{tail}"]
    else:
        found = [f"http://{address}{tail}" for address in (*lan_addresses(), "localhost")]
    return [public_url, *found] if public_url else found


def is_loopback(url: str) -> bool:
    """Whether an address leads only to the machine that opens it."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def block_of(address: str) -> str:
    """The block that an address is counted under: an IPv4 address itself; for an IPv6 address its /64, since one device
    may take as many of these addresses as it likes.  Text that is no address is counted under itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def is_own(address: str) -> bool:
    """Whether a connection from ``address`` comes from this machine itself."""
    block = block_of(address)
    return block.startswith("127.") or address == "::1"


def qr(url: str) -> str:
    """``url`` as a QR code of text lines, for a terminal."""
    out = io.StringIO()
    segno.make(url, micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()
