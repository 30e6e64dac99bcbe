"""What updates of balancers, rules, jobs and what sets functions off send, and what reads of them tell."""

import json
from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import ABSENT, asked, changes, told

ELB = "AWS::ElasticLoadBalancingV2"
ELB_ARN = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"


@pytest.mark.parametrize(
    ("kind", "physical_id", "attributes"),
    [
        (
            "LoadBalancer",
            f"{ELB_ARN}:loadbalancer/app/web/0123",
            {"LoadBalancerFullName": "app/web/0123", "DNSName": "web.elb", "CanonicalHostedZoneID": "Z"},
        ),
        (
            "TargetGroup",
            f"{ELB_ARN}:targetgroup/web/0123",
            {"TargetGroupFullName": "targetgroup/web/0123", "LoadBalancerArns": ["arn:b"]},
        ),
        ("Listener", f"{ELB_ARN}:listener/app/web/0123/4567", {}),
    ],
)
def test_names_are_taken_out_of_the_arn(kind: str, physical_id: str, attributes: dict[str, Any]) -> None:
    live = {"DNSName": "web.elb", "CanonicalHostedZoneId": "Z", "LoadBalancerArns": ["arn:b"]}
    answer, _ = asked(f"{ELB}::{kind}", HandlerAction.READ, physical_id=physical_id, live=live)
    assert isinstance(answer, HandlerSuccess)
    assert answer.attributes == {**attributes, f"{kind}Arn": physical_id}


def test_a_balancer_is_set_by_what_differs_and_gets_the_default_of_what_is_gone() -> None:
    attribute = {"Key": "idle_timeout.timeout_seconds", "Value": "60"}
    before = {"IpAddressType": "dualstack", "SecurityGroups": ["a"], "Subnets": ["s"]}
    sent = changes(f"{ELB}::LoadBalancer", before, {"Subnets": ["t"], "LoadBalancerAttributes": [attribute]})
    place = {"LoadBalancerArn": "it"}
    assert sent == [
        ("SetIpAddressType", {**place, "IpAddressType": "ipv4"}),
        ("SetSecurityGroups", {**place, "SecurityGroups": []}),
        ("SetSubnets", {**place, "Subnets": ["t"]}),
        ("ModifyLoadBalancerAttributes", {**place, "Attributes": [attribute]}),
    ]
    gone = changes(f"{ELB}::LoadBalancer", {"LoadBalancerAttributes": [attribute]}, {})
    assert gone == []  # the service keeps the last value


def test_a_balancer_tells_zones_as_subnets_and_the_attributes_that_the_template_sets() -> None:
    found = told(
        f"{ELB}::LoadBalancer",
        {"AvailabilityZones": [{"ZoneName": "a", "SubnetId": "s"}], "SecurityGroups": []},
        desired={"LoadBalancerAttributes": [{"Key": "a", "Value": "1"}]},
        answers={
            "DescribeLoadBalancerAttributes": {
                "Attributes": [{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "3"}]
            },
            "DescribeTags": {"TagDescriptions": [{"Tags": [{"Key": "own", "Value": "1"}]}]},
        },
    )
    assert found == {
        "Subnets": ["s"],
        "LoadBalancerAttributes": [{"Key": "a", "Value": "2"}],
        "Tags": [{"Key": "own", "Value": "1"}],
    }


def test_targets_are_deregistered_and_registered() -> None:
    kind, group = f"{ELB}::TargetGroup", {"TargetGroupArn": "it"}
    before, after = ({"Targets": [{"Id": name} for name in names]} for names in ("ab", "bc"))
    healths = [{"Target": {"Id": name, "Port": 80}} for name in "ax"]
    answers = {"DescribeTargetHealth": {"TargetHealthDescriptions": healths}}
    gone = ("DeregisterTargets", {**group, "Targets": [{"Id": "a"}]})
    assert changes(kind, before, after) == [gone, ("RegisterTargets", {**group, "Targets": [{"Id": "c"}]})]
    assert changes(kind, {"Targets": [{"Id": "a"}]}, {}) == [gone]
    assert changes(kind, {}, after) == [("RegisterTargets", {**group, "Targets": [{"Id": "b"}, {"Id": "c"}]})]
    unsure = changes(kind, after, after, also_possible=[before], answers=answers)
    assert unsure == [gone, ("RegisterTargets", {**group, "Targets": [{"Id": "b"}, {"Id": "c"}]})]
    assert told(kind, {}, answers=answers) == {"Targets": [{"Id": "a", "Port": 80}, {"Id": "x", "Port": 80}]}


