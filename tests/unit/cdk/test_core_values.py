"""Values of the core: durations, sizes, tokens, functions, ARNs, names. Expected values are aws-cdk-lib's."""

from collections.abc import Callable
from typing import Any

import pytest

from landform.cdk import (
    App,
    Arn,
    ArnFormat,
    CfnParameter,
    CfnResource,
    Duration,
    Fn,
    Lazy,
    Names,
    SecretValue,
    Size,
    SizeRoundingBehavior,
    Stack,
    Token,
    TokenComparison,
    Tokenization,
)
from landform.cdk.core.numbers import number_text


def resolved(value: Any) -> Any:
    return Stack(App(), "S").resolve(value)


REF = {"Ref": "Thing"}


@pytest.mark.parametrize(
    ("duration", "millis", "iso", "human"),
    [
        (Duration.millis(1500), 1500, "PT1.5S", "1 second 500 millis"),
        (Duration.seconds(1), 1000, "PT1S", "1 second"),
        (Duration.seconds(90), 90_000, "PT1M30S", "1 minute 30 seconds"),
        (Duration.minutes(61), 3_660_000, "PT1H1M", "1 hour 1 minute"),
        (Duration.hours(25), 90_000_000, "P1DT1H", "1 day 1 hour"),
        (Duration.days(2), 172_800_000, "P2D", "2 days"),
        (Duration.minutes(0), 0, "PT0S", "0 minutes"),
        (Duration.parse("P1DT2H3M4S"), 93_784_000, "P1DT2H3M4S", "1 day 2 hours 3 minutes 4 seconds"),
        (Duration.parse("PT5M"), 300_000, "PT5M", "5 minutes"),
    ],
)
def test_a_duration_is_shown(duration: Duration, millis: int, iso: str, human: str) -> None:
    assert (duration.to_milliseconds(), duration.to_iso_string()) == (millis, iso)
    assert duration.to_human_string() == human


def test_a_duration_is_converted_exactly_or_on_request() -> None:
    assert (Duration.minutes(2).to_seconds(), Duration.seconds(120).to_minutes()) == (120, 2)
    assert (Duration.hours(48).to_days(), Duration.days(1).to_hours()) == (2, 24)
    assert Duration.seconds(90).to_minutes(integral=False) == 1.5
    with pytest.raises(ValueError, match="'90 seconds' cannot be converted into a whole number of minutes"):
        Duration.seconds(90).to_minutes()
    with pytest.raises(ValueError, match=r"Duration amounts cannot be negative\. Received: -1"):
        Duration.seconds(-1)
    for text in ("P", "PT", "5M", "PT5", "P1H", ""):
        with pytest.raises(ValueError, match=f"Not a valid ISO duration: {text}"):
            Duration.parse(text)


def test_durations_are_added_in_the_smaller_unit() -> None:
    total = Duration.minutes(1).plus(Duration.seconds(30))
    assert (str(total), total.unit_label()) == ("Duration.seconds(90.0)", "seconds")
    assert Duration.hours(1).minus(Duration.minutes(15)).to_minutes() == 45


def test_a_duration_that_is_a_token_keeps_its_unit() -> None:
    later = Duration.seconds(Token.as_number(REF))
    assert later.is_unresolved()
    assert not Duration.seconds(1).is_unresolved()
    assert resolved(later.to_seconds()) == REF
    assert resolved(later.format_token_to_number()) == {"Fn::Join": ["", [REF, " seconds"]]}
    with pytest.raises(ValueError, match=r"must be specified as 'Duration\.minutes\(\)' here"):
        later.to_minutes()


