"""AWS::CertificateManager: certificates, how their domains are proved, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "certificate": "Certificate",
        "dns_validated_certificate": "DnsValidatedCertificate",
        "key_algorithm": "KeyAlgorithm",
        "private_certificate": "PrivateCertificate",
        "validation": "CertificateValidation ValidationMethod",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::CertificateManager", _HOMES)
