"""Lazy values: strings, lists, numbers, any; cached or not; empty ones left out."""

import jsii
from aws_cdk import (
    App,
    CfnResource,
    IListProducer,
    INumberProducer,
    IResolveContext,
    IStableAnyProducer,
    IStableListProducer,
    IStableNumberProducer,
    IStableStringProducer,
    IStringProducer,
    Lazy,
    Stack,
)

made: list[str] = []


@jsii.implements(IStableStringProducer)
class Text:
    def produce(self) -> str:
        return f"made {len(made)}"


@jsii.implements(IStableListProducer)
class Names:
    def produce(self) -> list[str]:
        return list(made)


@jsii.implements(IStableListProducer)
class Nothing:
    def produce(self) -> list[str]:
        return []


@jsii.implements(IStableNumberProducer)
class Count:
    def produce(self) -> int:
        return len(made)


@jsii.implements(IStableAnyProducer)
class Whatever:
    def produce(self) -> object:
        return {"Made": list(made), "Number": 1.5, "Flag": True}


@jsii.implements(IStringProducer)
class Where:
    def produce(self, context: IResolveContext) -> str:
        return context.scope.node.path


@jsii.implements(INumberProducer)
class Depth:
    def produce(self, context: IResolveContext) -> int:
        return len(context.scope.node.scopes)


@jsii.implements(IListProducer)
class Path:
    def produce(self, context: IResolveContext) -> list[str]:
        return context.scope.node.path.split("/")


app = App()
stack = Stack(app, "Lazies")
CfnResource(
    stack,
    "Uses",
    type="Custom::Uses",
    properties={
        "Text": Lazy.string(Text()),
        "Within": f"<{Lazy.string(Text())}>",
        "List": Lazy.list(Names()),
        "NoList": Lazy.list(Nothing(), omit_empty=True),
        "EmptyList": Lazy.list(Nothing()),
        "Number": Lazy.number(Count()),
        "Any": Lazy.any(Whatever()),
        "NoAny": Lazy.any(Nothing(), omit_empty_array=True),
        "Where": Lazy.uncached_string(Where()),
        "Depth": Lazy.uncached_number(Depth()),
        "Path": Lazy.uncached_list(Path()),
    },
)
made.extend(["a", "b"])
app.synth()
