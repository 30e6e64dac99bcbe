"""Strong references across regions: values go through parameters of the Systems Manager.

The owner's stack writes them into the region of the stack that reads; both ends are custom resources of the
library. While a value is in use its parameter carries a tag, and the owner refuses to change or remove it.
"""

import json
from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import logical_id_of
from landform.cdk.core.references import CfnReference
from landform.cdk.core.resolve import resolve
from landform.cdk.core.tokens import token_text

PREFIX: Final = "/cdk/exports/"
MAX_NAME: Final = 900  # letters of a parameter's name, below what the Systems Manager allows
READER: Final = "ExportsReader"
WRITER: Final = "ExportsWriter"
_READER_ACTIONS: Final = ("ssm:AddTagsToResource", "ssm:RemoveTagsFromResource", "ssm:GetParameters")
_WRITER_ACTIONS: Final = (
    "ssm:DeleteParameters",
    "ssm:ListTagsForResource",
    "ssm:GetParameters",
    "ssm:PutParameter",
)


def write(producer: Any, consumer: Any, reference: CfnReference) -> str:
    """Have the owner's stack write the value for the region of the consumer: the parameter's name."""
    top = _top(consumer)
    id = json.dumps(resolve(reference, producer), separators=(",", ":"))
    local = logical_id_of([producer.stack_name, producer.region, id])
    inside = f"{top.stack_name}/"
    name = f"{PREFIX}{inside}{local[-(MAX_NAME - len(inside)) :]}"
    writer_id = logical_id_of([WRITER, top.region])
    writer = producer.node.try_find_child(writer_id)
    if writer is None:
        writer = ExportWriter(producer, writer_id, top.region)
    writer.exports[name] = token_text(reference)
    return name


def read(consumer: Any, name: str) -> Any:
    """The value of a parameter as the consumer's topmost stack reads it."""
    top = _top(consumer)
    reader = top.node.try_find_child(READER)
    if reader is None:
        reader = ExportReader(top, READER)
    return reader.value_of(name)


def _top(stack: Any) -> Any:
    while stack.nested_stack_parent is not None:
        stack = stack.nested_stack_parent
    return stack


class ExportWriter(Construct):
    """Writes values of a stack into one other region."""

    def __init__(self, scope: Any, id: str, region: str) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        stack = Stack.of(self)
        self.exports: dict[str, str] = {}
        provider = _writer_provider(self)
        provider.resources.append(f"arn:{stack.partition}:ssm:{region}:{stack.account}:parameter{PREFIX}*")
        CustomResource(
            self,
            "Resource",
            resource_type="Custom::CrossRegionExportWriter",
            service_token=provider.service_token,
            properties={"WriterProps": {"region": region, "exports": Lazy.any(lambda: self.exports)}},
        )


class _WriterProvider(OwnResourceProvider):
    """The function of all writers of a stack."""

    resources: list[str]  # ARNs of what it may write


def _writer_provider(scope: Any) -> "_WriterProvider":
    found = _WriterProvider.get_or_create(scope, "Custom::CrossRegionExportWriter", "export_writer")
    assert isinstance(found, _WriterProvider)  # the name is this module's
    if not hasattr(found, "resources"):
        found.resources = []
        allowed = {
            "Effect": "Allow",
            "Resource": Lazy.any(lambda: found.resources),
            "Action": list(_WRITER_ACTIONS),
        }
        found.add_to_role_policy(allowed)
    return found


class ExportReader(Construct):
    """Reads values that stacks of other regions have written for a stack."""

    def __init__(self, scope: Any, id: str) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        stack = Stack.of(self)
        self._imports: dict[str, str] = {}
        provider = OwnResourceProvider.get_or_create(self, "Custom::CrossRegionExportReader", "export_reader")
        path = f"{PREFIX}{stack.stack_name}/*"
        resource = f"arn:{stack.partition}:ssm:{stack.region}:{stack.account}:parameter{path}"
        provider.add_to_role_policy(
            {"Effect": "Allow", "Resource": resource, "Action": list(_READER_ACTIONS)}
        )
        self._resource = CustomResource(
            self,
            "Resource",
            resource_type="Custom::CrossRegionExportReader",
            service_token=provider.service_token,
            properties={
                "ReaderProps": {
                    "region": stack.region,
                    "prefix": stack.stack_name,
                    "imports": Lazy.any(lambda: self._imports),
                }
            },
        )

    def value_of(self, name: str) -> Any:
        """The attribute that gives a parameter's value."""
        self._imports[name] = f"{{{{resolve:ssm:{name}}}}}"
        return self._resource.get_att(name)
