"""Whether an API operation changes something, decided by its name; unsure counts as changing.

Reads are not logged. What is wrongly taken for a change only costs a row in the log; the reverse would
lose data, so the list of reading words is short.
"""

from typing import Final

READING_WORDS: Final = (
    "Describe",
    "Get",
    "List",
    "Head",
    "BatchGet",
    "Lookup",
    "Query",
    "Scan",
    "Search",
    "Simulate",
    "Validate",
)

READINGS_THAT_CHANGE: Final = frozenset(
    {
        ("kms", "DescribeKey"),  # moto makes the keys of alias/aws/… when they are first asked for
        ("secretsmanager", "GetRandomPassword"),  # a repeated request must get the same password
        ("sts", "GetFederationToken"),
        ("sts", "GetSessionToken"),
    }
)

READINGS_BY_OTHER_NAMES: Final = frozenset(
    {
        # They change nothing, and OpenSSL's randomness is in their answers.
        ("acm", "ExportCertificate"),
        ("kms", "Decrypt"),
        ("kms", "Encrypt"),
        ("kms", "GenerateMac"),
        ("kms", "ReEncrypt"),
        ("kms", "Sign"),
        ("kms", "Verify"),
        ("kms", "VerifyMac"),
    }
)

EFFECTS_ELSEWHERE: Final = frozenset(
    {
        # What a function does it does through requests of its own, which are logged; running it again
        # during a replay would do it twice.
        ("lambda", "Invoke"),
        ("lambda", "InvokeAsync"),
    }
)

READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def is_change(service: str, operation: str) -> bool:
    """Whether the API operation (botocore's names) may change the service's state."""
    if (service, operation) in EFFECTS_ELSEWHERE | READINGS_BY_OTHER_NAMES:
        return False
    if (service, operation) in READINGS_THAT_CHANGE:
        return True
    return not operation.startswith(READING_WORDS)


def is_change_on_the_wire(service: str, method: str, target: str | None, action: str | None) -> bool:
    """The same for a request of which only the wire form is known.

    Args:
        service: the signing name, "" when unsigned.
        target: the X-Amz-Target header of JSON protocols.
        action: the Action field of query protocols.
    """
    operation = action or (target.rpartition(".")[2] if target else None)
    if operation:
        return is_change(service, operation)
    return method not in READING_METHODS