@pytest.mark.parametrize(
    ("size", "unit", "value"),
    [
        (Size.kibibytes(2), "bytes", 2048),
        (Size.bytes(2048), "kibibytes", 2),
        (Size.gibibytes(1), "mebibytes", 1024),
        (Size.mebibytes(2048), "gibibytes", 2),
        (Size.pebibytes(1), "tebibytes", 1024),
        (Size.tebibytes(2048), "pebibytes", 2),
        (Size.mebibytes(7), "mebibytes", 7),
    ],
)
def test_a_size_is_converted(size: Size, unit: str, value: int) -> None:
    convert: Callable[[], float] = getattr(size, f"to_{unit}")
    assert convert() == value


def test_a_fraction_of_a_size_is_refused_unless_it_may_be_rounded() -> None:
    size = Size.kibibytes(1536)
    assert size.to_mebibytes(rounding=SizeRoundingBehavior.FLOOR) == 1
    assert size.to_mebibytes(rounding=SizeRoundingBehavior.NONE) == 1.5
    with pytest.raises(ValueError, match=r"'1\.5' cannot be converted into a whole number of mebibytes"):
        size.to_mebibytes()
    with pytest.raises(ValueError, match=r"Storage amounts cannot be negative\. Received: -1"):
        Size.bytes(-1)
    assert (str(Size.mebibytes(5)), str(Size.mebibytes(1.5))) == ("Size.mebibytes(5)", "Size.mebibytes(1.5)")


def test_a_size_that_is_a_token_keeps_its_unit() -> None:
    later = Size.gibibytes(Token.as_number(REF))
    assert (later.is_unresolved(), Size.bytes(1).is_unresolved()) == (True, False)
    assert resolved(later.to_human_string()) == {"Fn::Join": ["", [REF, " GiB"]]}
    with pytest.raises(ValueError, match=r"must be specified as 'Size\.bytes\(\)' here"):
        later.to_bytes()


def test_tokens_of_every_kind_lead_back_to_their_value() -> None:
    token = Token.as_any(REF)
    text, number, items = Token.as_string(token), Token.as_number(token), Token.as_list(token)
    assert [resolved(each) for each in (text, number, items)] == [REF, REF, REF]
    assert Tokenization.reverse(text) is Tokenization.reverse_complete_string(text) is token
    assert Tokenization.reverse_number(number) is Tokenization.reverse(number) is token
    assert Tokenization.reverse_list(items) is Tokenization.reverse(items) is token
    assert Tokenization.reverse(token) is token
    assert resolved(number_text(number)) == REF
    assert (Tokenization.is_resolvable(token), Tokenization.is_resolvable(text)) == (True, False)
    assert [Token.is_unresolved(each) for each in (text, number, items, token)] == [True] * 4
    assert [Token.is_unresolved(each) for each in ("a", 1, 1.5, ["a"], {}, None)] == [False] * 6
    assert (Token.is_resolved("a"), Token.is_resolved(text)) == (True, False)


def test_what_is_no_token_leads_nowhere() -> None:
    assert [Tokenization.reverse(each) for each in ("a", 1.5, 2, ["a"], ["a", "b"], None)] == [None] * 6
    assert Tokenization.reverse_complete_string("a") is None
    text = f"a{Token.as_string(REF)}"
    assert Tokenization.reverse_complete_string(text) is None
    assert Tokenization.reverse(text, fail_concat=False) is None
    with pytest.raises(ValueError, match="Tokenized string fragments would be lost"):
        Tokenization.reverse(text)


def test_a_value_that_needs_no_token_stays_itself() -> None:
    assert (Token.as_string("a"), Token.as_number(3), Token.as_list(["a"])) == ("a", 3, ["a"])
    assert resolved(Token.as_list(["a", 1])) == ["a", 1]
    assert (Tokenization.stringify_number(3.0), Tokenization.stringify_number(1.5)) == ("3", "1.5")
    with pytest.raises(TypeError, match="must be a plain value object, not a function"):
        Token.as_any(lambda: 1)


