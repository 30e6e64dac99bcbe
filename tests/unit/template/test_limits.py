"""AWS's quotas."""

from landform.template.limits import AWS_LIMITS
from landform.template.parse import parse_template


def test_the_quotas_are_those_of_the_page() -> None:
    assert AWS_LIMITS.body_bytes == 51_200
    assert AWS_LIMITS.resources == 500
    assert AWS_LIMITS.parameters == AWS_LIMITS.outputs == AWS_LIMITS.mappings == 200
    assert AWS_LIMITS.parameter_value_bytes == 4_096


def test_five_hundred_and_one_resources_are_refused_unless_limits_are_off() -> None:
    resources = "".join(f"  Queue{number}: {{Type: AWS::SQS::Queue}}\n" for number in range(501))
    text = f"Resources:\n{resources}"
    limited = parse_template(text, file="app.yaml")
    assert [each.code for each in limited.diagnostics] == ["LF1502"]
    assert parse_template(text, file="app.yaml", limits=None).diagnostics == ()
