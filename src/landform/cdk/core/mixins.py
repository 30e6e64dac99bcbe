"""Pieces of behaviour for constructs of a tree, and which constructs they are for."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.checked import Checked
from landform.cdk.core.native import Native


class _Selector(Protocol):
    def select(self, scope: Any) -> list[Any]: ...


class Mixin(Checked):
    """The base of mixins: `supports` says which constructs it is for, `apply_to` changes one."""

    @staticmethod
    def is_mixin(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Mixin)

    def supports(self, _construct: Any) -> bool:
        """All constructs, unless a class says otherwise."""
        return True

    def apply_to(self, construct: Any) -> None:
        """Change a construct."""
        raise TypeError(
            f"{type(self).__name__} does not say what it does to {construct.node.path} (apply_to)"
        )


class Mixins(Native):
    """Applies mixins to a part of the tree."""

    @staticmethod
    def of(scope: Any, selector: Any = None) -> "MixinApplicator":
        """For the constructs below one, itself with them, that the selector chooses."""
        return MixinApplicator(scope, selector)


class MixinApplicator(Native):
    """Applies mixins to chosen constructs that support them."""

    def __init__(self, scope: Any, selector: Any = None) -> None:
        self._scope = scope
        chosen: _Selector = selector if selector is not None else ConstructSelector.all()
        self.selected_constructs: list[Any] = chosen.select(scope)
        self.report: list[Any] = []
        self._requires_all = False
        self._requires_any = False

    def require_all(self) -> "MixinApplicator":
        """Refuse mixins that do not support each chosen construct."""
        self._requires_all, self._requires_any = True, False
        return self

    def require_any(self) -> "MixinApplicator":
        """Refuse mixins of which none supports a chosen construct."""
        self._requires_all, self._requires_any = False, True
        return self

    def apply(self, *mixins: Any) -> "MixinApplicator":
        """Apply mixins where they are supported. Raises ValueError when that is not where it is required."""
        from landform.cdk.l1.lookup import given

        applied = False
        for construct in self.selected_constructs:
            for mixin in mixins:
                if mixin.supports(construct):
                    mixin.apply_to(construct)
                    application = {"construct": construct, "mixin": mixin}
                    self.report.append(given("aws_cdk", "MixinApplication", application))
                    applied = True
                elif self._requires_all:
                    raise ValueError(
                        f"Mixin {type(mixin).__name__} could not be applied to {construct.node.path} but was "
                        "required to."
                    )
        if self._requires_any and not applied:
            raise ValueError(
                "At least one mixin application was required, but none of the provided mixins could be "
                "applied to any selected construct."
            )
        return self


class ConstructSelector(Native):
    """Ways of choosing constructs."""

    @staticmethod
    def all() -> "_Where":
        """All of them."""
        return _Where(lambda construct: True)

    @staticmethod
    def by_id(pattern: str) -> "_Where":
        """Those whose id looks so; `*` is any text."""
        expression = _pattern(pattern)
        return _Where(lambda construct: expression.match(construct.node.id) is not None)

    @staticmethod
    def by_path(pattern: str) -> "_Where":
        """Those whose path looks so; `*` is any text without a slash, `**` any text."""
        expression = _pattern(pattern)
        return _Where(lambda construct: expression.match(construct.node.path) is not None)

    @staticmethod
    def resources_of_type(*types: str) -> "_Where":
        """Resources of these types."""
        return _Where(lambda each: isinstance(each, CfnResource) and each.cfn_resource_type in types)

    @staticmethod
    def cfn_resource() -> "_OwnResource":
        """The resource that the construct is, or has as its default child."""
        return _OwnResource()

    @staticmethod
    def only_itself() -> "_Itself":
        """The construct itself, without those below."""
        return _Itself()


class _Where:
    def __init__(self, test: Any) -> None:
        self._test = test

    def select(self, scope: Any) -> list[Any]:
        return [each for each in scope.node.find_all() if self._test(each)]


class _OwnResource:
    def select(self, scope: Any) -> list[Any]:
        own = scope if isinstance(scope, CfnResource) else scope.node.default_child
        return [own] if isinstance(own, CfnResource) else []


class _Itself:
    def select(self, scope: Any) -> list[Any]:
        return [scope]


def _pattern(text: str) -> re.Pattern[str]:
    pieces: Sequence[str] = re.split(r"(\*\*|\*)", text)
    meanings = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(meanings.get(each) or re.escape(each) for each in pieces) + r"\Z")


class Shims(Native):
    """Aspects as mixins, and mixins as aspects."""

    @staticmethod
    def as_aspect(mixin: Any) -> "_MixinAspect":
        """Applies the mixin to each construct it visits."""
        return _MixinAspect(mixin)

    @staticmethod
    def as_mixin(aspect: Any) -> "_AspectMixin":
        """Has the aspect visit each construct it is applied to."""
        return _AspectMixin(aspect)


class _MixinAspect:
    def __init__(self, mixin: Any) -> None:
        self._mixin = mixin

    def visit(self, node: Any) -> None:
        if self._mixin.supports(node):
            self._mixin.apply_to(node)


class _AspectMixin(Mixin):
    def __init__(self, aspect: Any) -> None:
        self._aspect = aspect

    def apply_to(self, construct: Any) -> None:
        self._aspect.visit(construct)
