"""What is said of a service before anybody connects to it.

Source: https://www.rfc-editor.org/rfc/rfc9460
"""

from collections.abc import Sequence
from typing import Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text

_SELF: Final = "."


class Alpn(Checked):
    """A protocol that is agreed on while a TLS connection is made."""

    H2: "Alpn"
    H3: "Alpn"
    HTTP1_1: "Alpn"

    def __init__(self, protocol: str) -> None:
        self.protocol = protocol

    @staticmethod
    def of(protocol: str) -> "Alpn":
        """Any protocol by its name."""
        return Alpn(protocol)


Alpn.H2 = Alpn("h2")
Alpn.H3 = Alpn("h3")
Alpn.HTTP1_1 = Alpn("http1.1")


class _Binding(Checked):
    """A value of a record: priority, name and parameters."""

    def __init__(self, priority: float, target: str, parameters: Sequence[str] = ()) -> None:
        self._text = " ".join((number_text(priority), target, *parameters))

    def to_string(self) -> str:
        """How it stands in a record."""
        return self._text

    def __str__(self) -> str:
        return self._text


def _parameters(
    *,
    alpn: Sequence[Alpn] | None,
    ipv4hint: Sequence[str] | None,
    ipv6hint: Sequence[str] | None,
    mandatory: Sequence[str] | None,
    no_default_alpn: bool | None,
    port: float | None,
) -> list[str]:
    found = []
    if mandatory:
        found.append(f'mandatory="{",".join(mandatory)}"')
    if alpn:
        found.append(f'alpn="{",".join(each.protocol for each in alpn)}"')
    if no_default_alpn:
        found.append("no-default-alpn")
    if port is not None:
        found.append(f"port={number_text(port)}")
    if ipv4hint:
        found.append(f'ipv4hint="{",".join(ipv4hint)}"')
    if ipv6hint:
        found.append(f'ipv6hint="{",".join(ipv6hint)}"')
    return found


class SvcbRecordValue(_Binding):
    """A value of an SVCB record."""

    @staticmethod
    def alias(target_name: str) -> "SvcbRecordValue":
        """Everything is as another name has it."""
        return SvcbRecordValue(0, target_name)

    @staticmethod
    def service(
        *,
        alpn: Sequence[Alpn] | None = None,
        ipv4hint: Sequence[str] | None = None,
        ipv6hint: Sequence[str] | None = None,
        mandatory: Sequence[str] | None = None,
        no_default_alpn: bool | None = None,
        port: float | None = None,
        priority: float | None = None,
        target_name: str | None = None,
    ) -> "SvcbRecordValue":
        """How the service is reached."""
        parameters = _parameters(
            alpn=alpn,
            ipv4hint=ipv4hint,
            ipv6hint=ipv6hint,
            mandatory=mandatory,
            no_default_alpn=no_default_alpn,
            port=port,
        )
        return SvcbRecordValue(1 if priority is None else priority, target_name or _SELF, parameters)


class HttpsRecordValue(_Binding):
    """A value of an HTTPS record."""

    @staticmethod
    def alias(target_name: str) -> "HttpsRecordValue":
        """Everything is as another name has it."""
        return HttpsRecordValue(0, target_name)

    @staticmethod
    def service(
        *,
        alpn: Sequence[Alpn] | None = None,
        ipv4hint: Sequence[str] | None = None,
        ipv6hint: Sequence[str] | None = None,
        mandatory: Sequence[str] | None = None,
        no_default_alpn: bool | None = None,
        port: float | None = None,
        priority: float | None = None,
        target_name: str | None = None,
    ) -> "HttpsRecordValue":
        """How the service is reached."""
        parameters = _parameters(
            alpn=alpn,
            ipv4hint=ipv4hint,
            ipv6hint=ipv6hint,
            mandatory=mandatory,
            no_default_alpn=no_default_alpn,
            port=port,
        )
        return HttpsRecordValue(1 if priority is None else priority, target_name or _SELF, parameters)
