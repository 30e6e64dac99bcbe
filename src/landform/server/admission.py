"""Who may speak to the server, by what a browser says of a request: a web page is not the user.

Any page that a developer has open can send requests to this machine. Browsers tell which page sends them
(Origin, Sec-Fetch-Site) and under which name the page reached us (Host), and pages cannot change these. So a
request is let in by the table in `refusal`. Programs other than browsers send neither Origin nor
Sec-Fetch-Site, and name hosts that are let in. Signatures are landform.server.auth's.

Source: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from landform.cloud.hosts import LOOPBACK, is_aws_host

FUNCTION_DOMAIN: Final = ".on.aws"
WILDCARDS: Final = frozenset({"0.0.0.0", "::"})  # addresses to listen on that mean: all of the machine's
_NETLOC: Final = re.compile(r"(?:\[(?P<address>[0-9a-fA-F:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?\Z")
_ORIGIN: Final = re.compile(r"https?://(?P<netloc>[^/?#@\s]+)\Z")
_RELATED: Final = frozenset({"none", "same-origin"})  # the user's own doing, or a page of this server
_LETS_IN: Final = "`landform serve --allow-host NAME` lets one in."
_WHY: Final = "so that no web page can act in the name of the developer who has it open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What is let in beside the loopback names and the names of AWS's services."""

    hosts: frozenset[str] = frozenset()  # names or addresses, lower case, without a port
    origins: frozenset[str] = frozenset()  # as browsers write them: scheme://host, and a port if need be
    any_address: bool = False  # any IP address is a host of ours; a DNS name that turns to us never is one

    def refusal_on_the_wire(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        """The same for headers as they came."""
        return self.refusal(
            (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers
        )

    def refusal(self, headers: Iterable[tuple[str, str]]) -> str | None:
        """Why a request with these headers (names in lower case) is refused; None when it is let in.

        Host            a host of ours                  go on; a request without one is no browser's
                        any other                       refused
        Origin          loopback, Host's own, or named  let in
                        any other, also `null`          refused
        Sec-Fetch-Site  none, same-origin, or not sent  let in
                        same-site, at a loopback host   let in: another port of this machine
                        any other                       refused
        """
        found: dict[str, list[str]] = {"host": [], "origin": [], "sec-fetch-site": []}
        for name, value in headers:
            if name in found:
                found[name].append(value.strip())
        for host in found["host"]:
            if not self._is_own_host(host):
                return (
                    f"The host {host[:200]!r} is not one of this server's, which answers to loopback names "
                    f"and the names of AWS's services, {_WHY}. {_LETS_IN}"
                )
        for origin in found["origin"]:
            if not self._is_own_origin(origin, found["host"]):
                return (
                    f"Requests of pages from {origin[:200]!r} are refused, {_WHY}. "
                    "`landform serve --allow-origin ORIGIN` lets a site in, but never `null`."
                )
        if found["origin"] or all(_is_related(each, found["host"]) for each in found["sec-fetch-site"]):
            return None
        return (
            f"A page of another site asked for this without naming itself, which is refused, {_WHY}. "
            "Open the address by hand, or let the page ask with CORS and its site in by "
            "`landform serve --allow-origin ORIGIN`."
        )

    def _is_own_host(self, netloc: str) -> bool:
        host = host_of(netloc)
        if host is None:
            return False
        if _is_loopback(host) or host in LOOPBACK or host in self.hosts:
            return True
        if is_aws_host(host) or host.endswith(FUNCTION_DOMAIN):
            return True
        return self.any_address and _address(host) is not None

    def _is_own_origin(self, origin: str, hosts: list[str]) -> bool:
        found = _ORIGIN.match(origin)
        if found is None:
            return False
        if origin.lower() in self.origins or found["netloc"] in hosts:  # the hosts were let in already
            return True
        host = host_of(found["netloc"])
        return host is not None and _is_loopback(host)


def admission_of(listening: str, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> Admission:
    """What a server lets in that listens on the address or name `listening`.

    Raises ValueError, its message a sentence, when a host or an origin is not one.
    """
    allowed = set()
    for each in hosts:
        host = host_of(each)
        if host is None:
            raise ValueError(f"--allow-host takes the name of a host or an address, not {each!r}")
        allowed.add(host)
    for each in origins:
        if _ORIGIN.match(each) is None:
            raise ValueError(f"--allow-origin takes an origin, such as https://app.example.com, not {each!r}")
    return Admission(
        hosts=frozenset({*allowed, listening.lower()} - WILDCARDS),
        origins=frozenset(each.lower() for each in origins),
        any_address=listening in WILDCARDS,
    )


def host_of(netloc: str) -> str | None:
    """The name or address in `name:port` or `[address]:port`, in lower case; None when it is neither."""
    found = _NETLOC.match(netloc)
    if found is None:
        return None
    return (found["address"] or found["name"]).lower().removesuffix(".")


def _is_loopback(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_related(site: str, hosts: list[str]) -> bool:
    if site in _RELATED:
        return True
    names = [host_of(each) for each in hosts]
    return site == "same-site" and all(each is not None and _is_loopback(each) for each in names)