def test_a_listener_is_sent_what_differs() -> None:
    action = {"Type": "forward", "TargetGroupArn": "arn:g"}
    before = {"Port": 80, "Protocol": "HTTP", "DefaultActions": [action]}
    assert changes(f"{ELB}::Listener", before, {**before, "Port": 81}) == [
        ("ModifyListener", {"ListenerArn": "it", "Port": 81})
    ]


@pytest.mark.parametrize(
    ("bus", "physical_id", "arn"),
    [
        (None, "r", "rule/r"),
        ("default", "r", "rule/r"),
        ("arn:aws:events:eu-west-1:111122223333:event-bus/own", "own|r", "rule/own/r"),
    ],
)
def test_a_rule_is_named_with_its_bus(bus: str | None, physical_id: str, arn: str) -> None:
    kind = "AWS::Events::Rule"
    place = {"EventBusName": bus} if bus else {}
    name = physical_id.rpartition("|")[0] or "default"
    missing = ABSENT
    target = {"Id": "a", "Arn": "arn:t"}
    fields: dict[str, Any] = {"physical_id": None, "answers": {"DescribeRule": missing}}
    desired = {**place, "Name": "r", "EventPattern": {"source": ["x"]}, "Targets": [target]}
    answer, clients = asked(kind, HandlerAction.CREATE, desired=desired, **fields)
    attributes = {"Arn": f"arn:aws:events:eu-west-1:111122223333:{arn}", "RuleName": "r"}
    assert answer == HandlerSuccess(physical_id=physical_id, attributes=attributes)
    given = {"EventBusName": name} if name != "default" else {}
    assert clients.changes == [
        ("PutRule", {"Name": "r", **given, "EventPattern": '{"source": ["x"]}'}),
        ("PutTargets", {"Rule": "r", "EventBusName": name, "Targets": [target]}),
    ]
    listed = {"ListTargetsByRule": {"Targets": [target]}}
    _, clients = asked(kind, HandlerAction.DELETE, previous=desired, physical_id=physical_id, answers=listed)
    assert clients.calls == [
        ("DescribeRule", {"Name": "r", "EventBusName": name}),
        ("ListTargetsByRule", {"Rule": "r", "EventBusName": name}),
        ("RemoveTargets", {"Rule": "r", "EventBusName": name, "Ids": ["a"]}),
        ("DeleteRule", {"Name": "r", "EventBusName": name}),
    ]
    _, clients = asked(kind, HandlerAction.DELETE, previous=desired, physical_id=physical_id)
    assert [operation for operation, _ in clients.changes] == ["DeleteRule"]


def test_a_rule_s_targets_are_removed_and_put_where_they_differ() -> None:
    before, after = (
        {"Targets": [{"Id": name, "Arn": arn} for name, arn in rows]}
        for rows in ((("a", "1"), ("b", "1"), ("c", "1")), (("b", "1"), ("c", "2"), ("d", "1")))
    )
    place = {"Rule": "it", "EventBusName": "default"}
    assert changes("AWS::Events::Rule", before, after) == [
        ("RemoveTargets", {**place, "Ids": ["a"]}),
        ("PutTargets", {**place, "Targets": [{"Id": "c", "Arn": "2"}, {"Id": "d", "Arn": "1"}]}),
    ]


BATCH = "AWS::Batch"


def test_only_what_differs_of_an_environment_s_resources_is_sent() -> None:
    before = {"MaxvCpus": 4, "MinvCpus": 0, "Subnets": ["a"], "InstanceTypes": ["optimal"]}
    after = {"MaxvCpus": 8, "MinvCpus": 0, "Subnets": ["a"], "Tags": {"Own": "1"}, "SpotIamFleetRole": "r"}
    sent = changes(
        f"{BATCH}::ComputeEnvironment",
        {"ComputeResources": before, "State": "DISABLED"},
        {"ComputeResources": after},
    )
    assert sent == [
        (
            "UpdateComputeEnvironment",
            {
                "computeEnvironment": "it",
                "computeResources": {"maxvCpus": 8, "tags": {"Own": "1"}},
                "state": "ENABLED",
            },
        )
    ]


