"""Transforms: what becomes of a template, in which order, and where each part stands."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from landform.ground.values import Json
from landform.template.check import check_template
from landform.template.evaluate import evaluate
from landform.template.expand import expand
from landform.template.model import Literal, Template
from landform.template.parameters import resolve_parameters
from landform.template.parse import Parsed, parse_template, read_expanded
from landform.template.snippets import UnreadableSnippetError, read_snippet
from landform.template.transform_calls import (
    Rewritten,
    TransformAnswer,
    TransformCall,
    TransformFailure,
    call_places,
)
from tests.unit.template.pipeline import PSEUDO

Macro = Callable[[TransformCall], TransformAnswer]


def expanded(text: str, macro: Macro | None = None, **given: str) -> tuple[Parsed, dict[str, Any]]:
    """What becomes of a text, and its Processed form."""
    source = parse_template(text, file="app.yaml").source
    assert source is not None, "the template calls no transform"
    parameters = resolve_parameters(source.template, given, {}, {}).values
    answers: dict[TransformCall, TransformAnswer] = {}
    while True:
        found = expand(source, parameters, PSEUDO, answers)
        assert not found.diagnostics, found.diagnostics
        assert not found.is_open
        if found.root is not None:
            parsed, body = read_expanded(source, found.root, None)
            return parsed, json.loads(body)
        assert macro is not None
        assert found.missing
        answers.update({each: macro(each) for each in found.missing})


def template_of(text: str, macro: Macro | None = None, **given: str) -> Template:
    parsed, _ = expanded(text, macro, **given)
    assert parsed.template is not None
    assert [*parsed.diagnostics, *check_template(parsed.template)] == []
    return parsed.template


LOOPS = """\
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "Red,Blue"}
Mappings:
  Ports: {Red: {Closed: ["80", "443"]}, Blue: {Closed: ["22"]}, Green: {Closed: []}}
Conditions:
  Fn::ForEach::Wanted:
    - Name
    - !Ref Names
    - Is${Name}: !Equals [!Ref "AWS::Region", "${Name}"]
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Condition: Is${Name}
        Properties:
          DisplayName: !Sub "${AWS::Region} ${Name}"
          Tags:
            - {Key: name, Value: !Ref Name}
      Queue${Name}:
        Type: AWS::SQS::Queue
        DependsOn: Topic${Name}
        Properties:
          Fn::ForEach::Limits:
            - Limit
            - [DelaySeconds, VisibilityTimeout]
            - ${Limit}: 30
  Fn::ForEach::Nets:
    - Name
    - !Ref Names
    - Fn::ForEach::Ports:
      - Port
      - !FindInMap [Ports, !Ref Name, Closed]
      - Group${Name}${Port}:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: "for ${Port} of ${Name}"}
  Fn::ForEach::Addresses:
    - Address
    - ["10.0.0.1", "10.0.0.2"]
    - Host&{Address}:
        Type: AWS::SSM::Parameter
        Properties: {Type: String, Value: "${Address}", Name: "/hosts/&{Address}"}
Outputs:
  Fn::ForEach::Arns:
    - Name
    - !Ref Names
    - ${Name}Arn: {Value: !GetAtt [!Sub "Topic${Name}", TopicArn]}
      ${Name}Ref: {Value: {Ref: !Sub "Queue${Name}"}}
