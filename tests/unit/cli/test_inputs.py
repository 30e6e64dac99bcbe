"""Arguments and files become templates, parameters and tags."""

from pathlib import Path

import pytest

from landform.cli.errors import CommandError
from landform.cli.inputs import (
    GivenParameters,
    parameters_of,
    read_pairs,
    read_parameters,
    read_templates,
)
from landform.template.parse import parse_template


def test_the_stack_is_named_after_the_file(tmp_path: Path) -> None:
    file = tmp_path / "network.template.yaml"
    file.write_text("Resources: {}")
    (found,) = read_templates([str(file)])
    assert (found.stack_name, found.file, found.text) == ("network", str(file), "Resources: {}")


def test_a_name_before_the_file_is_the_stacks_name(tmp_path: Path) -> None:
    file = tmp_path / "x_1.yaml"
    file.write_text("{}")
    assert read_templates([f"prod-net={file}"])[0].stack_name == "prod-net"


def test_a_file_name_that_cannot_name_a_stack_is_answered_with_one_that_can(tmp_path: Path) -> None:
    file = tmp_path / "my_network.yaml"
    file.write_text("{}")
    with pytest.raises(CommandError) as caught:
        read_templates([str(file)])
    assert caught.value.exit_code == 2
    assert caught.value.hint == f"name the stack: my-network={file}"


def test_two_templates_for_one_stack_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{}")
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(CommandError, match='two templates are for the stack "a"'):
        read_templates([str(tmp_path / "a.yaml"), str(tmp_path / "a.json")])


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"there is no file nowhere\.yaml"):
        read_templates(["nowhere.yaml"])


FILES = {
    "as the aws CLI has it": '[{"ParameterKey": "Size", "ParameterValue": "3"}, '
    '{"ParameterKey": "Zones", "ParameterValue": "a,b"}]',
    "as CodePipeline has it": '{"Parameters": {"Size": 3, "Zones": "a,b"}, "Tags": {"x": "y"}}',
    "a JSON mapping": '{"Size": 3, "Zones": ["a", "b"]}',
    "a YAML mapping": "Size: 3\nZones: [a, b]\n",
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_parameter_file_is_read(content: str, tmp_path: Path) -> None:
    file = tmp_path / "parameters"
    file.write_text(content)
    assert read_parameters([], [str(file)]).for_all == {"Size": "3", "Zones": "a,b"}


def test_a_flag_wins_over_a_file_and_a_stack_may_have_its_own(tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text("Size: 3\nweb: {Size: 4, Debug: true}\n")
    given = read_parameters(["Size=5", "web.Size=6"], [str(file)])
    assert given.for_all == {"Size": "5"}
    assert given.for_stack == {"web": {"Size": "6", "Debug": "true"}}


def test_a_value_may_hold_equals_signs() -> None:
    assert read_pairs(["Query=a=b", "Empty="], "parameter") == {"Query": "a=b", "Empty": ""}


def test_a_parameter_without_a_value_is_refused() -> None:
    with pytest.raises(CommandError, match='"Size" is no parameter: write it as NAME=VALUE'):
        read_pairs(["Size"], "parameter")


def declaring(*names: str) -> str:
    lines = "".join(f"  {name}: {{Type: String}}\n" for name in names)
    return f"Parameters:\n{lines}Resources:\n  T: {{Type: AWS::SNS::Topic}}\n"


def test_a_plain_parameter_goes_to_every_stack_that_declares_it() -> None:
    templates = {
        "a": parse_template(declaring("Size", "Zone"), file="a").template,
        "b": parse_template(declaring("Size"), file="b").template,
    }
    given = GivenParameters(for_all={"Size": "1", "Zone": "z"}, for_stack={"b": {"Size": "2"}})
    assert parameters_of(templates, given) == {"a": {"Size": "1", "Zone": "z"}, "b": {"Size": "2"}}


def test_a_parameter_that_no_template_declares_is_answered_with_the_closest() -> None:
    templates = {
        "a": parse_template(declaring("Size"), file="a").template,
        "b": parse_template(declaring("Zone"), file="b").template,
    }
    with pytest.raises(
        CommandError, match=r'no template declares the parameter "Sise"\. Did you mean "Size"\?'
    ):
        parameters_of(templates, GivenParameters(for_all={"Sise": "1"}))


def test_a_parameter_for_a_stack_that_is_not_there_is_refused() -> None:
    templates = {"network": parse_template(declaring("Size"), file="a").template}
    with pytest.raises(CommandError, match=r'is for the stack "netwrk".*Did you mean "network"'):
        parameters_of(templates, GivenParameters(for_stack={"netwrk": {"Size": "1"}}))
