"""tree.json: the construct tree for tools that draw it."""

from typing import Any

from landform.assembly.manifest import AssemblyWriter

FILE = "tree.json"
LIBRARY_VERSION = "2.275.0"  # of the API that is offered
CONSTRUCTS_VERSION = "10.8.1"


def write_tree(root: Any, writer: AssemblyWriter) -> None:
    """Write the tree and its artifact."""
    writer.write_json(FILE, {"version": "tree-0.1", "tree": _node(root)}, indent=None)
    writer.add_artifact("Tree", {"type": "cdk:tree", "properties": {"file": FILE}})


def _node(construct: Any) -> dict[str, Any]:
    from landform.cdk.core.cfn_resource import CfnResource

    node: dict[str, Any] = {
        "id": construct.node.id or "App",
        "path": construct.node.path,
        "constructInfo": _info(construct),
    }
    children = construct.node.children
    if children:
        node["children"] = {each.node.id: _node(each) for each in children}
    if isinstance(construct, CfnResource):
        node["attributes"] = {
            "aws:cdk:cloudformation:type": construct.cfn_resource_type,
            "aws:cdk:cloudformation:logicalId": construct.stack.resolve(construct.logical_id),
        }
    return node


def _info(construct: Any) -> dict[str, str]:
    """The public class a construct is, or comes from."""
    for kind in type(construct).__mro__:
        name = getattr(kind, "__jsii_fqn__", None)
        if name is None and kind.__module__.startswith("landform.cdk"):
            name = _fqn(kind)
        if name is not None:
            version = CONSTRUCTS_VERSION if name.startswith("constructs.") else LIBRARY_VERSION
            return {"fqn": name, "version": version}
    return {"fqn": "constructs.Construct", "version": CONSTRUCTS_VERSION}


def _fqn(kind: type[Any]) -> str | None:
    if kind.__name__.startswith("_"):
        return None
    if kind.__module__.startswith("landform.cdk.constructs"):
        return f"constructs.{kind.__name__}"
    parts = kind.__module__.split(".")
    service = parts[2] if len(parts) > 2 and parts[2].startswith("aws_") else None
    return f"aws-cdk-lib.{service}.{kind.__name__}" if service else f"aws-cdk-lib.{kind.__name__}"