def test_strings_are_compared_as_far_as_can_be_told() -> None:
    one, other = Token.as_string({"Ref": "A"}), Token.as_string({"Ref": "B"})
    assert Token.compare_strings(one, one) is TokenComparison.SAME
    assert Token.compare_strings(one, other) is TokenComparison.BOTH_UNRESOLVED
    assert Token.compare_strings(one, "a") is TokenComparison.ONE_UNRESOLVED
    assert Token.compare_strings("a", one) is TokenComparison.ONE_UNRESOLVED
    assert Token.compare_strings("a", "a") is TokenComparison.SAME
    assert Token.compare_strings("a", "b") is TokenComparison.DIFFERENT
    assert repr(TokenComparison.SAME) == "TokenComparison.SAME"


def test_lazy_values_are_produced_once_or_each_time() -> None:
    calls: list[int] = []

    def count() -> str:
        calls.append(1)
        return str(len(calls))

    stack = Stack(App(), "S")
    cached, fresh = Lazy.string(count), Lazy.uncached_string(count)
    assert [stack.resolve(cached), stack.resolve(cached)] == ["1", "1"]
    assert [stack.resolve(fresh), stack.resolve(fresh)] == ["2", "3"]
    assert stack.resolve([Lazy.number(lambda: 5), Lazy.uncached_number(lambda: 6)]) == [5, 6]
    assert stack.resolve([Lazy.list(lambda: ["a"]), Lazy.uncached_list(lambda: ["b"])]) == [["a"], ["b"]]
    assert stack.resolve({"a": Lazy.any(lambda: {"b": 1}), "c": Lazy.uncached_any(lambda: [2])}) == {
        "a": {"b": 1},
        "c": [2],
    }


def test_empty_lazy_lists_are_left_out_on_request() -> None:
    stack = Stack(App(), "S")
    assert stack.resolve({"a": Lazy.any(list, omit_empty_array=True)}) == {}
    assert stack.resolve({"a": Lazy.any(list)}) == {"a": []}
    assert stack.resolve({"a": Lazy.list(list, omit_empty=True)}) == {}
    assert stack.resolve({"a": Lazy.uncached_any(list, omit_empty_array=True)}) == {}
    assert stack.resolve({"a": Lazy.any(lambda context: context.scope.node.id)}) == {"a": "S"}