"""


def test_loops_are_written_out_in_all_sections_nested_and_in_properties() -> None:
    _, made = expanded(LOOPS)
    assert "Transform" not in made
    assert list(made["Conditions"]) == ["IsRed", "IsBlue"]
    assert made["Conditions"]["IsBlue"] == {"Fn::Equals": [{"Ref": "AWS::Region"}, "Blue"]}
    assert list(made["Resources"]) == [
        *("TopicRed", "QueueRed", "TopicBlue", "QueueBlue"),
        *("GroupRed80", "GroupRed443", "GroupBlue22", "Host10001", "Host10002"),
    ]
    assert made["Resources"]["TopicBlue"] == {
        "Type": "AWS::SNS::Topic",
        "Condition": "IsBlue",
        "Properties": {
            "DisplayName": {"Fn::Sub": "${AWS::Region} Blue"},
            "Tags": [{"Key": "name", "Value": "Blue"}],
        },
    }
    assert made["Resources"]["QueueRed"] == {
        "Type": "AWS::SQS::Queue",
        "DependsOn": "TopicRed",
        "Properties": {"DelaySeconds": 30, "VisibilityTimeout": 30},
    }
    assert made["Resources"]["GroupRed443"]["Properties"] == {"GroupDescription": "for 443 of Red"}
    assert made["Resources"]["Host10002"]["Properties"] == {
        "Type": "String",
        "Value": "10.0.0.2",
        "Name": "/hosts/10002",
    }
    assert made["Outputs"] == {
        "RedArn": {"Value": {"Fn::GetAtt": ["TopicRed", "TopicArn"]}},
        "RedRef": {"Value": {"Ref": "QueueRed"}},
        "BlueArn": {"Value": {"Fn::GetAtt": ["TopicBlue", "TopicArn"]}},
        "BlueRef": {"Value": {"Ref": "QueueBlue"}},
    }


def test_what_a_loop_makes_stands_where_its_body_stands() -> None:
    template = template_of(LOOPS, Names="Green,Blue")
    assert list(template.resources)[:2] == ["TopicGreen", "QueueGreen"]
    topics = [template.resources[name] for name in ("TopicGreen", "TopicBlue")]
    assert [str(each.location) for each in topics] == ["app.yaml:15:7", "app.yaml:15:7"]
    display = [str(each.properties.entries["DisplayName"].location) for each in topics]
    assert display == ["app.yaml:19:24", "app.yaml:19:24"]
    assert str(template.condition_locations["IsBlue"]) == "app.yaml:10:7"
    assert str(template.outputs["BlueArn"].location) == "app.yaml:49:7"


def test_a_collection_that_is_empty_makes_nothing() -> None:
    text = LOOPS.replace('["10.0.0.1", "10.0.0.2"]', "[]")
    assert not [name for name in template_of(text).resources if name.startswith("Host")]


def test_the_other_extensions_are_part_of_the_language() -> None:
    text = """\
Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String, Default: dev}
Mappings: {Kept: {prod: {Policy: Retain}}}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    DeletionPolicy: !FindInMap [Kept, !Ref Stage, Policy, DefaultValue: Delete]
    UpdateReplacePolicy: !If [IsProd, Retain, Delete]
    Properties:
      DelaySeconds: !Length [a, b, c]
      QueueName: !ToJsonString {a: [1]}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
"""
    template = template_of(text)
    queue = template.resources["Queue"]
    from landform.template.evaluate import NoResources, Scope

    def value(expression: Any, stage: str) -> Any:
        scope = Scope(
            template=template,
            parameters={"Stage": stage},
            pseudo=PSEUDO,
            facts={},
            conditions={"IsProd": stage == "prod"},
            resources=NoResources(),
        )
        return evaluate(expression, scope).value

    assert [value(queue.deletion_policy, each) for each in ("prod", "dev")] == ["Retain", "Delete"]
    assert [value(queue.update_replace_policy, each) for each in ("prod", "dev")] == ["Retain", "Delete"]
    assert value(queue.properties, "dev") == {"DelaySeconds": 3, "QueueName": '{"a":[1]}'}


# -- macros ------------------------------------------------------------------------------------------------

MACROS = """\
Transform: [First, {Name: Second, Parameters: {Of: !Sub "${AWS::Region}"}}]
Parameters:
  Text: {Type: String, Default: t}
Resources:
  Outer:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: {"Fn::Transform": {Name: Inner, Parameters: {A: !Join ["-", [a, !Ref Text]]}}}
      Fn::Transform: [{Name: Mine}, Other]
