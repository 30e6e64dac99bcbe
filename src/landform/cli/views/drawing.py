"""A dependency graph as Mermaid, DOT, SVG or JSON. Arrows go from the user to what it uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landform.cli.errors import usage_error

CHARACTER_WIDTH = 7.5  # pixels of a character in the drawing's font, rounded up
NODE_HEIGHT = 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A resource."""

    stack_name: str
    logical_id: str
    type_name: str

    @property
    def key(self) -> str:
        """The node's name in the whole graph."""
        return f"{self.stack_name}.{self.logical_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One resource needs another."""

    user: str  # keys of nodes
    used: str
    is_import: bool = False  # through an export of another stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Resources of one or several stacks and how they need each other."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    def stacks(self) -> Mapping[str, list[Node]]:
        """The nodes by stack."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.stack_name, []).append(node)
        return found


def mermaid(graph: Graph) -> str:
    """The graph for Mermaid, a subgraph for each stack."""
    lines = ["flowchart LR"]
    for stack, nodes in graph.stacks().items():
        lines.append(f'  subgraph {_mermaid_id(stack)}["{stack}"]')
        lines.extend(
            f'    {_mermaid_id(node.key)}["{node.logical_id}<br/><small>{node.type_name}</small>"]'
            for node in nodes
        )
        lines.append("  end")
    for arrow in graph.arrows:
        line = "-.->" if arrow.is_import else "-->"
        lines.append(f"  {_mermaid_id(arrow.user)} {line} {_mermaid_id(arrow.used)}")
    return "\n".join(lines)


def _mermaid_id(key: str) -> str:
    """Mermaid takes letters, digits and underscores; the two signs of our names stay apart."""
    return "n_" + key.replace("-", "_d_").replace(".", "__")


def dot(graph: Graph) -> str:
    """The graph for Graphviz, a cluster for each stack."""
    lines = ["digraph landform {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    for stack, nodes in graph.stacks().items():
        lines.append(f'  subgraph "cluster_{stack}" {{')
        lines.append(f'    label="{stack}";')
        lines.extend(f'    "{node.key}" [label="{node.logical_id}\\n{node.type_name}"];' for node in nodes)
        lines.append("  }")
    for arrow in graph.arrows:
        style = " [style=dashed]" if arrow.is_import else ""
        lines.append(f'  "{arrow.user}" -> "{arrow.used}"{style};')
    return "\n".join([*lines, "}"])


def svg(graph: Graph) -> str:
    """The graph as a drawing, laid out and drawn by the library graphlay."""
    try:
        import graphlay
    except ImportError:
        raise usage_error(
            "drawing SVG needs the library graphlay, which is not installed",
            "pip install 'landform[graph]', or take --format mermaid or dot",
        ) from None

    several = len(graph.stacks()) > 1
    drawing = graphlay.Graph()
    for node in graph.nodes:
        name = node.key if several else node.logical_id
        label = f"{name} · {node.type_name.removeprefix('AWS::')}"
        drawing.node(node.key, label=label, width=len(label) * CHARACTER_WIDTH + 24, height=NODE_HEIGHT)
    for arrow in graph.arrows:
        drawing.edge(arrow.user, arrow.used)
    return str(graphlay.layout(drawing, options={"direction": "leftright"}).sketch())


def graph_json(graph: Graph) -> dict[str, object]:
    """The graph as records."""
    return {
        "nodes": [
            {"id": node.key, "stack": node.stack_name, "logicalId": node.logical_id, "type": node.type_name}
            for node in graph.nodes
        ],
        "edges": [
            {"from": arrow.user, "to": arrow.used, "isImport": arrow.is_import} for arrow in graph.arrows
        ],
    }


def unique(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Each arrow once, in the order of their first."""
    return tuple(dict.fromkeys(arrows))
