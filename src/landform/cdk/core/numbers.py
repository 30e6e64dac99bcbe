"""Numbers as text."""

from typing import Final

EXPONENT: Final = 1e21
"""From here on JavaScript, and so aws-cdk-lib, writes numbers with an exponent; so are those that stand for
tokens, which are found again in texts by it.
"""


def number_text(value: float) -> str:
    """The number without a fraction where it is whole: `400.0` is `400`; a token's as texts may hold it."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < EXPONENT
    return f"{int(value)}" if is_whole else f"{value}"
