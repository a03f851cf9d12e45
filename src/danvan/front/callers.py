"""Where a request comes from, as far as it can be believed: the lock-out after wrong passwords goes by it."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks: the last one in `X-Forwarded-For` that is no trusted proxy.

    Each proxy adds the address it heard from at the end, so what a stranger wrote there stands before their own
    address and is never reached; without a trusted proxy at the other end of the line the header is not looked at.
    """
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while nearest is not None and _is_trusted(nearest) and told:
        before = _address(told.pop())
        if before is None:
            break
        nearest = before
    return str(nearest or "")


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
