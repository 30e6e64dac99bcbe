"""How the resources of a native type are listed: which API operation tells their physical ids.

What a service makes by itself (main route tables' associations, default rules of a security group, AWS's own
keys and policies) is left out where its answer tells it apart, as AWS's list handlers do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from landform.ground.values import Properties
from landform.providers.handlers.model import from_json_text
from landform.providers.handlers.view import View

Answer = Mapping[str, object]
Model = Properties
"""The properties that a caller narrows the list by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An API operation whose pages tell the physical ids of all resources of a type."""

    operation: str
    ids: Callable[[Answer, Model], Iterable[str]]
    parameters: Mapping[str, object] = field(default_factory=dict)
    # Parameter -> property that has to be given: these resources are listed by what they belong to.
    parents: Mapping[str, str] = field(default_factory=dict)
    # Operation, and its parameter for an id: only the ids that it finds something for.
    having: tuple[str, str] | None = None


def every(value: object, path: str) -> Iterator[object]:
    """All that stands at a dotted path; `*` goes through a list, and what is missing is nothing."""
    step, _, rest = path.partition(".")
    if not path:
        yield value
    elif step == "*":
        for item in value if isinstance(value, list) else ():
            yield from every(item, rest)
    elif isinstance(value, Mapping) and value.get(step) is not None:
        yield from every(value[step], rest)


def _texts(value: object, path: str) -> Iterator[str]:
    return map(str, every(value, path))


def _views(value: object, path: str) -> Iterator[View]:
    return (View(each) for each in every(value, path) if isinstance(each, Mapping))


def listing(
    operation: str,
    items: str,
    name: str = "",
    *,
    only: Callable[[object], bool] = lambda _item: True,
    parameters: Mapping[str, object] | None = None,
    parents: Mapping[str, str] | None = None,
) -> Listing:
    """A listing whose items, at the path `items`, have the physical id at the path `name`."""

    def ids(answer: Answer, _model: Model) -> Iterator[str]:
        for item in every(answer, items):
            if only(item):
                yield from _texts(item, name)

    return Listing(operation=operation, ids=ids, parameters=parameters or {}, parents=parents or {})


def _not(path: str, *words: object) -> Callable[[object], bool]:
    return lambda item: not any(each in words for each in every(item, path))


def _routes(answer: Answer, _model: Model) -> Iterator[str]:
    for table in _views(answer, "RouteTables.*"):
        for route in _views(table, "Routes.*"):
            if route.text("GatewayId") != "local":
                names = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
                destination = next(route.text(name) for name in names if route.get(name))
                yield f"{table.text('RouteTableId')}|{destination}"


def _attachments(answer: Answer, _model: Model) -> Iterator[str]:
    yield from (f"IGW|{vpc}" for vpc in _texts(answer, "InternetGateways.*.Attachments.*.VpcId"))


def _statements(answer: Answer, _model: Model) -> Iterator[str]:
    yield from _texts(from_json_text(answer["Policy"]), "Statement.*.Sid")


def _rules(answer: Answer, model: Model) -> Iterator[str]:
    bus = str(model.get("EventBusName", "default")).rsplit("/", 1)[-1]
    for name in _texts(answer, "Rules.*.Name"):
        yield name if bus == "default" else f"{bus}|{name}"


LISTINGS: Final[Mapping[str, Listing]] = {
    "AWS::AutoScaling::AutoScalingGroup": listing(
        "DescribeAutoScalingGroups", "AutoScalingGroups.*", "AutoScalingGroupName"
    ),
    "AWS::Batch::ComputeEnvironment": listing(
        "DescribeComputeEnvironments", "computeEnvironments.*", "computeEnvironmentArn"
    ),
    "AWS::Batch::JobDefinition": listing(
        "DescribeJobDefinitions",
        "jobDefinitions.*",
        "jobDefinitionArn",
        only=_not("status", "INACTIVE"),
    ),
    "AWS::Batch::JobQueue": listing("DescribeJobQueues", "jobQueues.*", "jobQueueArn"),
    "AWS::CloudWatch::Alarm": listing("DescribeAlarms", "MetricAlarms.*", "AlarmName"),
    "AWS::DynamoDB::Table": listing("ListTables", "TableNames.*"),
    "AWS::EC2::EIP": listing("DescribeAddresses", "Addresses.*", "PublicIp"),
    "AWS::EC2::Instance": listing(
        "DescribeInstances",
        "Reservations.*.Instances.*",
        "InstanceId",
        only=_not("State.Name", "terminated", "shutting-down"),
    ),
    "AWS::EC2::InternetGateway": listing(
        "DescribeInternetGateways", "InternetGateways.*", "InternetGatewayId"
    ),
    "AWS::EC2::LaunchTemplate": listing("DescribeLaunchTemplates", "LaunchTemplates.*", "LaunchTemplateId"),
    "AWS::EC2::NatGateway": listing(
        "DescribeNatGateways", "NatGateways.*", "NatGatewayId", only=_not("State", "deleted", "deleting")
    ),
    "AWS::EC2::Route": Listing(operation="DescribeRouteTables", ids=_routes),
    "AWS::EC2::RouteTable": listing("DescribeRouteTables", "RouteTables.*", "RouteTableId"),
    "AWS::EC2::SecurityGroup": listing("DescribeSecurityGroups", "SecurityGroups.*", "GroupId"),
    "AWS::EC2::SecurityGroupEgress": listing(
        "DescribeSecurityGroupRules",
        "SecurityGroupRules.*",
        "SecurityGroupRuleId",
        only=_not("IsEgress", False),
    ),
    "AWS::EC2::SecurityGroupIngress": listing(
        "DescribeSecurityGroupRules",
        "SecurityGroupRules.*",
        "SecurityGroupRuleId",
        only=_not("IsEgress", True),
    ),
    "AWS::EC2::Subnet": listing("DescribeSubnets", "Subnets.*", "SubnetId"),
    "AWS::EC2::SubnetRouteTableAssociation": listing(
        "DescribeRouteTables",
        "RouteTables.*.Associations.*",
        "RouteTableAssociationId",
        only=lambda item: any(every(item, "SubnetId")),
    ),
    "AWS::EC2::VPC": listing("DescribeVpcs", "Vpcs.*", "VpcId"),
    "AWS::EC2::VPCEndpoint": listing(
        "DescribeVpcEndpoints", "VpcEndpoints.*", "VpcEndpointId", only=_not("State", "deleted")
    ),
    "AWS::EC2::VPCGatewayAttachment": Listing(operation="DescribeInternetGateways", ids=_attachments),
    "AWS::ECR::Repository": listing("DescribeRepositories", "repositories.*", "repositoryName"),
    "AWS::ECS::Cluster": Listing(
        operation="ListClusters",
        ids=lambda answer, _model: (each.rpartition("/")[2] for each in _texts(answer, "clusterArns.*")),
    ),
    "AWS::ECS::Service": listing("ListServices", "serviceArns.*", parents={"cluster": "Cluster"}),
    "AWS::ECS::TaskDefinition": listing("ListTaskDefinitions", "taskDefinitionArns.*"),
    "AWS::ElasticLoadBalancingV2::Listener": listing(
        "DescribeListeners", "Listeners.*", "ListenerArn", parents={"LoadBalancerArn": "LoadBalancerArn"}
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": listing(
        "DescribeLoadBalancers", "LoadBalancers.*", "LoadBalancerArn"
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": listing(
        "DescribeTargetGroups", "TargetGroups.*", "TargetGroupArn"
    ),
    "AWS::Events::Rule": Listing(operation="ListRules", ids=_rules),
    "AWS::IAM::Group": listing("ListGroups", "Groups.*", "GroupName"),
    "AWS::IAM::InstanceProfile": listing("ListInstanceProfiles", "InstanceProfiles.*", "InstanceProfileName"),
    "AWS::IAM::ManagedPolicy": listing("ListPolicies", "Policies.*", "Arn", parameters={"Scope": "Local"}),
    "AWS::IAM::Role": listing("ListRoles", "Roles.*", "RoleName"),
    "AWS::IAM::User": listing("ListUsers", "Users.*", "UserName"),
    "AWS::KMS::Alias": listing(
        "ListAliases",
        "Aliases.*",
        "AliasName",
        only=lambda item: not any(name.startswith("alias/aws/") for name in _texts(item, "AliasName")),
    ),
    "AWS::KMS::Key": listing("ListKeys", "Keys.*", "KeyId"),
    "AWS::Lambda::Alias": listing(
        "ListAliases", "Aliases.*", "AliasArn", parents={"FunctionName": "FunctionName"}
    ),
    "AWS::Lambda::EventSourceMapping": listing("ListEventSourceMappings", "EventSourceMappings.*", "UUID"),
    "AWS::Lambda::Function": listing("ListFunctions", "Functions.*", "FunctionName"),
    "AWS::Lambda::LayerVersion": listing(  # the newest of each layer, as the service tells it
        "ListLayers", "Layers.*", "LatestMatchingVersion.LayerVersionArn"
    ),
    "AWS::Lambda::Permission": Listing(
        operation="GetPolicy", ids=_statements, parents={"FunctionName": "FunctionName"}
    ),
    "AWS::Lambda::Url": listing(
        "GetFunctionUrlConfig", "FunctionArn", parents={"FunctionName": "TargetFunctionArn"}
    ),
    "AWS::Lambda::Version": listing(
        "ListVersionsByFunction",
        "Versions.*",
        "FunctionArn",
        only=_not("Version", "$LATEST"),
        parents={"FunctionName": "FunctionName"},
    ),
    "AWS::Logs::LogGroup": listing("DescribeLogGroups", "logGroups.*", "logGroupName"),
    "AWS::S3::Bucket": listing("ListBuckets", "Buckets.*", "Name"),
    "AWS::S3::BucketPolicy": Listing(
        operation="ListBuckets",
        ids=lambda answer, _model: _texts(answer, "Buckets.*.Name"),
        having=("GetBucketPolicy", "Bucket"),
    ),
    "AWS::SageMaker::Endpoint": listing("ListEndpoints", "Endpoints.*", "EndpointArn"),
    "AWS::SageMaker::EndpointConfig": listing(
        "ListEndpointConfigs", "EndpointConfigs.*", "EndpointConfigArn"
    ),
    "AWS::SageMaker::Model": listing("ListModels", "Models.*", "ModelArn"),
    "AWS::SNS::Subscription": listing(
        "ListSubscriptions",
        "Subscriptions.*",
        "SubscriptionArn",
        only=_not("SubscriptionArn", "PendingConfirmation"),
    ),
    "AWS::SNS::Topic": listing("ListTopics", "Topics.*", "TopicArn"),
    "AWS::SQS::Queue": listing("ListQueues", "QueueUrls.*"),
    "AWS::SSM::Parameter": listing("DescribeParameters", "Parameters.*", "Name"),
    "AWS::SecretsManager::Secret": listing("ListSecrets", "SecretList.*", "ARN"),
}