TEXT = Token.as_string(REF)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fn.ref("A"), {"Ref": "A"}),
        (Fn.get_att("A", "Arn"), {"Fn::GetAtt": ["A", "Arn"]}),
        (Fn.join(",", ["a", "b"]), "a,b"),
        (Fn.join(",", ["a", TEXT, "b", "c"]), {"Fn::Join": [",", ["a", REF, "b,c"]]}),
        (
            Fn.join(",", ["a", Fn.join(",", ["b", TEXT]), "c"]),
            {"Fn::Join": [",", ["a,b", REF, "c"]]},
        ),
        (
            Fn.join("-", ["a", Fn.join(",", ["b", TEXT])]),
            {"Fn::Join": ["-", ["a", {"Fn::Join": [",", ["b", REF]]}]]},
        ),
        (Fn.join(",", Token.as_list(REF)), {"Fn::Join": [",", REF]}),
        (Fn.split(",", "a,b"), ["a", "b"]),
        (Fn.split(",", TEXT), {"Fn::Split": [",", REF]}),
        (
            Fn.split(",", TEXT, 2),
            [{"Fn::Select": [0, {"Fn::Split": [",", REF]}]}, {"Fn::Select": [1, {"Fn::Split": [",", REF]}]}],
        ),
        (Fn.select(1, ["a", "b"]), "b"),
        (Fn.select(2, ["a", "b"]), {"Fn::Select": [2, ["a", "b"]]}),
        (Fn.select(0, Token.as_list(REF)), {"Fn::Select": [0, REF]}),
        (Fn.sub("${A}"), {"Fn::Sub": "${A}"}),
        (Fn.sub("${A}", {"A": "b"}), {"Fn::Sub": ["${A}", {"A": "b"}]}),
        (Fn.base64("a"), {"Fn::Base64": "a"}),
        (Fn.cidr("10.0.0.0/8", 1), {"Fn::Cidr": ["10.0.0.0/8", 1]}),
        (Fn.cidr("10.0.0.0/8", 256, "8"), {"Fn::Cidr": ["10.0.0.0/8", 256, "8"]}),
        (Fn.get_azs(), {"Fn::GetAZs": ""}),
        (Fn.get_azs("eu-west-1"), {"Fn::GetAZs": "eu-west-1"}),
        (Fn.import_value("a"), {"Fn::ImportValue": "a"}),
        (Fn.import_list_value("a", 1), [{"Fn::Select": [0, {"Fn::Split": [",", {"Fn::ImportValue": "a"}]}]}]),
        (
            Fn.import_list_value("a", 1, "|"),
            [{"Fn::Select": [0, {"Fn::Split": ["|", {"Fn::ImportValue": "a"}]}]}],
        ),
        (Fn.get_stack_output("s", "o"), {"Fn::GetStackOutput": {"StackName": "s", "OutputName": "o"}}),
        (
            Fn.get_stack_output("s", "o", "r", "arn"),
            {"Fn::GetStackOutput": {"StackName": "s", "OutputName": "o", "Region": "r", "RoleArn": "arn"}},
        ),
        (Fn.find_in_map("M", "a", "b"), {"Fn::FindInMap": ["M", "a", "b"]}),
        (Fn.find_in_map("M", "a", "b", "c"), {"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "c"}]}),
        (Fn.transform("M", {"a": 1}), {"Fn::Transform": {"Name": "M", "Parameters": {"a": 1}}}),
        (Fn.len(["a", "b"]), 2),
        (Fn.len(Token.as_list(REF)), {"Fn::Length": REF}),
        (Fn.to_json_string({"a": [1, "ä"]}), '{"a":[1,"ä"]}'),
        (Fn.to_json_string(Token.as_any(REF)), {"Fn::ToJsonString": REF}),
        (Fn.parse_domain_name("https://a.b/c"), "a.b"),
        (
            Fn.parse_domain_name(TEXT),
            {"Fn::Select": [0, {"Fn::Split": ["/", {"Fn::Select": [1, {"Fn::Split": ["//", REF]}]}]}]},
        ),
        (Fn.condition_not(Fn.condition_equals("a", "b")), {"Fn::Not": [{"Fn::Equals": ["a", "b"]}]}),
        (Fn.condition_equals("a", "b"), {"Fn::Equals": ["a", "b"]}),
        (Fn.condition_if("C", 1, 2), {"Fn::If": ["C", 1, 2]}),
        (Fn.condition_contains(["a"], "b"), {"Fn::Contains": [["a"], "b"]}),
        (Fn.condition_each_member_equals(["a"], "b"), {"Fn::EachMemberEquals": [["a"], "b"]}),
        (Fn.condition_each_member_in(["a"], ["b"]), {"Fn::EachMemberIn": [["a"], ["b"]]}),
        (Fn.ref_all("T"), {"Fn::RefAll": "T"}),
        (Fn.value_of("P", "A"), {"Fn::ValueOf": ["P", "A"]}),
        (Fn.value_of_all("T", "A"), {"Fn::ValueOfAll": ["T", "A"]}),
    ],
)
def test_a_function_is_written(value: Any, expected: Any) -> None:
    assert resolved(value) == expected


def test_functions_refuse_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="FnJoin requires at least one value to be provided"):
        Fn.join(",", [])
    with pytest.raises(ValueError, match="'delimiter' may not be a token value"):
        Fn.split(TEXT, TEXT)
    for count in (0, 257):
        with pytest.raises(ValueError, match=f"must be between 1 and 256, {count} was provided"):
            Fn.cidr("10.0.0.0/8", count)
    with pytest.raises(ValueError, match=r"Fn\.Fn::And needs at least one condition"):
        Fn.condition_and()
    with pytest.raises(TypeError, match="Fn has only static methods"):
        Fn()


