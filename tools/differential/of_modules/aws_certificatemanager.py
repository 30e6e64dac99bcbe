"""What calls of aws_certificatemanager are given: ways to prove a domain, and an authority."""

from typing import Any, Final

_MODULE: Final = "aws_certificatemanager"
_ZONE: Final = {"new": "aws_route53.HostedZone", "id": "Zone0", "kw": {"zone_name": "example.com"}}
_AUTHORITY: Final = {
    "new": "aws_acmpca.CfnCertificateAuthority",
    "id": "Authority0",
    "kw": {
        "key_algorithm": "RSA_2048",
        "signing_algorithm": "SHA256WITHRSA",
        "subject": {"map": {"country": "DE"}},
        "type": "ROOT",
    },
}

VALUES: Final[dict[str, tuple[Any, Any]]] = {
    f"{_MODULE}.CertificateValidation": (
        {"static": f"{_MODULE}.CertificateValidation.from_dns", "args": [_ZONE]},
        {
            "static": f"{_MODULE}.CertificateValidation.from_email",
            "args": [{"map": {"example.com": "example.com"}}],
        },
    ),
    f"{_MODULE}.ICertificate": (
        {"new": f"{_MODULE}.Certificate", "id": "Certificate0", "kw": {"domain_name": "example.com"}},
        {
            "static": f"{_MODULE}.Certificate.from_certificate_arn",
            "args": [{"stack": True}, "Certificate1", "arn:aws:acm:us-east-1:111122223333:certificate/a"],
        },
    ),
    "interfaces.aws_acmpca.ICertificateAuthorityRef": (_AUTHORITY, _AUTHORITY),
}
SAME: Final[dict[str, str]] = {
    f"{_MODULE}.Certificate": f"{_MODULE}.ICertificate",
    f"interfaces.{_MODULE}.ICertificateRef": f"{_MODULE}.ICertificate",
}
_EMAIL: Final = {"static": f"{_MODULE}.CertificateValidation.from_email"}
_MANY: Final = {
    "static": f"{_MODULE}.CertificateValidation.from_dns_multi_zone",
    "args": [{"map": {"example.com": _ZONE, "a.example.com": _ZONE}}],
}
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_MODULE}.Certificate": {
        **{
            f"mail of {name}": {"kw": {"domain_name": name, "validation": _EMAIL}}
            for name in ("www.example.co.uk", "a.b.example.com", "*.example.com", "x.y.example.com.au")
        },
        "names and zones": {
            "kw": {"subject_alternative_names": ["a.example.com", "*.example.com"], "validation": _MANY}
        },
        "a long name": {"kw": {"domain_name": "a" * 61 + ".com"}},
    },
}
