"""Which network addresses are of the public internet; everything else is refused."""

from __future__ import annotations

import ipaddress
from typing import Final

from unblush.errors import PageUnreadable

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def check_public(address: str, name: str) -> None:
    """Refuse an address that is not of the public internet, also where it is wrapped in an IPv6 one.

    Raises:
        PageUnreadable: it is private, local, shared, reserved or for many at once.
    """
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        raise _refused(name) from None
    wrapped: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [found]
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        wrapped += [one for one in inner if one is not None]
        if found in _NAT64 or int(found) >> 32 == 0:  # NAT64, and the old IPv4-compatible form
            wrapped.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if found.is_site_local or found.ipv4_mapped is not None or found.teredo is not None:
            raise _refused(name)
    for one in wrapped:
        if not one.is_global or one.is_multicast or one.is_reserved or one.is_unspecified or one.is_loopback:
            raise _refused(name)


def _refused(name: str) -> PageUnreadable:
    return PageUnreadable(
        "refused",
        name,
        "this address leads into a private network, not to a public page",
        "save the page and name the file",
    )
