"""Which addresses may be fetched: none inside the network of whoever runs the program, unless they are named.

A feed is written by strangers, and so are the links and redirects in it: without this check one could make the
program ask a router, a database or a cloud's metadata server behind its firewall (server-side request forgery). The
address that was checked is the one that is connected to, so that a name that changes between the two (DNS rebinding)
gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from mithaq.sources.refusal import RefusalError

_PORTS: Final = frozenset({80, 443, 8080, 8443})
_DEFAULT: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_url(url: str, allowed: Iterable[str]) -> tuple[str, int]:
    """Return host and port of an address that may be fetched as far as it can be told without asking for it.

    Args:
        url: Absolute.
        allowed: Hosts, or ``host:port``, that may be private and may have any port.

    Raises:
        RefusalError: If it is no web address, carries a name or password, or has an unusual port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT.get(parts.scheme, 0)
    except ValueError as error:
        raise RefusalError("forbidden", "feeds.bad-address", url=url, error=str(error)) from error
    host = parts.hostname or ""
    if parts.scheme not in _DEFAULT or not host:
        raise RefusalError("forbidden", "feeds.no-address", url=url)
    if parts.username is not None or parts.password is not None:
        raise RefusalError("forbidden", "feeds.credentials")
    if port not in _PORTS and not is_allowed(host, port, allowed):
        raise RefusalError("forbidden", "feeds.port", port=str(port))
    return host, port


def find_address(host: str, port: int, allowed: Iterable[str]) -> str:
    """Return the address of a host that is connected to.

    Args:
        host: A name, or an address.
        port: Of the server.
        allowed: As for `check_url`.

    Raises:
        RefusalError: If the name is not known, or leads only to addresses that are not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusalError("unreachable", "feeds.unknown-name", host=host) from error
    addresses = [str(item[4][0]) for item in found]
    if is_allowed(host, port, allowed):
        return addresses[0]
    public = [address for address in addresses if is_public(address)]
    if not public:
        raise RefusalError("forbidden", "feeds.not-public", host=host, address=addresses[0])
    return public[0]


def is_allowed(host: str, port: int, allowed: Iterable[str]) -> bool:
    """Tell whether a host was named as one that may be private."""
    names = {name.lower() for name in allowed}
    return host.lower() in names or f"{host.lower()}:{port}" in names


def is_public(text: str) -> bool:
    """Tell whether an address is reachable by everybody: not loopback, private, link-local, multicast or reserved.

    Args:
        text: IPv4 or IPv6; what IPv6 wraps of IPv4 (mapped, 6to4, Teredo, NAT64) is judged by both.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *_unwrap(address)))


def _unwrap(address: Address) -> list[Address]:
    if not isinstance(address, ipaddress.IPv6Address):
        return []
    inner: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