"""


class Recorder:
    """A macro that notes what it is asked and gives the fragment back, with the edits by name."""

    def __init__(self, edits: Mapping[str, Callable[[Any], Json]]) -> None:
        self.asked: list[tuple[str, Any, Any]] = []
        self._edits = edits

    def __call__(self, call: TransformCall) -> TransformAnswer:
        fragment = json.loads(call.fragment)
        self.asked.append((call.name, json.loads(call.parameters), fragment))
        return Rewritten(self._edits[call.name](fragment) if call.name in self._edits else fragment)


def test_macros_run_from_the_innermost_outward_and_the_section_last() -> None:
    macro = Recorder({"Inner": lambda _: "made", "Mine": lambda given: {**given, "TopicName": "mine"}})
    template_of(MACROS, macro)
    assert [each[0] for each in macro.asked] == ["Inner", "Mine", "Other", "First", "Second"]
    assert macro.asked[0] == ("Inner", {"A": "a-t"}, {})
    assert macro.asked[1] == ("Mine", {}, {"DisplayName": "made"})
    assert macro.asked[2] == ("Other", {}, {"DisplayName": "made", "TopicName": "mine"})
    name, parameters, fragment = macro.asked[4]
    assert (name, parameters) == ("Second", {"Of": "eu-central-1"})
    assert sorted(fragment) == ["Parameters", "Resources"]
    assert fragment["Resources"]["Outer"]["Properties"] == {"DisplayName": "made", "TopicName": "mine"}


def test_the_same_macro_is_called_for_each_place_even_with_equal_parts() -> None:
    text = """\
Resources:
  A: {Type: AWS::SNS::Topic, Properties: {TopicName: {"Fn::Transform": {Name: Random}}}}
  B: {Type: AWS::SNS::Topic, Properties: {TopicName: {"Fn::Transform": {Name: Random}}}}
"""
    numbers = iter(("one", "two"))
    _, made = expanded(text, lambda _: Rewritten(next(numbers)))
    names = [each["Properties"]["TopicName"] for each in made["Resources"].values()]
    assert names == ["one", "two"]


def test_what_a_macro_makes_stands_where_what_it_was_made_of_stands() -> None:
    text = """\
Transform:
  - Copier
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 1
"""

    def copies(fragment: Any) -> Json:
        jobs = fragment["Resources"]["Jobs"]
        made = {"Jobs": {**jobs, "Properties": {"DelaySeconds": 2, "QueueName": "q"}}, "JobsDead": jobs}
        return {**fragment, "Resources": {**made, "Alarm": {"Type": "AWS::SNS::Topic"}}}

    resources = template_of(text, Recorder({"Copier": copies})).resources
    properties = resources["Jobs"].properties
    assert isinstance(properties.entries["DelaySeconds"], Literal)
    assert properties.entries["DelaySeconds"].value == 2
    assert str(properties.entries["DelaySeconds"].location) == "app.yaml:7:21"
    assert str(properties.key_locations["QueueName"]) == "app.yaml:6:5"
    assert str(resources["JobsDead"].location) == "app.yaml:4:3"
    assert str(resources["Alarm"].location) == "app.yaml:3:1"


def test_a_new_key_belongs_to_the_longest_key_that_it_begins_with() -> None:
    text = """\
Transform: Stages
Resources:
  Api: {Type: AWS::SNS::Topic}
  ApiDev: {Type: AWS::SNS::Topic}
  A: {Type: AWS::SNS::Topic}
