"""Texts taken apart into literals and tokens, and put together again."""

from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import IResolvable, token_of_list

_LITERAL: Final = "literal"
_TOKEN: Final = "token"
_INTRINSIC: Final = "intrinsic"


class TokenizedStringFragments(Native):
    """The pieces of a text, in order."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Any]] = []

    @property
    def length(self) -> int:
        """How many pieces there are."""
        return len(self._pieces)

    @property
    def first_value(self) -> Any:
        """The first piece."""
        return _shown(*self._pieces[0])

    @property
    def first_token(self) -> IResolvable | None:
        """The first piece where it is a token."""
        kind, value = self._pieces[0]
        return value if kind == _TOKEN else None

    @property
    def tokens(self) -> list[IResolvable]:
        """All tokens."""
        return [value for kind, value in self._pieces if kind == _TOKEN]

    def add_literal(self, lit: Any) -> None:
        """Add text."""
        self._pieces.append((_LITERAL, lit))

    def add_token(self, token: IResolvable) -> None:
        """Add a token."""
        self._pieces.append((_TOKEN, token))

    def add_intrinsic(self, value: Any) -> None:
        """Add a function of CloudFormation."""
        self._pieces.append((_INTRINSIC, value))

    def map_tokens(self, mapper: Any) -> "TokenizedStringFragments":
        """The same with what the mapper makes of each token."""
        mapped = TokenizedStringFragments()
        for kind, value in self._pieces:
            made = mapper.map_token(value) if kind == _TOKEN else value
            is_plain = kind == _TOKEN and not callable(getattr(made, "resolve", None))
            mapped._pieces.append((_INTRINSIC if is_plain else kind, made))
        return mapped

    def join(self, concat: Any) -> Any:
        """All pieces as one value; the concatenator joins two."""
        if not self._pieces:
            return concat.join(None, None)
        joined, *others = [_shown(kind, value) for kind, value in self._pieces]
        for each in others:
            joined = concat.join(joined, each)
        return joined


def _shown(kind: str, value: Any) -> Any:
    return str(value) if kind == _TOKEN else value


class StringConcat(Native):
    """Joins pieces as text."""

    def join(self, left: Any, right: Any) -> Any:
        """The two as one text; nothing where both are missing."""
        if left is None:
            return None if right is None else str(right)
        return str(left) if right is None else f"{left}{right}"


class DefaultTokenResolver(Native):
    """Resolves tokens where they stand, and joins the pieces of texts with a concatenator."""

    def __init__(self, concat: Any) -> None:
        self._concat = concat

    def resolve_token(self, t: Any, context: Any, post_processor: Any) -> Any:
        """The value of a token, after the context's own processing."""
        resolved = context.resolve(t.resolve(context))
        return post_processor.post_process(resolved, context) if post_processor is not None else resolved

    def resolve_string(self, fragments: TokenizedStringFragments, context: Any) -> Any:
        """The value of a text."""
        return fragments.map_tokens(_Resolving(context)).join(self._concat)

    def resolve_list(self, xs: list[str], context: Any) -> Any:
        """The value of a list that stands for a token."""
        token = token_of_list(xs)
        if token is None:
            raise ValueError("Cannot add elements to list token, got: " + ", ".join(xs))
        return context.resolve(token)


class _Resolving:
    def __init__(self, context: Any) -> None:
        self._context = context

    def map_token(self, t: Any) -> Any:
        return self._context.resolve(t)


def resolve_with(value: Any, scope: Any, resolver: Any, *, preparing: bool) -> Any:
    """The plain value; texts and lists are put together by the resolver."""
    return _Context(scope, resolver, preparing).resolve(value)


class _Context:
    """Where values are resolved with another resolver than templates use."""

    def __init__(self, scope: Any, resolver: Any, preparing: bool) -> None:
        self.scope = scope
        self.preparing = preparing
        self.document_path: list[str] = []
        self._resolver = resolver

    def resolve(self, x: Any) -> Any:
        from landform.cdk.core.tokens import NUMBER_SIGN, Tokenization, is_token, is_unresolved

        if isinstance(x, str) and (is_unresolved(x) or NUMBER_SIGN in x):
            return self._resolver.resolve_string(Tokenization.reverse_string(x), self)
        if isinstance(x, list | tuple):
            items = list(x)
            if is_unresolved(items):
                return self._resolver.resolve_list(items, self)
            return [each for each in map(self.resolve, items) if each is not None]
        if isinstance(x, dict):
            pairs = [(self.resolve(key), self.resolve(value)) for key, value in x.items()]
            return {key: value for key, value in pairs if value is not None}
        if isinstance(x, float) and is_unresolved(x):
            return self.resolve(Tokenization.reverse_number(x))
        return self._resolver.resolve_token(x, self, None) if is_token(x) else x
