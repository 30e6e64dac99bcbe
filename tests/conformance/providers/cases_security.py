"""Lambda, Logs, KMS, Secrets Manager, ECR."""

from tests.conformance.providers.case import Case
from tests.conformance.providers.cases_identity import OTHER_ROLE, ROLE
from tests.conformance.providers.cases_network import GROUP, SUBNET, VPC, tags

SOURCE = "def handler(event, context):\n    return 1\n"
FUNCTION = (
    "Function",
    "AWS::Lambda::Function",
    {"Code": {"ZipFile": SOURCE}, "Handler": "index.handler", "Runtime": "python3.12", "Role": "@Role.Arn"},
)
KEY_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}],
}
PULL = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["ecr:BatchGetImage"], "Sid": "pull"}],
}
LIFECYCLE = (
    '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan",'
    '"countNumber":1},"action":{"type":"expire"}}]}'
)
EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)
KEY = ("Key", "AWS::KMS::Key", {})
OTHER_KEY = ("OtherKey", "AWS::KMS::Key", {})

CASES = (
    Case(
        type_name="AWS::Lambda::Function",
        properties={
            "FunctionName": "it",
            "Code": {"ZipFile": SOURCE},
            "Handler": "index.handler",
            "Runtime": "python3.12",
            "Role": "@Role.Arn",
            "Architectures": ["arm64"],
            "Description": "first",
            "Environment": {"Variables": {"MODE": "fast"}},
            "EphemeralStorage": {"Size": 1024},
            "MemorySize": 256,
            "PackageType": "Zip",
            "ReservedConcurrentExecutions": 5,
            "Timeout": 10,
            "TracingConfig": {"Mode": "Active"},
            "VpcConfig": {"SecurityGroupIds": ["@Group"], "SubnetIds": ["@Subnet"]},
            "DeadLetterConfig": {"TargetArn": "@Dead.Arn"},
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "FunctionName": "it",
                "Code": {"ZipFile": "def handler(event, context):\n    return 2\n"},
                "Handler": "index.other",
                "Runtime": "python3.13",
                "Role": "@OtherRole.Arn",
                "Architectures": ["arm64"],
                "Description": "second",
                "Environment": {"Variables": {"MODE": "slow"}},
                "MemorySize": 512,
                "PackageType": "Zip",
                "ReservedConcurrentExecutions": 6,
                "Timeout": 20,
                "Tags": tags(a="3"),
            },
            {
                "FunctionName": "it",
                "Code": {"ZipFile": SOURCE},
                "Handler": "index.handler",
                "Runtime": "python3.12",
                "Role": "@Role.Arn",
                "Architectures": ["arm64"],
                "PackageType": "Zip",
            },
        ),
        replaced={
            "FunctionName": "other",
            "Code": {"ZipFile": SOURCE},
            "Handler": "index.handler",
            "Runtime": "python3.12",
            "Role": "@Role.Arn",
        },
        needs=(ROLE, OTHER_ROLE, VPC, SUBNET, GROUP, ("Dead", "AWS::SQS::Queue", {})),
    ),
    Case(
        type_name="AWS::Lambda::Permission",
        properties={
            "FunctionName": "@Function",
            "Action": "lambda:InvokeFunction",
            "Principal": "s3.amazonaws.com",
            "SourceArn": "arn:aws:s3:::models",
            "SourceAccount": "000000000000",
        },
        replaced={
            "FunctionName": "@Function",
            "Action": "lambda:InvokeFunction",
            "Principal": "111111111111",
        },
        needs=(ROLE, FUNCTION),
    ),
    Case(
        type_name="AWS::Lambda::EventSourceMapping",
        properties={
            "FunctionName": "@Function",
            "EventSourceArn": "@Queue.Arn",
            "BatchSize": 5,
            "Enabled": False,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "FunctionName": "@Function",
                "EventSourceArn": "@Queue.Arn",
                "BatchSize": 7,
                "Enabled": True,
                "MaximumBatchingWindowInSeconds": 3,
                "Tags": tags(a="3"),
            },
        ),
        replaced={"FunctionName": "@Function", "EventSourceArn": "@Other.Arn"},
        needs=(ROLE, FUNCTION, ("Queue", "AWS::SQS::Queue", {}), ("Other", "AWS::SQS::Queue", {})),
    ),
    Case(
        type_name="AWS::Lambda::Url",
        properties={"TargetFunctionArn": "@Function.Arn", "AuthType": "NONE"},
        updates=({"TargetFunctionArn": "@Function.Arn", "AuthType": "AWS_IAM"},),
        needs=(ROLE, FUNCTION),
    ),
    Case(
        type_name="AWS::Lambda::Version",
        properties={"FunctionName": "@Function", "Description": "first"},
        needs=(ROLE, FUNCTION),
    ),
    Case(
        type_name="AWS::Lambda::Alias",
        properties={
            "FunctionName": "@Function",
            "FunctionVersion": "@One.Version",
            "Name": "live",
            "Description": "first",
        },
        updates=(
            {
                "FunctionName": "@Function",
                "FunctionVersion": "$LATEST",
                "Name": "live",
                "Description": "second",
                "RoutingConfig": {
                    "AdditionalVersionWeights": [{"FunctionVersion": "1", "FunctionWeight": 0.5}]
                },
            },
            {"FunctionName": "@Function", "FunctionVersion": "@One.Version", "Name": "live"},
        ),
        replaced={"FunctionName": "@Function", "FunctionVersion": "$LATEST", "Name": "next"},
        needs=(ROLE, FUNCTION, ("One", "AWS::Lambda::Version", {"FunctionName": "@Function"})),
    ),
    Case(
        type_name="AWS::Lambda::LayerVersion",
        properties={
            "LayerName": "tools",
            "Content": {"S3Bucket": "@Bucket", "S3Key": "layer.zip"},
            "CompatibleArchitectures": ["arm64"],
            "CompatibleRuntimes": ["python3.12"],
            "Description": "first",
            "LicenseInfo": "MIT",
        },
        replaced={"LayerName": "others", "Content": {"S3Bucket": "@Bucket", "S3Key": "layer.zip"}},
        needs=(("Bucket", "AWS::S3::Bucket", {}),),
        uploads=(("@Bucket", "layer.zip", EMPTY_ARCHIVE),),
    ),
    Case(
        type_name="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": "/kit/it",
            "RetentionInDays": 7,
            "LogGroupClass": "STANDARD",
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "LogGroupName": "/kit/it",
                "RetentionInDays": 14,
                "LogGroupClass": "STANDARD",
                "Tags": tags(a="3"),
            },
            {"LogGroupName": "/kit/it", "LogGroupClass": "STANDARD"},
        ),
        replaced={"LogGroupName": "/kit/other"},
    ),
    Case(
        type_name="AWS::KMS::Key",
        properties={
            "Description": "first",
            "EnableKeyRotation": True,
            "Enabled": True,
            "KeyPolicy": KEY_POLICY,
            "KeySpec": "SYMMETRIC_DEFAULT",
            "KeyUsage": "ENCRYPT_DECRYPT",
            "MultiRegion": False,
            "Origin": "AWS_KMS",
            "PendingWindowInDays": 7,
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "Description": "second",
                "Enabled": False,
                "KeyPolicy": {**KEY_POLICY, "Id": "second"},
                "KeySpec": "SYMMETRIC_DEFAULT",
                "KeyUsage": "ENCRYPT_DECRYPT",
                "MultiRegion": False,
                "Origin": "AWS_KMS",
                "Tags": tags(a="3"),
            },
            {
                "KeySpec": "SYMMETRIC_DEFAULT",
                "KeyUsage": "ENCRYPT_DECRYPT",
                "MultiRegion": False,
                "Origin": "AWS_KMS",
            },
        ),
        replaced={"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"},
    ),
    Case(
        type_name="AWS::KMS::Alias",
        properties={"AliasName": "alias/it", "TargetKeyId": "@Key"},
        updates=({"AliasName": "alias/it", "TargetKeyId": "@OtherKey.Arn"},),
        replaced={"AliasName": "alias/other", "TargetKeyId": "@Key.Arn"},
        needs=(KEY, OTHER_KEY),
    ),
    Case(
        type_name="AWS::SecretsManager::Secret",
        properties={
            "Name": "it",
            "Description": "first",
            "SecretString": "hidden",
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {"Name": "it", "Description": "second", "SecretString": "other", "Tags": tags(a="3")},
            {"Name": "it", "GenerateSecretString": {"PasswordLength": 20}},
        ),
        replaced={
            "Name": "other",
            "GenerateSecretString": {
                "GenerateStringKey": "password",
                "SecretStringTemplate": '{"user": "a"}',
            },
        },
    ),
    Case(
        type_name="AWS::ECR::Repository",
        properties={
            "RepositoryName": "it",
            "EncryptionConfiguration": {"EncryptionType": "AES256"},
            "ImageScanningConfiguration": {"ScanOnPush": True},
            "ImageTagMutability": "IMMUTABLE",
            "LifecyclePolicy": {"LifecyclePolicyText": LIFECYCLE},
            "RepositoryPolicyText": PULL,
            "EmptyOnDelete": True,
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "RepositoryName": "it",
                "EncryptionConfiguration": {"EncryptionType": "AES256"},
                "ImageScanningConfiguration": {"ScanOnPush": False},
                "ImageTagMutability": "MUTABLE",
                "Tags": tags(a="3"),
            },
        ),
        replaced={"RepositoryName": "other"},
    ),
)
