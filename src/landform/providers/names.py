"""Physical names as CloudFormation makes them: stack, logical id and twelve random characters.

The random part is derived from the client token, so a repeated request gives the same name.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from landform.ground.handler import HandlerRequest

ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
LOWER_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
RANDOM_LENGTH: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """What a type's generated names look like."""

    max_length: int
    is_lower: bool = False
    has_stack: bool = True  # False: logical id and random part only
    prefix: str = ""
    suffix: str = ""


def token_characters(token: str, length: int, alphabet: str = ALPHABET) -> str:
    """Characters that look random and depend on the token alone."""
    number = int.from_bytes(blake2b(token.encode(), digest_size=32).digest(), "big")
    characters = []
    for _ in range(length):
        number, index = divmod(number, len(alphabet))
        characters.append(alphabet[index])
    return "".join(characters)


def generated_name(request: HandlerRequest, rule: NameRule) -> str:
    """The name of a resource whose template gives none."""
    alphabet = LOWER_ALPHABET if rule.is_lower else ALPHABET
    random_part = token_characters(request.client_token, RANDOM_LENGTH, alphabet) + rule.suffix
    room = rule.max_length - len(random_part) - len(rule.prefix) - 1
    if not rule.has_stack:
        text = f"{request.logical_id[:room]}-{random_part}"
    else:
        stack, logical = _shortened(request.stack_name, request.logical_id, room - 1)
        text = f"{stack}-{logical}-{random_part}" if stack else f"{logical}-{random_part}"
    text = rule.prefix + text
    return text.lower() if rule.is_lower else text


def _shortened(stack: str, logical: str, room: int) -> tuple[str, str]:
    """Both parts cut to fit; a short one leaves its share to the other."""
    if len(stack) + len(logical) <= room:
        return stack, logical
    half = room // 2
    if len(logical) <= half:
        return stack[: room - len(logical)], logical
    if len(stack) <= half:
        return stack, logical[: room - len(stack)]
    return stack[:half], logical[: room - half]