@pytest.mark.parametrize(
    ("kind", "parameter", "listed"),
    [
        ("ComputeEnvironment", "computeEnvironment", "computeEnvironments"),
        ("JobQueue", "jobQueue", "jobQueues"),
    ],
)
def test_what_runs_jobs_is_disabled_before_it_is_deleted(kind: str, parameter: str, listed: str) -> None:
    gone = {f"Describe{kind}s": [{listed: [{"status": "VALID"}]}, {listed: [{"status": "DELETED"}]}]}
    answer, clients = asked(f"{BATCH}::{kind}", HandlerAction.DELETE, answers=gone)
    assert answer == HandlerSuccess(physical_id="it")
    assert clients.changes == [
        (f"Update{kind}", {parameter: "it", "state": "DISABLED"}),
        (f"Delete{kind}", {parameter: "it"}),
    ]
    stranger, _ = asked(
        f"{BATCH}::{kind}",
        HandlerAction.CREATE,
        desired={f"{kind}Name": "x"},
        answers={f"Describe{kind}s": {listed: [{}]}},
    )
    assert isinstance(stranger, HandlerFailure)
    assert "'x' already exists" in stranger.message


@pytest.mark.parametrize(("skips", "deregistered"), [(True, False), (False, True), (None, True)])
def test_a_job_definition_is_registered_again(skips: bool | None, deregistered: bool) -> None:
    arn = "arn:aws:batch:eu-west-1:111122223333:job-definition/jobs"
    policy = {} if skips is None else {"ResourceRetentionPolicy": {"SkipDeregisterOnUpdate": skips}}
    after = {
        **policy,
        "Type": "container",
        "Parameters": {"User": "1"},
        "Timeout": {"AttemptDurationSeconds": 60},
    }
    sent = changes(
        f"{BATCH}::JobDefinition",
        {**policy, "Type": "container"},
        after,
        physical_id=f"{arn}:1",
        answers={"RegisterJobDefinition": {"jobDefinitionArn": f"{arn}:2"}},
    )
    register = {
        "jobDefinitionName": "jobs",
        "type": "container",
        "parameters": {"User": "1"},
        "timeout": {"attemptDurationSeconds": 60},
    }
    gone = [("DeregisterJobDefinition", {"jobDefinition": f"{arn}:1"})]
    assert sent == [("RegisterJobDefinition", register), *(gone if deregistered else [])]


LAMBDA_ARN = "arn:aws:lambda:eu-west-1:111122223333:function:f"


MAPPING_ID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("given", "of_version", "of_mapping"),
    [
        ("f", "f", "f"),
        ("111122223333:function:f", "111122223333:function:f", "111122223333:function:f"),
        (LAMBDA_ARN, LAMBDA_ARN, LAMBDA_ARN),
        ("g", "f", LAMBDA_ARN),
        ("unction:f", "f", LAMBDA_ARN),
        (None, "f", LAMBDA_ARN),
    ],
)
def test_a_function_is_told_as_the_template_spells_it(
    given: str | None, of_version: str, of_mapping: str
) -> None:
    fields: dict[str, Any] = {"desired": {"FunctionName": given} if given else {}}
    version = told("AWS::Lambda::Version", {}, physical_id=f"{LAMBDA_ARN}:3", **fields)
    assert version == {"FunctionName": of_version}
    live = {"FunctionArn": LAMBDA_ARN, "State": "Enabled"}
    mapping = told("AWS::Lambda::EventSourceMapping", live, physical_id=MAPPING_ID, **fields)
    assert mapping == {"FunctionName": of_mapping, "Enabled": True}


