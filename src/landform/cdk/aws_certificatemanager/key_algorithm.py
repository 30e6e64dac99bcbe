"""The keys of certificates.

Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
"""

from landform.cdk.core.checked import Checked


class KeyAlgorithm(Checked):
    """A kind of key, by its name."""

    EC_PRIME256_V1: "KeyAlgorithm"
    EC_SECP384_R1: "KeyAlgorithm"
    EC_SECP521_R1: "KeyAlgorithm"
    RSA_1024: "KeyAlgorithm"
    RSA_2048: "KeyAlgorithm"
    RSA_3072: "KeyAlgorithm"
    RSA_4096: "KeyAlgorithm"

    def __init__(self, name: str) -> None:
        self.name = name


for _member, _name in (
    ("EC_PRIME256_V1", "EC_prime256v1"),
    ("EC_SECP384_R1", "EC_secp384r1"),
    ("EC_SECP521_R1", "EC_secp521r1"),
    ("RSA_1024", "RSA_1024"),
    ("RSA_2048", "RSA_2048"),
    ("RSA_3072", "RSA_3072"),
    ("RSA_4096", "RSA_4096"),
):
    setattr(KeyAlgorithm, _member, KeyAlgorithm(_name))
