"""Tokens: values known only at synthesis, hidden inside plain strings, lists and numbers.

One registry for the process keeps which token stands behind which text, because users put tokens into
f-strings and pass them through code that knows nothing of them. Strings hold `${Token[NAME.7]}`, lists one
item `#{Token[NAME.7]}`, numbers a very large negative double whose low bits are the token's number.
"""

import re
import struct
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, Protocol, runtime_checkable

from landform.cdk.core.checked import Checked

STRING_TOKEN: Final = re.compile(r"\$\{Token\[([a-zA-Z0-9:._-]*)\.(\d+)\]\}")
LIST_TOKEN: Final = re.compile(r"#\{Token\[([a-zA-Z0-9:._-]*)\.(\d+)\]\}\Z")
NUMBER_SIGN: Final = "e+289"  # in the text of every number that stands for a token
_PIECE = re.compile(STRING_TOKEN.pattern + r"|(-1\.888\d+e\+289)")
_NOT_IN_NAMES = re.compile(r"[^a-zA-Z0-9:._-]")
_DOUBLE_MARK = 0xFBFF  # the high 16 bits of a double that stands for a token
MAX_TOKENS = 2**32 - 1


@runtime_checkable
class IResolvable(Protocol):
    """A value that says at synthesis what it is."""

    def resolve(self, context: "IResolveContext") -> Any:
        """The value, which may hold further tokens."""


class IResolveContext(Protocol):
    """Where a token is being resolved."""

    @property
    def scope(self) -> Any:
        """The construct whose template the value goes into."""

    @property
    def preparing(self) -> bool:
        """Whether references are only being collected."""

    def resolve(self, x: Any) -> Any:
        """Resolve an inner value in the same context."""


class _Registry:
    """Which token has which number, and the texts that stand for it."""

    def __init__(self) -> None:
        self.tokens: dict[int, IResolvable] = {}
        self._numbers: dict[int, int] = {}  # id(token) -> number; tokens are kept alive in `tokens`
        self._strings: dict[int, str] = {}

    def number_of(self, token: IResolvable) -> int:
        number = self._numbers.get(id(token))
        if number is None:
            number = len(self.tokens)
            self.tokens[number] = token
            self._numbers[id(token)] = number
        return number

    def text(self, token: IResolvable, hint: str | None) -> str:
        number = self.number_of(token)
        known = self._strings.get(number)
        if known is None:
            name = _NOT_IN_NAMES.sub(".", hint or getattr(token, "display_hint", None) or "TOKEN")
            known = f"${{Token[{name}.{number}]}}"
            self._strings[number] = known
        return known


REGISTRY: Final = _Registry()


def token_text(token: IResolvable, hint: str | None = None) -> str:
    """The string that stands for the token."""
    return REGISTRY.text(token, hint)


def token_list(token: IResolvable, hint: str | None = None) -> list[str]:
    """The list that stands for the token."""
    return ["#" + REGISTRY.text(token, hint)[1:]]


def token_number(token: IResolvable) -> float:
    """The number that stands for the token."""
    number = REGISTRY.number_of(token)
    found: float = struct.unpack(">d", struct.pack(">HHI", _DOUBLE_MARK, 0, number))[0]
    return found


def token_of_number(value: float) -> IResolvable | None:
    """The token a number stands for, or None."""
    if not isinstance(value, float):
        return None
    mark, zero, number = struct.unpack(">HHI", struct.pack(">d", value))
    return REGISTRY.tokens.get(number) if mark == _DOUBLE_MARK and zero == 0 else None


def token_of_list(value: Sequence[Any]) -> IResolvable | None:
    """The token a list stands for, or None. A list token among other items is a mistake of the user."""
    if len(value) != 1 or not isinstance(value[0], str):
        return None
    found = LIST_TOKEN.match(value[0])
    return REGISTRY.tokens[int(found[2])] if found else None


def fragments_of(text: str) -> list["str | IResolvable"]:
    """The text as literal pieces and tokens, in order; the text of a number may stand for a token, too."""
    pieces: list[str | IResolvable] = []
    end = 0
    for found in _PIECE.finditer(text):
        token = REGISTRY.tokens[int(found[2])] if found[3] is None else token_of_number(float(found[3]))
        if token is None:
            continue
        if found.start() > end:
            pieces.append(text[end : found.start()])
        pieces.append(token)
        end = found.end()
    if end < len(text) or not pieces:
        pieces.append(text[end:])
    return pieces


def is_unresolved(value: Any) -> bool:
    """Whether the value is a token, or a text, list or number that stands for one."""
    if isinstance(value, str):
        return STRING_TOKEN.search(value) is not None
    if isinstance(value, float):
        return token_of_number(value) is not None
    if isinstance(value, list):
        return any(isinstance(each, str) and LIST_TOKEN.match(each) for each in value)
    return is_token(value)


def is_token(value: Any) -> bool:
    """Whether the value itself is a token object."""
    return not isinstance(value, type) and callable(getattr(value, "resolve", None))


