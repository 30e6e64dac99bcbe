"""Which things may connect to each other: every rule is written on both sides.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
"""

from collections.abc import Callable, Sequence
from typing import Any

from landform.cdk.core.checked import Checked


class _Growing:
    """A list whose watchers also see what is added later."""

    def __init__(self, items: Sequence[Any] = ()) -> None:
        self.items: list[Any] = []
        self._watchers: list[Callable[[Any], None]] = []
        for each in items:
            self.add(each)

    def add(self, item: Any) -> None:
        """Add an item and tell the watchers."""
        self.items.append(item)
        for watch in list(self._watchers):
            watch(item)

    def watch(self, watcher: Callable[[Any], None]) -> None:
        """Tell of every item, now and later."""
        self._watchers.append(watcher)
        for each in list(self.items):
            watcher(each)


class Connections(Checked):
    """The network side of a thing: its security groups, and what may connect to it."""

    def __init__(
        self, *, default_port: Any = None, peer: Any = None, security_groups: Sequence[Any] | None = None
    ) -> None:
        self.default_port = default_port
        self._groups = _Growing(security_groups or ())
        self._peers = _Growing(security_groups or ())
        if peer is not None:
            self._peers.add(peer)
        self._is_skipped = False  # while the other side writes its rule
        self._is_remote = False  # the rule was started on the other side

    @property
    def connections(self) -> "Connections":
        """Itself."""
        return self

    @property
    def security_groups(self) -> list[Any]:
        """The security groups."""
        return list(self._groups.items)

    def add_security_group(self, *security_groups: Any) -> None:
        """Add security groups; the rules made before hold for them, too."""
        for each in security_groups:
            self._groups.add(each)
            self._peers.add(each)

    def allow_to(self, other: Any, port_range: Any, description: str | None = None) -> None:
        """Let this connect to another."""
        if self._is_skipped:
            return
        is_remote = self._is_remote
        theirs = other.connections

        def on_group(group: Any) -> None:
            theirs._peers.watch(lambda peer: group.add_egress_rule(peer, port_range, description, is_remote))

        self._groups.watch(on_group)
        self._mirrored(theirs, lambda: theirs.allow_from(self, port_range, description))

    def allow_from(self, other: Any, port_range: Any, description: str | None = None) -> None:
        """Let another connect to this."""
        if self._is_skipped:
            return
        is_remote = self._is_remote
        theirs = other.connections

        def on_group(group: Any) -> None:
            theirs._peers.watch(lambda peer: group.add_ingress_rule(peer, port_range, description, is_remote))

        self._groups.watch(on_group)
        self._mirrored(theirs, lambda: theirs.allow_to(self, port_range, description))

    def allow_internally(self, port_range: Any, description: str | None = None) -> None:
        """Let the members connect to each other."""

        def on_group(group: Any) -> None:
            def on_peer(peer: Any) -> None:
                group.add_ingress_rule(peer, port_range, description)
                group.add_egress_rule(peer, port_range, description)

            self._peers.watch(on_peer)

        self._groups.watch(on_group)

    def allow_to_any_ipv4(self, port_range: Any, description: str | None = None) -> None:
        """Let this connect to every IPv4 address."""
        self.allow_to(_anyone(), port_range, description)

    def allow_from_any_ipv4(self, port_range: Any, description: str | None = None) -> None:
        """Let every IPv4 address connect to this."""
        self.allow_from(_anyone(), port_range, description)

    def allow_default_port_internally(self, description: str | None = None) -> None:
        """Let the members connect to each other on the default port."""
        self.allow_internally(self._default("allowDefaultPortInternally(): this resource"), description)

    def allow_default_port_from_any_ipv4(self, description: str | None = None) -> None:
        """Let every IPv4 address connect to the default port."""
        self.allow_from_any_ipv4(self._default("allowDefaultPortFromAnyIpv4(): this resource"), description)

    def allow_default_port_from(self, other: Any, description: str | None = None) -> None:
        """Let another connect to the default port."""
        self.allow_from(other, self._default("allowDefaultPortFrom(): this resource"), description)

    def allow_default_port_to(self, other: Any, description: str | None = None) -> None:
        """Let this connect to another on this one's default port."""
        self.allow_to(other, self._default("allowDefaultPortTo(): this resource"), description)

    def allow_to_default_port(self, other: Any, description: str | None = None) -> None:
        """Let this connect to the default port of another."""
        port = other.connections._default("Cannot call allowToDefaultPort(): other resource")
        self.allow_to(other, port, description)

    def _default(self, asked: str) -> Any:
        if self.default_port is None:
            prefix = "" if asked.startswith("Cannot") else "Cannot call "
            raise ValueError(f"{prefix}{asked} has no default port")
        return self.default_port

    def _mirrored(self, theirs: "Connections", write: Callable[[], None]) -> None:
        """Write the rule of the other side, which must not write ours again."""
        self._is_skipped, theirs._is_remote = True, True
        try:
            write()
        finally:
            self._is_skipped, theirs._is_remote = False, False


def _anyone() -> Any:
    from landform.cdk.aws_ec2.peer import Peer

    return Peer.any_ipv4()
