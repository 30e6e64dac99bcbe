"""Graphs in each form."""

from landform.cli.views.drawing import Arrow, Graph, Node, dot, graph_json, mermaid, svg

# web.Copy - - > queue.Jobs
GRAPH = Graph(
    nodes=(
        Node(stack_name="queue", logical_id="Jobs", type_name="AWS::SQS::Queue"),
        Node(stack_name="my-web", logical_id="Copy", type_name="AWS::SSM::Parameter"),
    ),
    arrows=(Arrow(user="my-web.Copy", used="queue.Jobs", is_import=True),),
)


def test_mermaid_has_a_subgraph_for_each_stack() -> None:
    assert mermaid(GRAPH) == (
        "flowchart LR\n"
        '  subgraph n_queue["queue"]\n'
        '    n_queue__Jobs["Jobs<br/><small>AWS::SQS::Queue</small>"]\n'
        "  end\n"
        '  subgraph n_my_d_web["my-web"]\n'
        '    n_my_d_web__Copy["Copy<br/><small>AWS::SSM::Parameter</small>"]\n'
        "  end\n"
        "  n_my_d_web__Copy -.-> n_queue__Jobs"
    )


def test_dot_has_a_cluster_for_each_stack() -> None:
    assert dot(GRAPH) == (
        "digraph landform {\n"
        "  rankdir=LR;\n"
        '  node [shape=box, fontname="sans-serif"];\n'
        '  subgraph "cluster_queue" {\n'
        '    label="queue";\n'
        '    "queue.Jobs" [label="Jobs\\nAWS::SQS::Queue"];\n'
        "  }\n"
        '  subgraph "cluster_my-web" {\n'
        '    label="my-web";\n'
        '    "my-web.Copy" [label="Copy\\nAWS::SSM::Parameter"];\n'
        "  }\n"
        '  "my-web.Copy" -> "queue.Jobs" [style=dashed];\n'
        "}"
    )


def test_svg_shows_every_resource() -> None:
    drawn = svg(GRAPH)
    assert drawn.startswith("<?xml")
    assert "queue.Jobs · SQS::Queue" in drawn
    assert "my-web.Copy · SSM::Parameter" in drawn


def test_json_has_the_same_graph() -> None:
    assert graph_json(GRAPH) == {
        "nodes": [
            {"id": "queue.Jobs", "stack": "queue", "logicalId": "Jobs", "type": "AWS::SQS::Queue"},
            {"id": "my-web.Copy", "stack": "my-web", "logicalId": "Copy", "type": "AWS::SSM::Parameter"},
        ],
        "edges": [{"from": "my-web.Copy", "to": "queue.Jobs", "isImport": True}],
    }