"""

    def staged(fragment: Any) -> Json:
        return {
            **fragment,
            "Resources": {**fragment["Resources"], "ApiDevStage": {"Type": "AWS::SNS::Topic"}},
        }

    assert template_of(text, Recorder({"Stages": staged})).resources["ApiDevStage"].location.line == 4


def test_what_a_macro_makes_is_not_searched_for_further_calls() -> None:
    call: Json = {"Fn::Transform": {"Name": "Again"}}
    text = "Resources:\n  A: {Type: AWS::SNS::Topic, Properties: {Fn::Transform: {Name: Nest}}}\n"
    macro = Recorder({"Nest": lambda _: {"TopicName": call}})
    parsed, _ = expanded(text, macro)
    assert [each[0] for each in macro.asked] == ["Nest"]
    assert parsed.template is not None
    assert [each.code for each in check_template(parsed.template)] == ["LF1702"]


def test_a_failed_transform_gives_one_error_at_its_call() -> None:
    source = parse_template(MACROS, file="app.yaml").source
    assert source is not None
    answers: dict[TransformCall, TransformAnswer] = {}
    first = expand(source, {"Text": "t"}, PSEUDO, answers)
    answers[first.missing[0]] = TransformFailure("Transform 1::Inner failed with: no.")
    failed = expand(source, {"Text": "t"}, PSEUDO, answers)
    assert [(each.code, each.detail, str(each.location)) for each in failed.diagnostics] == [
        ("LF1704", "Transform 1::Inner failed with: no.", "app.yaml:8:21")
    ]


def test_imports_are_no_parameters_of_a_macro() -> None:
    text = "Transform: {Name: M, Parameters: {A: !ImportValue x}}\nResources: {}\n"
    source = parse_template(text, file="app.yaml").source
    assert source is not None
    (found,) = expand(source, {}, PSEUDO, {}).diagnostics
    assert found.detail == (
        "The value of parameter A under transform M must resolve to a string, number, boolean or a list of "
        "any of these."
    )


def test_every_call_is_known_by_its_place() -> None:
    source = parse_template(MACROS, file="app.yaml").source
    assert source is not None
    found = [(name, place >> 32) for name, place in call_places(source.root)]
    assert found == [("Inner", 8), ("Mine", 9), ("Other", 9), ("First", 1), ("Second", 1)]


def test_a_template_without_transforms_has_no_source() -> None:
    assert parse_template("Resources: {A: {Type: AWS::SNS::Topic}}", file="a").source is None
    in_metadata = 'Resources: {A: {Type: AWS::SNS::Topic, Metadata: {"Fn::Transform": {Name: M}}}}'
    assert parse_template(in_metadata, file="a").source is not None


# -- AWS::Include ------------------------------------------------------------------------------------------


def test_a_snippet_is_json_or_yaml_with_functions_in_long_form() -> None:
    assert read_snippet(b'{"A": {"Ref": "B"}}') == {"A": {"Ref": "B"}}
    assert read_snippet(b"A: {Ref: B}\nDay: 2020-01-01\n") == {"A": {"Ref": "B"}, "Day": "2020-01-01"}


@pytest.mark.parametrize(
    "body",
    [
        b"A: !Ref B",  # short tags
        b"[1, 2]",
        b"text",
        b"A: {",
        b"\xff",
        b'{"Fn::Transform": {"Name": "AWS::Include"}}',  # an include in an include
        b'{"A": {"B": {"Fn::Transform": {"Name": "Mine"}}}}',
    ],
)
def test_what_is_no_snippet_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableSnippetError):
        read_snippet(body)


# -- AWS::Serverless ---------------------------------------------------------------------------------------

SERVERLESS = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.12, Timeout: 9}
Parameters:
  Stage: {Type: String, Default: live}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.main
      InlineCode: "def main(event, context): pass"
      Policies: AmazonSSMReadOnlyAccess
      Events:
        Web: {Type: Api, Properties: {Path: /hello, Method: get}}
"""


def test_the_serverless_transform_makes_what_aws_makes() -> None:
    """Names and shapes as recorded: test_change_set_fn_transform.py test_serverless_fn_transform."""
    parsed, made = expanded(SERVERLESS)
    assert parsed.template is not None
    assert parsed.template.transforms == ("AWS::Serverless-2016-10-31",)
    assert sorted(made) == ["Parameters", "Resources"]
    resources = made["Resources"]
    deployment = next(name for name in resources if name.startswith("ServerlessRestApiDeployment"))
    assert {name: each["Type"] for name, each in resources.items()} == {
        "Hello": "AWS::Lambda::Function",
        "HelloRole": "AWS::IAM::Role",
        "HelloWebPermissionProd": "AWS::Lambda::Permission",
        "ServerlessRestApi": "AWS::ApiGateway::RestApi",
        deployment: "AWS::ApiGateway::Deployment",
        "ServerlessRestApiProdStage": "AWS::ApiGateway::Stage",
    }
    function = resources["Hello"]["Properties"]
    assert function["Runtime"] == "python3.12"
    assert function["Timeout"] == 9
    assert function["Role"] == {"Fn::GetAtt": ["HelloRole", "Arn"]}
    assert function["Tags"] == [{"Key": "lambda:createdBy", "Value": "SAM"}]
    assert resources["HelloRole"]["Properties"]["ManagedPolicyArns"] == [
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess",
    ]
    assert list(resources["ServerlessRestApi"]["Properties"]["Body"]["paths"]) == ["/hello"]


