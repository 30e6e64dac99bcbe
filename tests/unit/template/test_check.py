"""Transforms that have nothing to rewrite."""

from landform.template.check import check_template
from landform.template.parse import parse_template

SAM = "Transform: AWS::Serverless-2016-10-31\nResources:\n"


def codes(text: str) -> list[str]:
    template = parse_template(text, file="t.yaml", limits=None).template
    assert template is not None
    return [each.code for each in check_template(template)]


def test_the_serverless_transform_of_a_template_without_serverless_types_has_nothing_to_do() -> None:
    assert codes(SAM + "  Bucket: {Type: AWS::S3::Bucket}\n") == []
    assert codes(SAM + "  Bucket: {Type: AWS::S3::Bucket}\n  Api: {Type: AWS::Serverless::Api}\n") == [
        "LF1701"
    ]