class Token(Checked):
    """Turns values into tokens and asks about them."""

    def __init__(self) -> None:
        raise TypeError("Token has only static methods")

    @staticmethod
    def is_unresolved(obj: Any) -> bool:
        """Whether the value is known only at synthesis."""
        return is_unresolved(obj)

    @staticmethod
    def is_resolved(obj: Any) -> bool:
        """Whether the value is known now."""
        return not is_unresolved(obj)

    @staticmethod
    def as_string(value: Any, *, display_hint: str | None = None) -> str:
        """A string that stands for the value."""
        if isinstance(value, str):
            return value
        return token_text(Token.as_any(value), display_hint)

    @staticmethod
    def as_number(value: Any) -> float | int:
        """A number that stands for the value."""
        if isinstance(value, int | float):
            return value
        return token_number(Token.as_any(value))

    @staticmethod
    def as_list(value: Any, *, display_hint: str | None = None) -> list[str]:
        """A list that stands for the value."""
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return value
        return token_list(Token.as_any(value), display_hint)

    @staticmethod
    def as_any(value: Any) -> IResolvable:
        """A token for any value."""
        return value if is_token(value) else Intrinsic(value)

    @staticmethod
    def compare_strings(possible_token1: str, possible_token2: str) -> "TokenComparison":
        """Whether two strings will be the same, as far as can be told now."""
        first, second = is_unresolved(possible_token1), is_unresolved(possible_token2)
        if first and second:
            same = possible_token1 == possible_token2
            return TokenComparison.SAME if same else TokenComparison.BOTH_UNRESOLVED
        if first or second:
            return TokenComparison.ONE_UNRESOLVED
        return TokenComparison.SAME if possible_token1 == possible_token2 else TokenComparison.DIFFERENT


class TokenComparison(Checked):
    """The outcome of Token.compare_strings."""

    SAME: ClassVar["TokenComparison"]
    DIFFERENT: ClassVar["TokenComparison"]
    ONE_UNRESOLVED: ClassVar["TokenComparison"]
    BOTH_UNRESOLVED: ClassVar["TokenComparison"]

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"TokenComparison.{self._name}"


TokenComparison.SAME = TokenComparison("SAME")
TokenComparison.DIFFERENT = TokenComparison("DIFFERENT")
TokenComparison.ONE_UNRESOLVED = TokenComparison("ONE_UNRESOLVED")
TokenComparison.BOTH_UNRESOLVED = TokenComparison("BOTH_UNRESOLVED")


class Intrinsic(Checked):
    """A token with a fixed value, usually a CloudFormation function."""

    def __init__(self, value: Any, *, stack_trace: bool | None = None, type_hint: Any = None) -> None:
        if callable(value) and not isinstance(value, type):
            raise TypeError("Argument to Intrinsic must be a plain value object, not a function")
        del stack_trace  # creation places of constructs are kept instead
        self._value = value
        self.type_hint = type_hint

    @property
    def creation_stack(self) -> list[str]:
        """Not kept for tokens."""
        return []

    def resolve(self, context: IResolveContext) -> Any:
        """The value."""
        del context
        return self._value

    def to_string(self) -> str:
        """A string that stands for it."""
        return token_text(self)

    def to_string_list(self) -> list[str]:
        """A list that stands for it."""
        return token_list(self)

    def to_json(self) -> Any:
        """A mark that no template should ever hold."""
        return "<unresolved-token>"

    def __str__(self) -> str:
        return token_text(self)


class Reference(Intrinsic):
    """A token that names a construct, so that a use of it in another stack can be seen."""

    def __init__(
        self, value: Any, target: Any, display_name: str | None = None, type_hint: Any = None
    ) -> None:
        super().__init__(value, type_hint=type_hint)
        self.target = target
        self.display_name = display_name or "Reference"
        self.display_hint = f"{target.node.id}.{self.display_name}"

    @staticmethod
    def is_reference(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Reference)


class Tokenization(Checked):
    """Looks behind texts, lists and numbers that stand for tokens."""

    @staticmethod
    def is_resolvable(obj: Any) -> bool:
        """Whether it is a token object."""
        return is_token(obj)

    @staticmethod
    def reverse(x: Any, *, fail_concat: bool | None = None) -> IResolvable | None:
        """The token a value stands for, or None."""
        if is_token(x):
            found: IResolvable = x
            return found
        if isinstance(x, str):
            pieces = fragments_of(x)
            if len(pieces) == 1 and not isinstance(pieces[0], str):
                return pieces[0]
            if fail_concat is not False and len(pieces) > 1:
                raise ValueError("Tokenized string fragments would be lost, pass fail_concat=False")
            return None
        if isinstance(x, list):
            return token_of_list(x)
        return token_of_number(x) if isinstance(x, float) else None

    @staticmethod
    def reverse_complete_string(s: str) -> IResolvable | None:
        """The token a whole string stands for, or None."""
        pieces = fragments_of(s)
        return pieces[0] if len(pieces) == 1 and not isinstance(pieces[0], str) else None

    @staticmethod
    def reverse_list(l: list[str]) -> IResolvable | None:  # noqa: E741  # the API's name
        """The token a list stands for, or None."""
        return token_of_list(l)

    @staticmethod
    def reverse_number(n: float) -> IResolvable | None:
        """The token a number stands for, or None."""
        return token_of_number(n)

    @staticmethod
    def reverse_string(s: str) -> Any:
        """The literals and tokens of a text, as TokenizedStringFragments."""
        from landform.cdk.core.fragments import TokenizedStringFragments

        found = TokenizedStringFragments()
        for piece in fragments_of(s):
            if isinstance(piece, str):
                found.add_literal(piece)
            else:
                found.add_token(piece)
        return found

    @staticmethod
    def resolve(
        obj: Any,
        *,
        resolver: Any,
        scope: Any,
        preparing: bool | None = None,
        remove_empty: bool | None = None,
    ) -> Any:
        """The value with its tokens resolved in a scope, texts put together by the resolver."""
        from landform.cdk.core.fragments import resolve_with

        del remove_empty  # what is None is left out either way
        return resolve_with(obj, scope, resolver, preparing=bool(preparing))

    @staticmethod
    def stringify_number(x: float) -> str:
        """The number as text; a token's text when it stands for one."""
        token = token_of_number(x) if isinstance(x, float) else None
        return token_text(token) if token is not None else _plain(x)


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def plain_mapping(value: Any) -> bool:
    """Whether the value is a map to be walked through."""
    return isinstance(value, Mapping)
