"""Parameter Store of the embedded cloud."""

from typing import Any

from landform.cloud.embedded import EmbeddedCloud


def test_one_parameter_is_found_by_its_name_however_it_is_written() -> None:
    ssm = EmbeddedCloud(None).session().client("ssm")
    for name in ("plain", "/deep/name"):
        ssm.put_parameter(Name=name, Value="v", Type="String", Description=f"about {name}")

    def found(*names: str, **more: Any) -> list[str]:
        asked = [{"Key": "Name", "Values": list(names), **more}]
        return [each["Description"] for each in ssm.describe_parameters(ParameterFilters=asked)["Parameters"]]

    assert found("plain") == ["about plain"]
    assert found("/plain", Option="Equals") == ["about plain"]
    assert found("/deep/name") == ["about /deep/name"]
    assert found("plain", "/deep/name") == ["about plain", "about /deep/name"]
    assert found("nobody") == []
    assert found("/deep", Option="BeginsWith") == ["about /deep/name"]
