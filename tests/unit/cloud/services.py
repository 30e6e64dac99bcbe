"""One thing in each of many services: how it is made and how it is looked at. Run as a program: `FOLDER`.

Prints what every service shows of a cloud that another process made, as one JSON object.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landform.cloud.direct import DirectClients
from landform.cloud.embedded import EmbeddedCloud

ROLE = "arn:aws:iam::000000000000:role/r"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
SUBJECT = {"Country": "DE", "CommonName": "example.com"}
AUTHORITY = {"KeyAlgorithm": "RSA_2048", "SigningAlgorithm": "SHA256WITHRSA", "Subject": SUBJECT}
KEYS = {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
BROKERS = {"InstanceType": "kafka.m5.large", "ClientSubnets": ["subnet-1"]}
INSTANCE = {"DBInstanceIdentifier": "d", "DBInstanceClass": "db.t3.micro", "Engine": "postgres"}
DMS = {
    "ReplicationTaskIdentifier": "t",
    "SourceEndpointArn": "arn:aws:dms:us-east-1:000000000000:endpoint:a",
    "TargetEndpointArn": "arn:aws:dms:us-east-1:000000000000:endpoint:b",
    "ReplicationInstanceArn": "arn:aws:dms:us-east-1:000000000000:rep:c",
    "MigrationType": "full-load",
    "TableMappings": "{}",
}
CANARY = {
    "Name": "canary",
    "Code": {"Handler": "index.handler"},
    "ArtifactS3Location": "s3://bucket/a",
    "ExecutionRoleArn": ROLE,
    "Schedule": {"Expression": "rate(1 minute)"},
    "RuntimeVersion": "syn-nodejs-puppeteer-6.2",
}
PRODUCT = {
    "Name": "product",
    "Owner": "me",
    "ProductType": "CLOUD_FORMATION_TEMPLATE",
    "ProvisioningArtifactParameters": {"Info": {"LoadTemplateFromURL": "https://example.com/t.yaml"}},
    "IdempotencyToken": "product",
}
MACHINE = json.dumps({"StartAt": "a", "States": {"a": {"Type": "Succeed"}}})
COMPUTE = {"computeEnvironmentName": "environment", "type": "UNMANAGED", "serviceRole": ROLE}
JOB = {
    "jobDefinitionName": "j",
    "type": "container",
    "containerProperties": {"image": "i", "vcpus": 1, "memory": 8},
}
RULE = {"Name": "w", "Scope": "REGIONAL", "DefaultAction": {"Allow": {}}}
VISIBILITY = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}

#: Members that tell the moment of looking: an instance's last restorable time, when a size was measured.
TOLD_NOW = frozenset({"LatestRestorableTime", "Timestamp"})

Call = tuple[str, str, Mapping[str, Any]]

MADE: list[Call] = [
    ("iam", "CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": TRUST}),
    ("acm", "RequestCertificate", {"DomainName": "example.com"}),
    (
        "acm-pca",
        "CreateCertificateAuthority",
        {"CertificateAuthorityConfiguration": AUTHORITY, "CertificateAuthorityType": "ROOT"},
    ),
    ("amp", "CreateWorkspace", {"alias": "a"}),
    ("apigateway", "CreateRestApi", {"name": "a"}),
    ("apigatewayv2", "CreateApi", {"Name": "a", "ProtocolType": "HTTP"}),
    ("appmesh", "CreateMesh", {"meshName": "m"}),
    ("appsync", "CreateGraphqlApi", {"name": "a", "authenticationType": "API_KEY"}),
    ("athena", "CreateDataCatalog", {"Name": "catalog", "Type": "LAMBDA"}),
    ("backup", "CreateBackupVault", {"BackupVaultName": "v"}),
    ("batch", "CreateComputeEnvironment", COMPUTE),
    ("batch", "RegisterJobDefinition", JOB),
    (
        "cloudfront",
        "CreateOriginAccessControl",
        {
            "OriginAccessControlConfig": {
                "Name": "o",
                "SigningProtocol": "sigv4",
                "SigningBehavior": "always",
                "OriginAccessControlOriginType": "s3",
            }
        },
    ),
    ("cloudhsmv2", "CreateCluster", {"HsmType": "hsm1.medium", "SubnetIds": ["subnet-1"]}),
    ("cloudwatch", "PutDashboard", {"DashboardName": "d", "DashboardBody": "{}"}),
    (
        "codebuild",
        "CreateProject",
        {
            "name": "project",
            "source": {"type": "S3", "location": "b/k"},
            "artifacts": {"type": "NO_ARTIFACTS"},
            "environment": {"type": "LINUX_CONTAINER", "image": "i", "computeType": "BUILD_GENERAL1_SMALL"},
            "serviceRole": ROLE,
        },
    ),
    ("codedeploy", "CreateApplication", {"applicationName": "a", "computePlatform": "Server"}),
    ("cognito-idp", "CreateUserPool", {"PoolName": "p"}),
    (
        "cognito-identity",
        "CreateIdentityPool",
        {"IdentityPoolName": "p", "AllowUnauthenticatedIdentities": True},
    ),
    (
        "connect",
        "CreateInstance",
        {
            "IdentityManagementType": "CONNECT_MANAGED",
            "InstanceAlias": "a",
            "InboundCallsEnabled": True,
            "OutboundCallsEnabled": True,
        },
    ),
    (
        "dax",
        "CreateCluster",
        {"ClusterName": "cluster", "NodeType": "dax.t3.small", "ReplicationFactor": 1, "IamRoleArn": ROLE},
    ),
    ("dms", "CreateReplicationTask", DMS),
    (
        "dynamodb",
        "CreateTable",
        {
            "TableName": "t",
            **KEYS,
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
    ),
    ("ec2", "CreateKeyPair", {"KeyName": "k"}),
    ("ec2", "CreateKeyPair", {"KeyName": "e", "KeyType": "ed25519"}),
    ("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"}),
    ("ecr", "CreateRepository", {"repositoryName": "r"}),
    ("ecs", "CreateCluster", {"clusterName": "c"}),
    ("efs", "CreateFileSystem", {"CreationToken": "t"}),
    ("eks", "CreateCluster", {"name": "c", "roleArn": ROLE, "resourcesVpcConfig": {}}),
    (
        "elasticache",
        "CreateCacheCluster",
        {"CacheClusterId": "c", "Engine": "redis", "CacheNodeType": "cache.t3.micro", "NumCacheNodes": 1},
    ),
    (
        "emr-serverless",
        "CreateApplication",
        {"releaseLabel": "emr-6.6.0", "type": "SPARK", "clientToken": "t"},
    ),
    ("events", "PutRule", {"Name": "r", "ScheduleExpression": "rate(1 day)"}),
    (
        "firehose",
        "CreateDeliveryStream",
        {
            "DeliveryStreamName": "d",
            "ExtendedS3DestinationConfiguration": {"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::b"},
        },
    ),
    (
        "fsx",
        "CreateFileSystem",
        {"FileSystemType": "LUSTRE", "StorageCapacity": 1200, "SubnetIds": ["subnet-1"]},
    ),
    ("glue", "CreateDatabase", {"DatabaseInput": {"Name": "d"}}),
    ("iam", "CreateUser", {"UserName": "u"}),
    ("iam", "CreateAccessKey", {"UserName": "u"}),
    ("iam", "CreateVirtualMFADevice", {"VirtualMFADeviceName": "m"}),
    ("iot", "CreateKeysAndCertificate", {"setAsActive": True}),
    (
        "kafka",
        "CreateCluster",
        {
            "ClusterName": "c",
            "KafkaVersion": "3.5.1",
            "NumberOfBrokerNodes": 1,
            "BrokerNodeGroupInfo": BROKERS,
        },
    ),
    ("kinesis", "CreateStream", {"StreamName": "s", "ShardCount": 1}),
    ("kms", "CreateKey", {"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"}),
    ("kms", "CreateKey", {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"}),
    ("logs", "CreateLogGroup", {"logGroupName": "/g"}),
    ("memorydb", "CreateCluster", {"ClusterName": "c", "NodeType": "db.t4g.small", "ACLName": "open-access"}),
    (
        "mq",
        "CreateBroker",
        {
            "BrokerName": "b",
            "EngineType": "ACTIVEMQ",
            "DeploymentMode": "SINGLE_INSTANCE",
            "HostInstanceType": "mq.t3.micro",
            "EngineVersion": "5.16",
            "PubliclyAccessible": True,
            "AutoMinorVersionUpgrade": True,
            "Users": [{"Username": "u", "Password": "password-1234"}],
        },
    ),
    ("opensearch", "CreateDomain", {"DomainName": "domain"}),
    (
        "rds",
        "CreateDBInstance",
        {**INSTANCE, "AllocatedStorage": 20, "MasterUsername": "u", "MasterUserPassword": "password1"},
    ),
    (
        "redshift",
        "CreateCluster",
        {
            "ClusterIdentifier": "c",
            "NodeType": "ra3.large",
            "MasterUsername": "u",
            "MasterUserPassword": "Password1",
        },
    ),
    ("route53", "CreateHostedZone", {"Name": "example.com", "CallerReference": "r"}),
    ("s3", "CreateBucket", {"Bucket": "bucket"}),
    ("s3", "PutObject", {"Bucket": "bucket", "Key": "plain", "Body": b"text"}),
    ("scheduler", "CreateScheduleGroup", {"Name": "g"}),
    ("secretsmanager", "CreateSecret", {"Name": "s", "SecretString": "x"}),
    (
        "servicecatalog",
        "CreatePortfolio",
        {"DisplayName": "p", "ProviderName": "me", "IdempotencyToken": "token"},
    ),
    ("servicecatalog", "CreateProduct", PRODUCT),
    ("servicediscovery", "CreateHttpNamespace", {"Name": "n", "CreatorRequestId": "r"}),
    ("shield", "CreateSubscription", {}),
    ("sns", "CreateTopic", {"Name": "t"}),
    ("sqs", "CreateQueue", {"QueueName": "q"}),
    ("ssm", "PutParameter", {"Name": "/p", "Value": "v", "Type": "String"}),
    ("stepfunctions", "CreateStateMachine", {"name": "m", "definition": MACHINE, "roleArn": ROLE}),
    ("synthetics", "CreateCanary", CANARY),
    ("timestream-write", "CreateDatabase", {"DatabaseName": "database"}),
    ("transfer", "CreateServer", {}),
    ("vpc-lattice", "CreateServiceNetwork", {"name": "network"}),
    ("vpc-lattice", "CreateService", {"name": "service"}),
    ("wafv2", "CreateWebACL", {**RULE, "VisibilityConfig": VISIBILITY}),
]

LOOKED_AT: list[Call] = [
    ("acm", "ListCertificates", {}),
    ("acm-pca", "ListCertificateAuthorities", {}),
    ("amp", "ListWorkspaces", {}),
    ("apigateway", "GetRestApis", {}),
    ("apigatewayv2", "GetApis", {}),
    ("appmesh", "DescribeMesh", {"meshName": "m"}),
    ("appsync", "ListGraphqlApis", {}),
    ("athena", "ListDataCatalogs", {}),
    ("backup", "DescribeBackupVault", {"BackupVaultName": "v"}),
    ("batch", "DescribeComputeEnvironments", {}),
    ("batch", "DescribeJobDefinitions", {}),
    ("cloudfront", "ListOriginAccessControls", {}),
    ("cloudhsmv2", "DescribeClusters", {}),
    ("cloudwatch", "ListDashboards", {}),
    ("codebuild", "BatchGetProjects", {"names": ["project"]}),
    ("codedeploy", "GetApplication", {"applicationName": "a"}),
    ("cognito-idp", "ListUserPools", {"MaxResults": 10}),
    ("cognito-identity", "ListIdentityPools", {"MaxResults": 10}),
    ("connect", "ListInstances", {}),
    ("dax", "DescribeClusters", {}),
    ("dms", "DescribeReplicationTasks", {}),
    ("dynamodb", "DescribeTable", {"TableName": "t"}),
    ("ec2", "DescribeKeyPairs", {}),
    ("ec2", "DescribeVpcs", {}),
    ("ecr", "DescribeRepositories", {}),
    ("ecs", "ListClusters", {}),
    ("efs", "DescribeFileSystems", {}),
    ("eks", "DescribeCluster", {"name": "c"}),
    ("elasticache", "DescribeCacheClusters", {}),
    ("emr-serverless", "ListApplications", {}),
    ("events", "DescribeRule", {"Name": "r"}),
    ("firehose", "DescribeDeliveryStream", {"DeliveryStreamName": "d"}),
    ("fsx", "DescribeFileSystems", {}),
    ("glue", "GetDatabase", {"Name": "d"}),
    ("iam", "ListUsers", {}),
    ("iam", "ListAccessKeys", {"UserName": "u"}),
    ("iam", "ListVirtualMFADevices", {}),
    ("iot", "ListCertificates", {}),
    ("kafka", "ListClusters", {}),
    ("kinesis", "DescribeStream", {"StreamName": "s"}),
    ("kms", "ListKeys", {}),
    ("logs", "DescribeLogGroups", {}),
    ("memorydb", "DescribeClusters", {}),
    ("mq", "ListBrokers", {}),
    ("opensearch", "DescribeDomain", {"DomainName": "domain"}),
    ("rds", "DescribeDBInstances", {}),
    ("redshift", "DescribeClusters", {}),
    ("route53", "ListHostedZones", {}),
    ("s3", "ListObjectVersions", {"Bucket": "bucket"}),
    ("scheduler", "GetScheduleGroup", {"Name": "g"}),
    ("secretsmanager", "DescribeSecret", {"SecretId": "s"}),
    ("servicecatalog", "ListPortfolios", {}),
    ("servicediscovery", "ListNamespaces", {}),
    ("shield", "DescribeSubscription", {}),
    ("sns", "ListTopics", {}),
    ("sqs", "ListQueues", {}),
    ("ssm", "DescribeParameters", {}),
    ("stepfunctions", "ListStateMachines", {}),
    ("synthetics", "DescribeCanaries", {}),
    ("timestream-write", "DescribeDatabase", {"DatabaseName": "database"}),
    ("transfer", "ListServers", {}),
    ("vpc-lattice", "ListServiceNetworks", {}),
    ("vpc-lattice", "ListServices", {}),
    ("wafv2", "ListWebACLs", {"Scope": "REGIONAL"}),
]


def make(clients: DirectClients) -> None:
    """Everything, and an object in parts."""
    for service, operation, parameters in MADE:
        clients.call(service, operation, parameters)
    place = {"Bucket": "bucket", "Key": "parts"}
    upload = {**place, "UploadId": clients.call("s3", "CreateMultipartUpload", place)["UploadId"]}
    part = clients.call("s3", "UploadPart", {**upload, "PartNumber": 1, "Body": b"m" * 6_000_000})
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    clients.call("s3", "CompleteMultipartUpload", {**upload, "MultipartUpload": parts})


def look(clients: DirectClients) -> dict[str, Any]:
    """What the services show, by service and operation."""
    found = {}
    for service, operation, parameters in LOOKED_AT:
        shown = clients.call(service, operation, parameters)
        shown.pop("ResponseMetadata")
        if service == "acm":  # moto issues a certificate a minute after it was asked for
            shown["CertificateSummaryList"] = [
                {name: value for name, value in each.items() if name not in ("Status", "IssuedAt")}
                for each in shown["CertificateSummaryList"]
            ]
        found[f"{service} {operation}"] = _without_now(json.loads(json.dumps(shown, default=str)))
    return found


def _without_now(shown: Any) -> Any:
    if isinstance(shown, list):
        return [_without_now(each) for each in shown]
    if not isinstance(shown, dict):
        return shown
    return {name: _without_now(value) for name, value in shown.items() if name not in TOLD_NOW}


if __name__ == "__main__":
    print(json.dumps(look(EmbeddedCloud(Path(sys.argv[1])).clients())))
