"""Small values of databases: addresses and certificates.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
"""

from typing import ClassVar

from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text


class Endpoint(Checked):
    """Where a database is reached."""

    def __init__(self, address: str, port: float) -> None:
        self.hostname = address
        self.port = port

    @property
    def socket_address(self) -> str:
        """The address with the port."""
        return f"{self.hostname}:{number_text(self.port)}"


class CaCertificate(Checked):
    """The authority that signs a database's certificate."""

    RDS_CA_2019: ClassVar["CaCertificate"]
    RDS_CA_ECC384_G1: ClassVar["CaCertificate"]
    RDS_CA_RDS2048_G1: ClassVar["CaCertificate"]
    RDS_CA_RDS4096_G1: ClassVar["CaCertificate"]
    RDS_CA_RSA2048_G1: ClassVar["CaCertificate"]
    RDS_CA_RSA4096_G1: ClassVar["CaCertificate"]

    def __init__(self, identifier: str) -> None:
        self._identifier = identifier

    @staticmethod
    def of(identifier: str) -> "CaCertificate":
        """An authority by its name."""
        return CaCertificate(identifier)

    def to_string(self) -> str:
        """Its name."""
        return self._identifier

    def __str__(self) -> str:
        return self._identifier


CaCertificate.RDS_CA_2019 = CaCertificate("rds-ca-2019")
CaCertificate.RDS_CA_ECC384_G1 = CaCertificate("rds-ca-ecc384-g1")
CaCertificate.RDS_CA_RDS2048_G1 = CaCertificate("rds-ca-rds2048-g1")
CaCertificate.RDS_CA_RDS4096_G1 = CaCertificate("rds-ca-rds4096-g1")
CaCertificate.RDS_CA_RSA2048_G1 = CaCertificate("rds-ca-rsa2048-g1")
CaCertificate.RDS_CA_RSA4096_G1 = CaCertificate("rds-ca-rsa4096-g1")