@pytest.mark.parametrize(("count", "groups"), [(2, None), (10, None), (11, [10, 1]), (21, [10, 10, 1])])
def test_more_than_ten_conditions_are_grouped(count: int, groups: list[int] | None) -> None:
    conditions = [Fn.condition_equals("a", str(number)) for number in range(count)]
    found = resolved(Fn.condition_or(*conditions))["Fn::Or"]
    if groups is None:
        assert len(found) == count
    else:
        assert [len(each.get("Fn::Or", [1])) for each in found] == groups
    assert resolved(Fn.condition_and(conditions[0])) == {"Fn::Equals": ["a", "0"]}


def test_functions_of_the_language_extensions_ask_for_their_transform() -> None:
    for value in (Fn.len(Token.as_list(REF)), Fn.find_in_map("M", "a", "b", "c")):
        app = App()
        stack = Stack(app, "S")
        CfnResource(stack, "R", type="A::B::C", properties={"Value": value})
        template = app.synth().get_stack_by_name("S").template
        assert template["Transform"] == "AWS::LanguageExtensions"


@pytest.mark.parametrize(
    ("arn_format", "arn"),
    [
        (ArnFormat.NO_RESOURCE_NAME, "arn:aws:s:r:1:thing/name"),
        (ArnFormat.COLON_RESOURCE_NAME, "arn:aws:s:r:1:thing:name"),
        (ArnFormat.SLASH_RESOURCE_NAME, "arn:aws:s:r:1:thing/name"),
        (ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME, "arn:aws:s:r:1:/thing/name"),
    ],
)
def test_an_arn_is_put_together_and_taken_apart(arn_format: ArnFormat, arn: str) -> None:
    parts = {"partition": "aws", "service": "s", "region": "r", "account": "1", "resource": "thing"}
    assert Arn.format({**parts, "resource_name": "name", "arn_format": arn_format}) == arn
    found = Arn.split(arn, arn_format)
    assert (found.partition, found.service, found.region, found.account) == ("aws", "s", "r", "1")
    whole = arn_format is ArnFormat.NO_RESOURCE_NAME
    expected = ("thing/name", None) if whole else ("thing", "name")
    assert (found.resource, found.resource_name) == expected
    assert found.arn_format is arn_format


def test_an_arn_takes_what_it_lacks_from_the_stack() -> None:
    stack = Stack(App(), "S", env={"account": "111122223333", "region": "eu-west-1"})
    arn = stack.format_arn(service="sqs", resource="q")
    assert stack.resolve(arn) == {
        "Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":sqs:eu-west-1:111122223333:q"]]
    }
    with pytest.raises(ValueError, match="partition, region and account are needed when there is no stack"):
        Arn.format({"service": "s", "resource": "r"})
    with pytest.raises(TypeError, match="unexpected keyword argument 'name'"):
        Arn.format_components({"service": "s", "resource": "r", "name": "x"}, stack)


def test_an_arn_that_is_none_is_refused() -> None:
    for arn in ("a:b:c:d:e:f", "arn:aws:s:r:1"):
        with pytest.raises(ValueError, match=f"must start with 'arn:' and have at least 6 components: {arn}"):
            Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
    assert Arn.extract_resource_name("arn:aws:s:r:1:thing/name/more", "thing") == "name/more"
    for arn in ("arn:aws:s:r:1:other/name", "arn:aws:s:r:1:thing"):
        with pytest.raises(ValueError, match="Expected resource type 'thing' in ARN"):
            Arn.extract_resource_name(arn, "thing")


SPLIT = {"Fn::Split": [":", REF]}
SLASHED = {"Fn::Split": ["/", {"Fn::Select": [5, SPLIT]}]}


