"""Where a request comes from, as far as it can be believed."""

import ipaddress

from django.conf import settings


def origin(request) -> str:
    """The nearest address that is not one of our own proxies; an IPv6 address stands for its /64.

    Each proxy adds to the right of X-Forwarded-For whom it heard from. So the header is read from the right,
    only as long as the one who wrote that part is trusted; without trusted proxies it is ignored.
    """
    heard_from = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104  a unix socket has no address
    claims = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while claims and is_ours(heard_from) and is_address(claims[-1]):
        heard_from = claims.pop()
    return network_of(heard_from)


def is_ours(address: str) -> bool:
    if not is_address(address):
        return False
    return any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in settings.TRUSTED_PROXIES)


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def network_of(address: str) -> str:
    if is_address(address) and ipaddress.ip_address(address).version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return address
