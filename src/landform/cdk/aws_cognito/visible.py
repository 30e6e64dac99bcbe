"""Text of letters, marks, symbols, numbers and punctuation, as names and addresses in Cognito are."""

import unicodedata
from typing import Final

_ALLOWED: Final = "LMSNP"


def is_visible(text: str, longest: int) -> bool:
    """Whether it has such characters only, and neither none nor too many."""
    return 1 <= len(text) <= longest and all(unicodedata.category(each)[0] in _ALLOWED for each in text)
