"""S3, SQS, SNS, SSM, CloudWatch."""

from tests.conformance.providers.case import Case

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::kit-it/*"}
    ],
}

CASES = (
    Case(
        type_name="AWS::SQS::Queue",
        properties={
            "QueueName": "jobs",
            "DelaySeconds": 5,
            "KmsDataKeyReusePeriodSeconds": 600,
            "KmsMasterKeyId": "alias/aws/sqs",
            "MaximumMessageSize": 2048,
            "MessageRetentionPeriod": 3600,
            "ReceiveMessageWaitTimeSeconds": 10,
            "RedrivePolicy": {"deadLetterTargetArn": "@Dead.Arn", "maxReceiveCount": 3},
            "VisibilityTimeout": 60,
            "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
        },
        updates=(
            {
                "QueueName": "jobs",
                "DelaySeconds": 6,
                "KmsDataKeyReusePeriodSeconds": 601,
                "KmsMasterKeyId": "alias/other",
                "MaximumMessageSize": 4096,
                "MessageRetentionPeriod": 7200,
                "ReceiveMessageWaitTimeSeconds": 11,
                "RedrivePolicy": {"deadLetterTargetArn": "@Dead.Arn", "maxReceiveCount": 4},
                "VisibilityTimeout": 61,
                "Tags": [{"Key": "a", "Value": "3"}],
            },
            {"QueueName": "jobs"},
        ),
        replaced={"QueueName": "other-jobs"},
        needs=(("Dead", "AWS::SQS::Queue", {}),),
    ),
    Case(
        type_name="AWS::SQS::Queue",
        name="fifo",
        properties={
            "FifoQueue": True,
            "ContentBasedDeduplication": True,
            "DeduplicationScope": "messageGroup",
            "FifoThroughputLimit": "perMessageGroupId",
        },
        updates=({"FifoQueue": True, "ContentBasedDeduplication": False},),
    ),
    Case(
        type_name="AWS::SNS::Topic",
        properties={
            "TopicName": "news",
            "DisplayName": "News",
            "KmsMasterKeyId": "alias/aws/sns",
            "SignatureVersion": "2",
            "TracingConfig": "Active",
            "MaximumMessageSize": 2048,
            "DeliveryStatusLogging": [
                {
                    "Protocol": "sqs",
                    "SuccessFeedbackRoleArn": "arn:aws:iam::000000000000:role/logging",
                    "SuccessFeedbackSampleRate": "50",
                }
            ],
            "Subscription": [{"Protocol": "sqs", "Endpoint": "@Queue.Arn"}],
            "Tags": [{"Key": "a", "Value": "1"}],
        },
        updates=(
            {"TopicName": "news", "DisplayName": "Old news", "Tags": [{"Key": "b", "Value": "2"}]},
            {"TopicName": "news"},
        ),
        replaced={"TopicName": "more-news"},
        needs=(("Queue", "AWS::SQS::Queue", {}),),
    ),
    Case(
        type_name="AWS::SNS::Subscription",
        properties={
            "TopicArn": "@Topic",
            "Protocol": "sqs",
            "Endpoint": "@Queue.Arn",
            "RawMessageDelivery": True,
            "FilterPolicy": {"kind": ["a"]},
        },
        updates=(
            {
                "TopicArn": "@Topic",
                "Protocol": "sqs",
                "Endpoint": "@Queue.Arn",
                "RawMessageDelivery": False,
                "FilterPolicy": {"kind": ["b"]},
                "FilterPolicyScope": "MessageBody",
            },
        ),
        replaced={"TopicArn": "@Topic", "Protocol": "email", "Endpoint": "a@example.com"},
        needs=(("Topic", "AWS::SNS::Topic", {}), ("Queue", "AWS::SQS::Queue", {})),
    ),
    Case(
        type_name="AWS::S3::Bucket",
        properties={
            "BucketName": "kit-it",
            "VersioningConfiguration": {"Status": "Enabled"},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {"BucketKeyEnabled": True, "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
                ]
            },
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
            "CorsConfiguration": {
                "CorsRules": [
                    {
                        "AllowedMethods": ["GET"],
                        "AllowedOrigins": ["*"],
                        "ExposedHeaders": ["ETag"],
                        "MaxAge": 30,
                    }
                ]
            },
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "old",
                        "Status": "Enabled",
                        "Prefix": "tmp/",
                        "ExpirationInDays": 30,
                        "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 10}],
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 5},
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2},
                    }
                ]
            },
            "NotificationConfiguration": {
                "QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": "@Queue.Arn"}]
            },
            "AccelerateConfiguration": {"AccelerationStatus": "Enabled"},
            "WebsiteConfiguration": {"IndexDocument": "index.html", "ErrorDocument": "error.html"},
            "AccessControl": "Private",
            "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
        },
        updates=(
            {
                "BucketName": "kit-it",
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
                    ]
                },
                "PublicAccessBlockConfiguration": {"BlockPublicAcls": False},
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
                "CorsConfiguration": {"CorsRules": [{"AllowedMethods": ["PUT"], "AllowedOrigins": ["a"]}]},
                "LifecycleConfiguration": {
                    "Rules": [{"Id": "n", "Status": "Disabled", "ExpirationInDays": 3}]
                },
                "WebsiteConfiguration": {"IndexDocument": "home.html"},
                "Tags": [{"Key": "a", "Value": "3"}],
            },
            {"BucketName": "kit-it"},
        ),
        replaced={"BucketName": "kit-other"},
        needs=(("Queue", "AWS::SQS::Queue", {}),),
    ),
    Case(
        type_name="AWS::S3::Bucket",
        name="object-lock",
        properties={
            "ObjectLockEnabled": True,
            "ObjectLockConfiguration": {
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
            },
            "LoggingConfiguration": {"DestinationBucketName": "@Logs", "LogFilePrefix": "it/"},
        },
        needs=(("Logs", "AWS::S3::Bucket", {"AccessControl": "LogDeliveryWrite"}),),
    ),
    Case(
        type_name="AWS::S3::BucketPolicy",
        properties={"Bucket": "@Bucket", "PolicyDocument": POLICY},
        updates=({"Bucket": "@Bucket", "PolicyDocument": {**POLICY, "Id": "second"}},),
        replaced={"Bucket": "@Other", "PolicyDocument": POLICY},
        needs=(("Bucket", "AWS::S3::Bucket", {}), ("Other", "AWS::S3::Bucket", {"BucketName": "kit-second"})),
    ),
    Case(
        type_name="AWS::SSM::Parameter",
        properties={
            "Name": "/kit/it",
            "Type": "String",
            "Value": "one",
            "Description": "first",
            "AllowedPattern": "[a-z]+",
            "DataType": "text",
            "Tags": {"a": "1", "b": "2"},
        },
        updates=(
            {
                "Name": "/kit/it",
                "Type": "String",
                "Value": "two",
                "Description": "second",
                "DataType": "text",
                "Tags": {"a": "3"},
            },
            {"Name": "/kit/it", "Type": "String", "Value": "two", "DataType": "text"},
        ),
        replaced={"Name": "/kit/other", "Type": "StringList", "Value": "a,b"},
    ),
    Case(
        type_name="AWS::CloudWatch::Alarm",
        properties={
            "AlarmName": "busy",
            "AlarmDescription": "too busy",
            "ActionsEnabled": True,
            "AlarmActions": ["@Topic"],
            "OKActions": ["@Topic"],
            "InsufficientDataActions": ["@Topic"],
            "ComparisonOperator": "GreaterThanThreshold",
            "DatapointsToAlarm": 1,
            "Dimensions": [{"Name": "EndpointName", "Value": "e"}],
            "EvaluationPeriods": 2,
            "MetricName": "Invocations",
            "Namespace": "AWS/SageMaker",
            "Period": 60,
            "Statistic": "Sum",
            "Threshold": 10,
            "TreatMissingData": "notBreaching",
            "Unit": "Count",
            "Tags": [{"Key": "a", "Value": "1"}],
        },
        updates=(
            {
                "AlarmName": "busy",
                "ActionsEnabled": False,
                "ComparisonOperator": "LessThanThreshold",
                "EvaluationPeriods": 3,
                "ExtendedStatistic": "p99",
                "EvaluateLowSampleCountPercentile": "ignore",
                "MetricName": "Latency",
                "Namespace": "AWS/ELB",
                "Period": 120,
                "Threshold": 11,
                "Tags": [{"Key": "b", "Value": "2"}],
            },
            {
                "AlarmName": "busy",
                "ComparisonOperator": "GreaterThanThreshold",
                "EvaluationPeriods": 1,
                "Metrics": [
                    {
                        "Id": "m1",
                        "MetricStat": {
                            "Metric": {"Namespace": "n", "MetricName": "m"},
                            "Period": 60,
                            "Stat": "Average",
                        },
                        "ReturnData": True,
                    }
                ],
                "Threshold": 1,
            },
        ),
        replaced={
            "AlarmName": "other",
            "ComparisonOperator": "GreaterThanThreshold",
            "EvaluationPeriods": 1,
            "MetricName": "m",
            "Namespace": "n",
            "Period": 60,
            "Statistic": "Sum",
            "Threshold": 1,
        },
        needs=(("Topic", "AWS::SNS::Topic", {}),),
    ),
)
