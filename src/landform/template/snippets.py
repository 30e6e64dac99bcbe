"""Pieces of templates that stand in files of their own, for AWS::Include.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
"""

from landform.ground.values import Json
from landform.template.expressions import plain_json
from landform.template.nodes import MapNode, UnreadableError
from landform.template.parse import read_tree
from landform.template.transform_calls import FUNCTION, embedded_calls


class UnreadableSnippetError(Exception):
    """The text is no snippet."""


def read_snippet(body: bytes) -> dict[str, Json]:
    """The keys and values of a snippet.

    Raises UnreadableSnippetError for what AWS refuses: a text that is neither JSON nor YAML, short tags (AWS
    takes none here), anything but a mapping, and a snippet that calls transforms itself.
    """
    try:
        builder = read_tree(body.decode(), "snippet", takes_tags=False)
    except (UnicodeDecodeError, UnreadableError):
        raise UnreadableSnippetError from None
    root = builder.root
    if builder.diagnostics or not isinstance(root, MapNode):
        raise UnreadableSnippetError
    if FUNCTION in root.entries or next(embedded_calls(root), None) is not None:
        raise UnreadableSnippetError
    plain = plain_json(root)
    assert isinstance(plain, dict), "a mapping that is none; this is a bug in Landform"
    return plain
