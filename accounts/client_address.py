"""Which machine asks, as a keyed hash: enough to count by, too little to find anybody."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

IPV6_HOUSEHOLD = 64  # a single line gets a whole network of this size


def address_key(request: HttpRequest) -> str:
    """Return a name for the address a request came from; the address itself is kept nowhere."""
    return salted_hmac(
        "client address", _network(_address(request)), algorithm="sha256"
    ).hexdigest()


def _address(request: HttpRequest) -> str:
    """Return what the connection says, or behind a proxy of ours what that proxy wrote last.

    Everything further left in the header came from the client, who can write anything.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return ""  # whatever cannot be read counts as one address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), IPV6_HOUSEHOLD), strict=False))


def _without_port(address: str) -> str:
    """Some proxies write 192.0.2.1:4711 or [2001:db8::1]:4711."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, colon, port = address.partition(":")
    return host if colon and port.isdigit() else address