def test_a_mapping_s_settings_go_back_to_their_defaults() -> None:
    before = {"MaximumRetryAttempts": 3, "Enabled": False, "KmsKeyArn": LAMBDA_ARN, "BatchSize": 5}
    more = {"TumblingWindowInSeconds": 9, "MaximumRecordAgeInSeconds": 60, "ParallelizationFactor": 2}
    fields: dict[str, Any] = {"physical_id": MAPPING_ID}
    assert changes("AWS::Lambda::EventSourceMapping", {**before, **more}, {}, **fields) == [
        (
            "UpdateEventSourceMapping",
            {
                "UUID": MAPPING_ID,
                "MaximumRetryAttempts": -1,
                "Enabled": True,
                "KMSKeyArn": "",
                "TumblingWindowInSeconds": 0,
                "MaximumRecordAgeInSeconds": -1,
                "ParallelizationFactor": 1,
            },
        )
    ]


def test_an_alias_has_its_weights_as_a_map() -> None:
    kind, place = "AWS::Lambda::Alias", {"FunctionName": "f", "Name": "live"}
    rows = [{"FunctionVersion": "2", "FunctionWeight": 0.25}]
    routing = {"RoutingConfig": {"AdditionalVersionWeights": rows}}
    fields: dict[str, Any] = {"physical_id": f"{LAMBDA_ARN}:live"}
    weights = {"AdditionalVersionWeights": {"2": 0.25}}
    base = {"FunctionVersion": "1"}
    assert changes(kind, base, {**base, **routing}, **fields) == [
        ("UpdateAlias", {**place, **base, "RoutingConfig": weights})
    ]
    assert changes(kind, {**base, **routing}, base, **fields) == [
        ("UpdateAlias", {**place, **base, "RoutingConfig": {}})
    ]
    assert told(kind, {"RoutingConfig": weights, "Name": "live"}, **fields) == {
        "FunctionName": "f",
        "Name": "live",
        **routing,
    }
    assert "RoutingConfig" not in told(kind, {"RoutingConfig": {"AdditionalVersionWeights": {}}}, **fields)


def test_a_layer_without_a_name_gets_the_logical_id() -> None:
    content = {"Content": {"S3Bucket": "abc", "S3Key": "k"}}
    fields: dict[str, Any] = {"physical_id": None}
    for desired, name in ((content, "It"), ({**content, "LayerName": "own"}, "own")):
        _, clients = asked("AWS::Lambda::LayerVersion", HandlerAction.CREATE, desired=desired, **fields)
        assert clients.changes == [("PublishLayerVersion", {**content, "LayerName": name})]


def test_a_layer_s_version_is_a_number() -> None:
    layer = "arn:aws:lambda:eu-west-1:111122223333:layer:l"
    answer, clients = asked("AWS::Lambda::LayerVersion", HandlerAction.DELETE, physical_id=f"{layer}:3")
    assert answer == HandlerSuccess(physical_id=f"{layer}:3")
    assert clients.changes == [("DeleteLayerVersion", {"LayerName": "l", "VersionNumber": 3})]
    odd, clients = asked("AWS::Lambda::LayerVersion", HandlerAction.DELETE, physical_id=f"{layer}:x")
    assert (isinstance(odd, HandlerFailure), clients.calls) == (True, [])


def test_a_permission_is_one_statement_of_the_function_s_policy() -> None:
    kind, desired = "AWS::Lambda::Permission", {"FunctionName": "f", "Principal": "444455556666"}
    statement = {
        "Sid": "it",
        "Action": "lambda:InvokeFunction",
        "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
        "Condition": {"ArnLike": {"aws:sourceArn": "arn:s"}, "StringEquals": {"AWS:SourceAccount": "1"}},
    }
    policy = {"GetPolicy": {"Policy": json.dumps({"Statement": [{"Sid": "other"}, statement]})}}
    assert told(kind, {}, desired=desired, answers=policy) == {
        **desired,
        "Action": "lambda:InvokeFunction",
        "SourceArn": "arn:s",
        "SourceAccount": "1",
    }
    other = told(kind, {}, desired={"FunctionName": "f", "Principal": "x"}, answers=policy)
    assert other["Principal"] == "arn:aws:iam::444455556666:root"
    _, clients = asked(kind, HandlerAction.DELETE, previous=desired, answers=policy)
    assert clients.changes == [("RemovePermission", {"FunctionName": "f", "StatementId": "it"})]
    for fields in ({"desired": {}}, {"desired": desired, "physical_id": "gone"}):
        answer, _ = asked(kind, HandlerAction.READ, answers=policy, **fields)
        assert isinstance(answer, HandlerFailure)
        assert answer.code.value == "NotFound"
