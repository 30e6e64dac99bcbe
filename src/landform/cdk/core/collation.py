"""The order of text as people sort it: punctuation, digits, letters without regard to case.

Lists of templates that are sorted by a name, such as tags and dependencies, are sorted so. The order is that
of the Unicode Collation Algorithm for ASCII; other letters come behind in the order of their code points.
Source: https://www.unicode.org/reports/tr10/
"""

from functools import cache

_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"
_RANKS = {character: rank for rank, character in enumerate(_ORDER)}


@cache
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """A key for sorting; of two texts that differ in case alone, the one with the small letter is first."""
    primary = tuple(_rank(each) for each in text)
    return primary, tuple(each.isupper() for each in text)


def _rank(character: str) -> int:
    known = _RANKS.get(character.lower())
    return known if known is not None else len(_ORDER) + ord(character)