def test_the_serverless_transform_knows_region_and_partition_and_asks_no_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    source = parse_template(SERVERLESS, file="app.yaml").source
    assert source is not None
    china = replace(PSEUDO, region="cn-north-1", partition="aws-cn")
    found = expand(source, {"Stage": "live"}, china, {})
    assert found.root is not None
    made = json.loads(read_expanded(source, found.root, None)[1])
    assert made["Resources"]["HelloRole"]["Properties"]["ManagedPolicyArns"] == [
        "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:aws-cn:iam::aws:policy/AmazonSSMReadOnlyAccess",
    ]


def test_what_the_serverless_transform_makes_stands_where_its_source_stands() -> None:
    resources = template_of(SERVERLESS).resources
    lines = {name: each.location.line for name, each in resources.items() if name.startswith("Hello")}
    assert lines == {"Hello": 7, "HelloRole": 7, "HelloWebPermissionProd": 7}
    assert resources["Hello"].properties.entries["Handler"].location.line == 10


def test_the_serverless_transform_of_a_template_without_serverless_types_has_nothing_to_do() -> None:
    text = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Bucket: {Type: AWS::S3::Bucket}\n"
    _, made = expanded(text)
    assert made == {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}


def test_loops_come_before_the_serverless_transform_when_they_are_listed_before_it() -> None:
    text = """\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Tables:
    - Name
    - [A, B]
    - Table${Name}: {Type: AWS::Serverless::SimpleTable}
"""
    resources = template_of(text).resources
    assert {name: each.type_name for name, each in resources.items()} == {
        "TableA": "AWS::DynamoDB::Table",
        "TableB": "AWS::DynamoDB::Table",
    }
    assert [each.location.line for each in resources.values()] == [6, 6]


@pytest.mark.parametrize(
    ("section", "where"),
    [
        ("Mappings", {"M": {"K": {"Fn::Transform": {"Name": "Mine"}}}}),
        ("Conditions", {"C": {"Fn::Transform": {"Name": "Mine"}}}),
        ("Outputs", {"O": {"Value": {"Fn::Transform": {"Name": "Mine"}}}}),
        ("Metadata", {"Any": [{"Fn::Transform": "Mine"}]}),
        ("Rules", {"R": {"Fn::Transform": {"Name": "Mine"}}}),
        ("Resources", {"R": {"Fn::Transform": {"Name": "Mine"}, "Type": "AWS::SNS::Topic"}}),
        ("Resources", {"R": {"Type": "A", "Metadata": {"Fn::Transform": {"Name": "Mine"}}}}),
        ("Resources", {"R": {"Type": "A", "DeletionPolicy": {"Fn::Transform": {"Name": "Mine"}}}}),
    ],
)
def test_a_transform_is_called_anywhere_but_in_the_parameters(section: str, where: Json) -> None:
    template = {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}, section: where}
    macro = Recorder({"Mine": lambda _: "made"})
    _, made = expanded(json.dumps(template), macro)
    assert [each[0] for each in macro.asked] == ["Mine"]
    assert "Fn::Transform" not in json.dumps(made)
    assert '"made"' in json.dumps(made[section])


def test_a_transform_beside_the_sections_gets_the_whole_template() -> None:
    template = {"Fn::Transform": {"Name": "Mine"}, "Resources": {"A": {"Type": "AWS::SNS::Topic"}}}
    macro = Recorder({})
    _, made = expanded(json.dumps(template), macro)
    assert made == {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}
    assert macro.asked == [("Mine", {}, made)]
