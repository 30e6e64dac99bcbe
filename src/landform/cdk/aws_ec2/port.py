"""What may be connected to: protocols and ports.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_ec2.parts import data, enum_of
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

Protocol = enum_of("Protocol", data("protocols")["protocols"])
ALL_PORTS = 65535
_NAMED = {
    "SSH": 22,
    "SMTP": 25,
    "HTTP": 80,
    "POP3": 110,
    "IMAP": 143,
    "LDAP": 389,
    "HTTPS": 443,
    "SMB": 445,
    "IMAPS": 993,
    "POP3_S": 995,
    "POP3S": 995,  # the same in the API's own spelling
    "MSSQL": 1433,
    "NFS": 2049,
    "MYSQL_AURORA": 3306,
    "RDP": 3389,
    "POSTGRES": 5432,
    "DNS_TCP": 53,
}


class Port(Checked):
    """A protocol with its ports."""

    DNS_TCP: ClassVar["Port"]
    DNS_UDP: ClassVar["Port"]
    HTTP: ClassVar["Port"]
    HTTPS: ClassVar["Port"]
    IMAP: ClassVar["Port"]
    IMAPS: ClassVar["Port"]
    LDAP: ClassVar["Port"]
    MSSQL: ClassVar["Port"]
    MYSQL_AURORA: ClassVar["Port"]
    NFS: ClassVar["Port"]
    POP3: ClassVar["Port"]
    POP3_S: ClassVar["Port"]
    POP3S: ClassVar["Port"]
    POSTGRES: ClassVar["Port"]
    RDP: ClassVar["Port"]
    SMB: ClassVar["Port"]
    SMTP: ClassVar["Port"]
    SSH: ClassVar["Port"]

    def __init__(
        self,
        *,
        protocol: Any,
        string_representation: str,
        from_port: float | None = None,
        to_port: float | None = None,
    ) -> None:
        self._protocol = protocol
        self._shown = string_representation
        self._from = from_port
        self._to = to_port
        self.can_inline_rule = not is_unresolved(from_port) and not is_unresolved(to_port)

    @staticmethod
    def tcp(port: float) -> "Port":
        """A TCP port."""
        return _ports("TCP", port, port, _shown(port))

    @staticmethod
    def tcp_range(start_port: float, end_port: float) -> "Port":
        """TCP ports from one to another."""
        return _ports("TCP", start_port, end_port, f"{_shown(start_port)}-{_shown(end_port)}")

    @staticmethod
    def all_tcp() -> "Port":
        """Every TCP port."""
        return _ports("TCP", 0, ALL_PORTS, "ALL PORTS")

    @staticmethod
    def udp(port: float) -> "Port":
        """A UDP port."""
        return _ports("UDP", port, port, f"UDP {_shown(port)}")

    @staticmethod
    def udp_range(start_port: float, end_port: float) -> "Port":
        """UDP ports from one to another."""
        return _ports("UDP", start_port, end_port, f"UDP {_shown(start_port)}-{_shown(end_port)}")

    @staticmethod
    def all_udp() -> "Port":
        """Every UDP port."""
        return _ports("UDP", 0, ALL_PORTS, "UDP ALL PORTS")

    @staticmethod
    def icmp_type_and_code(type: float, code: float) -> "Port":
        """ICMP messages of a type and code."""
        return _ports("ICMP", type, code, f"ICMP Type {_shown(type)} Code {_shown(code)}")

    @staticmethod
    def icmp_type(type: float) -> "Port":
        """ICMP messages of a type."""
        return _ports("ICMP", type, -1, f"ICMP Type {_shown(type)}")

    @staticmethod
    def icmp_ping() -> "Port":
        """Echo requests."""
        return Port.icmp_type(8)

    @staticmethod
    def all_icmp() -> "Port":
        """All ICMP messages."""
        return _ports("ICMP", -1, -1, "ALL ICMP")

    @staticmethod
    def all_icmp_v6() -> "Port":
        """All ICMP messages of IPv6."""
        return _ports("ICMPV6", -1, -1, "ALL ICMPv6")

    @staticmethod
    def all_traffic() -> "Port":
        """Every protocol and port."""
        return Port(protocol=Protocol.ALL, string_representation="ALL TRAFFIC")

    @staticmethod
    def esp() -> "Port":
        """The encrypted packets of IPsec."""
        return _ports("ESP", 50, 50, "ESP 50")

    @staticmethod
    def ah() -> "Port":
        """The authenticated packets of IPsec."""
        return _ports("AH", 51, 51, "AH 51")

    def to_rule_json(self) -> dict[str, Any]:
        """As a rule has it; ports that do not matter are left out."""
        written = {"ipProtocol": data("protocols")["protocols"][self._protocol.value]}
        ports = {"fromPort": self._from, "toPort": self._to}
        return written | {name: port for name, port in ports.items() if port is not None}

    def to_string(self) -> str:
        """Readable; part of the names of rules."""
        return self._shown

    def __str__(self) -> str:
        return self._shown


def _ports(protocol: str, start: float, end: float, shown: str) -> Port:
    return Port(protocol=Protocol[protocol], from_port=start, to_port=end, string_representation=shown)


def _shown(port: float) -> str:
    if is_unresolved(port):
        return "{IndirectPort}"
    return str(int(port)) if float(port).is_integer() else str(port)


for _name, _number in _NAMED.items():
    setattr(Port, _name, Port.tcp(_number))
Port.DNS_UDP = Port.udp(53)