@pytest.mark.parametrize(
    ("arn_format", "resource", "name"),
    [
        (ArnFormat.NO_RESOURCE_NAME, {"Fn::Select": [5, SPLIT]}, None),
        (ArnFormat.COLON_RESOURCE_NAME, {"Fn::Select": [5, SPLIT]}, {"Fn::Select": [6, SPLIT]}),
        (ArnFormat.SLASH_RESOURCE_NAME, {"Fn::Select": [0, SLASHED]}, {"Fn::Select": [1, SLASHED]}),
        (
            ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME,
            {"Fn::Select": [1, SLASHED]},
            {"Fn::Select": [2, SLASHED]},
        ),
    ],
)
def test_an_arn_that_is_a_token_is_taken_apart_at_deployment(
    arn_format: ArnFormat, resource: Any, name: Any
) -> None:
    found = Arn.split(TEXT, arn_format)
    assert (resolved(found.resource), resolved(found.resource_name)) == (resource, name)
    shown = [found.partition, found.service, found.region, found.account]
    assert resolved(shown) == [{"Fn::Select": [index, SPLIT]} for index in (1, 2, 3, 4)]
    assert resolved(Arn.extract_resource_name(TEXT, "thing")) == {
        "Fn::Select": [1, {"Fn::Split": [":thing/", REF]}]
    }


def test_unique_names_keep_to_their_length_and_letters() -> None:
    stack = Stack(App(), "My-Stack")
    inner = CfnResource(CfnResource(stack, "Part", type="A::B::C"), "Resource", type="A::B::C")
    assert Names.unique_id(inner)[:11] == "MyStackPart"
    assert len(Names.unique_id(inner)) == len("MyStackPart") + 8
    assert Names.stack_relative_construct_path(inner) == "Part/Resource"
    name = Names.unique_resource_name(inner, separator="-", allowed_special_characters="-")
    assert name.startswith("My-Stack-Part-")
    assert len(name) == len("My-Stack-Part-") + 8
    short = Names.unique_resource_name(inner, max_length=16)
    assert len(short) == 16
    assert (short[:4], short[4:8]) == ("MySt", "Part")


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        (SecretValue.secrets_manager("s"), "{{resolve:secretsmanager:s:SecretString:::}}"),
        (
            SecretValue.secrets_manager("s", json_field="f", version_stage="AWSCURRENT"),
            "{{resolve:secretsmanager:s:SecretString:f:AWSCURRENT:}}",
        ),
        (
            SecretValue.secrets_manager("arn:aws:x", version_id="v"),
            "{{resolve:secretsmanager:arn:aws:x:SecretString:::v}}",
        ),
        (SecretValue.ssm_secure("p"), "{{resolve:ssm-secure:p}}"),
        (SecretValue.ssm_secure("p", "3"), "{{resolve:ssm-secure:p:3}}"),
        (SecretValue.unsafe_plain_text("x"), "x"),
    ],
)
def test_a_secret_is_written_as_a_reference(secret: SecretValue, text: str) -> None:
    assert resolved(secret) == secret.unsafe_unwrap() == text
    assert (SecretValue.is_secret_value(secret), SecretValue.is_secret_value(text)) == (True, False)


def test_a_secret_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="secretId cannot be empty"):
        SecretValue.secrets_manager("")
    with pytest.raises(ValueError, match='secret id "a:b" is not an ARN but contains ":"'):
        SecretValue.secrets_manager("a:b")
    with pytest.raises(ValueError, match="were both provided but only one is allowed"):
        SecretValue.secrets_manager("a", version_id="v", version_stage="s")
    with pytest.raises(ValueError, match="must be used with a resource attribute"):
        SecretValue.resource_attribute("plain")
    stack = Stack(App(), "S")
    with pytest.raises(ValueError, match="must be configured with 'NoEcho'"):
        SecretValue.cfn_parameter(CfnParameter(stack, "Open"))
    hidden = CfnParameter(stack, "Hidden", no_echo=True)
    assert stack.resolve(SecretValue.cfn_parameter(hidden)) == {"Ref": "Hidden"}
    assert resolved(SecretValue.resource_attribute(TEXT).unsafe_unwrap()) == REF
