"""Tokens that stand for paths into a state's input."""

from typing import Any, Final

from landform.cdk.core.tokens import (
    IResolvable,
    Tokenization,
    is_token,
    token_list,
    token_number,
    token_of_list,
    token_of_number,
    token_text,
)

INTRINSICS: Final = (
    *("Array", "ArrayPartition", "ArrayContains", "ArrayRange", "ArrayGetItem", "ArrayLength", "ArrayUnique"),
    *("Base64Encode", "Base64Decode", "Hash", "JsonMerge", "StringToJson", "JsonToString", "MathRandom"),
    *("MathAdd", "StringSplit", "UUID", "Format"),
)


class PathToken:
    """A path; templates show it as it is."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.display_hint = path.lstrip("$.['\"")

    def resolve(self, context: Any) -> str:
        """The path."""
        del context
        return self.path

    def to_json(self) -> str:
        """The path, marked."""
        return f"<path:{self.path}>"

    def to_string(self) -> str:
        """A text that stands for it."""
        return token_text(self, self.display_hint)

    def __str__(self) -> str:
        return self.to_string()


def text_of(path: str) -> str:
    """A text that stands for a path."""
    return PathToken(path).to_string()


def list_of(path: str) -> list[str]:
    """A list that stands for a path."""
    token = PathToken(path)
    return token_list(token, token.display_hint)


def number_of(path: str) -> float:
    """A number that stands for a path."""
    return token_number(PathToken(path))


def object_of(path: str) -> IResolvable:
    """An object that stands for a path."""
    return PathToken(path)


def check_path(path: str) -> None:
    """Raise ValueError for what is neither a path nor an intrinsic function."""
    if not path.startswith("$") and not path.startswith(tuple(f"States.{each}" for each in INTRINSICS)):
        raise ValueError(
            "A JSON path starts with '$', or is an intrinsic function: "
            f"{', '.join(f'States.{each}' for each in INTRINSICS)}. Received: {path}"
        )


def check_data_path(path: str) -> None:
    """Raise ValueError for what is no path to data."""
    if not path.startswith("$"):
        raise ValueError(f"A JSON path to data starts with '$'. Received: {path}")


def path_of_text(text: str) -> str | None:
    """The path that a text stands for; None for other texts.

    Raises ValueError where a path is a part of the text.
    """
    pieces = [token for token in Tokenization.reverse_string(text).tokens if isinstance(token, PathToken)]
    if not pieces:
        return None
    if Tokenization.reverse_complete_string(text) is None:
        raise ValueError(
            f"A path has to be the whole text: it cannot be a part of one (found '{text}'). "
            "Put texts together with JsonPath.format"
        )
    return pieces[0].path


def path_of_list(items: list[Any]) -> str | None:
    """The path that a list stands for; None for other lists."""
    return path_of_object(token_of_list(items))


def path_of_number(number: float) -> str | None:
    """The path that a number stands for; None for other numbers."""
    return path_of_object(token_of_number(number))


def path_of_object(value: Any) -> str | None:
    """The path that an object stands for; None for other objects."""
    return value.path if isinstance(value, PathToken) else None


def path_of(value: Any) -> str | None:
    """The path that a value stands for; None for other values."""
    if isinstance(value, str):
        return path_of_text(value)
    if isinstance(value, list):
        return path_of_list(value)
    if isinstance(value, float):
        return path_of_number(value)
    return path_of_object(value) if is_token(value) else None


def plain_path(text: str) -> str:
    """The path that a text stands for, else the text."""
    return path_of_text(text) or text
