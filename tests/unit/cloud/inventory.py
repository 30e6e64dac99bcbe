"""Makes one thing in every service of the embedded cloud and looks at all of it; run as a program.

`make FOLDER` prints what was answered as one JSON line and waits to be killed; `look FOLDER MADE` prints
what is there; `stream FOLDER` makes queue after queue, printing each as it is answered.
"""

import base64
import io
import json
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from landform.cloud.direct import DirectClients
from landform.cloud.embedded import EmbeddedCloud

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
VARIANT = {
    "VariantName": "blue",
    "ModelName": "model",
    "InitialInstanceCount": 1,
    "InstanceType": "ml.g5.xlarge",
}


def code() -> bytes:
    """A function's archive, always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("index.py"), "def handler(event, context):\n    return 1\n")
    return buffer.getvalue()


def make(clients: DirectClients) -> dict[str, Any]:
    """Everything, with the ids that were answered."""
    call = clients.call
    made: dict[str, Any] = {}
    call("s3", "CreateBucket", {"Bucket": "models"})
    call("s3", "PutBucketVersioning", {"Bucket": "models", "VersioningConfiguration": {"Status": "Enabled"}})
    made["version"] = call("s3", "PutObject", {"Bucket": "models", "Key": "a", "Body": b"weights"})[
        "VersionId"
    ]
    made["queue"] = call("sqs", "CreateQueue", {"QueueName": "jobs"})["QueueUrl"]
    message = {"QueueUrl": made["queue"], "MessageBody": "hello"}
    made["message"] = call("sqs", "SendMessage", message)["MessageId"]
    made["topic"] = call("sns", "CreateTopic", {"Name": "news"})["TopicArn"]
    subscribe = {"TopicArn": made["topic"], "Protocol": "email", "Endpoint": "a@example.com"}
    made["subscription"] = call("sns", "Subscribe", {**subscribe, "ReturnSubscriptionArn": True})[
        "SubscriptionArn"
    ]
    made["role"] = call("iam", "CreateRole", {"RoleName": "it", "AssumeRolePolicyDocument": TRUST})["Role"][
        "RoleId"
    ]
    made["vpc"] = call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    subnet = {"VpcId": made["vpc"], "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "us-east-1a"}
    made["subnet"] = call("ec2", "CreateSubnet", subnet)["Subnet"]["SubnetId"]
    other = {**subnet, "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1b"}
    made["subnet2"] = call("ec2", "CreateSubnet", other)["Subnet"]["SubnetId"]
    made["default_vpc"] = _default_vpc(clients)
    made["address"] = call("ec2", "AllocateAddress", {"Domain": "vpc"})["AllocationId"]
    run = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1, "SubnetId": made["subnet"]}
    made["instance"] = call("ec2", "RunInstances", run)["Instances"][0]["InstanceId"]
    call("ssm", "PutParameter", {"Name": "/p", "Value": "v", "Type": "String"})
    made["secret"] = call("secretsmanager", "CreateSecret", {"Name": "s", "SecretString": "x"})["ARN"]
    made["key"] = call("kms", "CreateKey", {})["KeyMetadata"]["KeyId"]
    blob = call("kms", "Encrypt", {"KeyId": made["key"], "Plaintext": b"plain"})["CiphertextBlob"]
    made["ciphertext"] = base64.b64encode(blob).decode()
    made.update(_make_more(clients, made))
    return made


def _make_more(clients: DirectClients, made: dict[str, Any]) -> dict[str, Any]:
    call = clients.call
    more: dict[str, Any] = {}
    role = "arn:aws:iam::000000000000:role/it"
    schema = [{"AttributeName": "id", "KeyType": "HASH"}]
    attributes = [{"AttributeName": "id", "AttributeType": "S"}]
    table = {"TableName": "t", "KeySchema": schema, "AttributeDefinitions": attributes}
    more["table"] = call("dynamodb", "CreateTable", {**table, "BillingMode": "PAY_PER_REQUEST"})[
        "TableDescription"
    ]["TableArn"]
    call("dynamodb", "PutItem", {"TableName": "t", "Item": {"id": {"S": "1"}, "n": {"N": "2"}}})
    call("logs", "CreateLogGroup", {"logGroupName": "/g"})
    function = {"FunctionName": "f", "Role": role, "Runtime": "python3.12", "Handler": "index.handler"}
    more["function"] = call("lambda", "CreateFunction", {**function, "Code": {"ZipFile": code()}})[
        "CodeSha256"
    ]
    more["rule"] = call("events", "PutRule", {"Name": "r", "ScheduleExpression": "rate(1 day)"})["RuleArn"]
    more["cluster"] = call("ecs", "CreateCluster", {"clusterName": "c"})["cluster"]["clusterArn"]
    more["repository"] = call("ecr", "CreateRepository", {"repositoryName": "repo"})["repository"][
        "repositoryArn"
    ]
    subnets = [made["subnet"], made["subnet2"]]
    balancer = call("elbv2", "CreateLoadBalancer", {"Name": "lb", "Subnets": subnets})["LoadBalancers"][0]
    more["balancer"] = balancer["LoadBalancerArn"]
    container = {"Image": "image", "ModelDataUrl": "s3://models/a"}
    model = {"ModelName": "model", "ExecutionRoleArn": role, "PrimaryContainer": container}
    more["model"] = call("sagemaker", "CreateModel", model)["ModelArn"]
    config = {"EndpointConfigName": "config", "ProductionVariants": [VARIANT]}
    call("sagemaker", "CreateEndpointConfig", config)
    endpoint = {"EndpointName": "endpoint", "EndpointConfigName": "config"}
    more["endpoint"] = call("sagemaker", "CreateEndpoint", endpoint)["EndpointArn"]
    alarm = {"AlarmName": "a", "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 1}
    call("cloudwatch", "PutMetricAlarm", {**alarm, "MetricName": "m", "Namespace": "n", "Threshold": 1.0})
    group = {"AutoScalingGroupName": "g", "MinSize": 0, "MaxSize": 1, "AvailabilityZones": ["us-east-1a"]}
    launch = {"LaunchConfigurationName": "l", "ImageId": "ami-12c6146b", "InstanceType": "t2.micro"}
    call("autoscaling", "CreateLaunchConfiguration", launch)
    call("autoscaling", "CreateAutoScalingGroup", {**group, "LaunchConfigurationName": "l"})
    environment = {"computeEnvironmentName": "environment", "type": "UNMANAGED", "serviceRole": role}
    more["environment"] = call("batch", "CreateComputeEnvironment", environment)["computeEnvironmentArn"]
    return more


def look(clients: DirectClients, made: dict[str, Any]) -> dict[str, Any]:
    """The same things as they are found, by asking the services."""
    call = clients.call
    ids = {"SubnetIds": [made["subnet"], made["subnet2"]]}
    blob = base64.b64decode(made["ciphertext"])
    environments = call("batch", "DescribeComputeEnvironments", {})["computeEnvironments"]
    balancers = call("elbv2", "DescribeLoadBalancers", {})["LoadBalancers"]
    reservations = call("ec2", "DescribeInstances", {})["Reservations"]
    found = {
        "version": call("s3", "GetObject", {"Bucket": "models", "Key": "a"})["VersionId"],
        "queue": call("sqs", "GetQueueUrl", {"QueueName": "jobs"})["QueueUrl"],
        "topic": call("sns", "ListTopics", {})["Topics"][0]["TopicArn"],
        "subscription": call("sns", "ListSubscriptions", {})["Subscriptions"][0]["SubscriptionArn"],
        "role": call("iam", "GetRole", {"RoleName": "it"})["Role"]["RoleId"],
        "vpc": call("ec2", "DescribeVpcs", {"VpcIds": [made["vpc"]]})["Vpcs"][0]["VpcId"],
        "subnet": call("ec2", "DescribeSubnets", ids)["Subnets"][0]["SubnetId"],
        "subnet2": call("ec2", "DescribeSubnets", ids)["Subnets"][1]["SubnetId"],
        "default_vpc": _default_vpc(clients),
        "address": call("ec2", "DescribeAddresses", {})["Addresses"][0]["AllocationId"],
        "instance": reservations[0]["Instances"][0]["InstanceId"],
        "secret": call("secretsmanager", "DescribeSecret", {"SecretId": "s"})["ARN"],
        "key": call("kms", "DescribeKey", {"KeyId": made["key"]})["KeyMetadata"]["KeyId"],
        "table": call("dynamodb", "DescribeTable", {"TableName": "t"})["Table"]["TableArn"],
        "function": call("lambda", "GetFunction", {"FunctionName": "f"})["Configuration"]["CodeSha256"],
        "rule": call("events", "DescribeRule", {"Name": "r"})["Arn"],
        "cluster": call("ecs", "ListClusters", {})["clusterArns"][0],
        "repository": call("ecr", "DescribeRepositories", {})["repositories"][0]["repositoryArn"],
        "balancer": balancers[0]["LoadBalancerArn"],
        "model": call("sagemaker", "DescribeModel", {"ModelName": "model"})["ModelArn"],
        "endpoint": call("sagemaker", "DescribeEndpoint", {"EndpointName": "endpoint"})["EndpointArn"],
        "environment": environments[0]["computeEnvironmentArn"],
        "ciphertext": made["ciphertext"],
        "plain": call("kms", "Decrypt", {"CiphertextBlob": blob})["Plaintext"].decode(),
        "object": call("s3", "GetObject", {"Bucket": "models", "Key": "a"})["Body"].read().decode(),
        "parameter": call("ssm", "GetParameter", {"Name": "/p"})["Parameter"]["Value"],
        "item": call("dynamodb", "GetItem", {"TableName": "t", "Key": {"id": {"S": "1"}}})["Item"],
        "groups": [g["logGroupName"] for g in call("logs", "DescribeLogGroups", {})["logGroups"]],
        "alarms": [a["AlarmName"] for a in call("cloudwatch", "DescribeAlarms", {})["MetricAlarms"]],
        "scaling": call("autoscaling", "DescribeAutoScalingGroups", {})["AutoScalingGroups"][0]["MaxSize"],
    }
    received = call("sqs", "ReceiveMessage", {"QueueUrl": made["queue"]})["Messages"][0]
    return {**found, "message": received["MessageId"], "text": received["Body"]}


def _default_vpc(clients: DirectClients) -> str:
    filters = [{"Name": "is-default", "Values": ["true"]}]
    return str(clients.call("ec2", "DescribeVpcs", {"Filters": filters})["Vpcs"][0]["VpcId"])


def main(action: str, folder: str, made: str = "") -> None:
    """Do one of the two."""
    cloud = EmbeddedCloud(Path(folder))
    clients = cloud.clients()
    if action == "stream":
        for number in range(10_000):  # until it is killed
            print(clients.call("sqs", "CreateQueue", {"QueueName": f"q{number}"})["QueueUrl"], flush=True)
    if action == "make":
        print(json.dumps(make(clients)), flush=True)
        time.sleep(600)  # until it is killed
    print(json.dumps(look(clients, json.loads(made))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
