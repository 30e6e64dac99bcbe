"""IAM."""

from tests.conformance.providers.case import Case

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
OTHER_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
READ = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
WRITE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}],
}
ROLE = ("Role", "AWS::IAM::Role", {"AssumeRolePolicyDocument": TRUST})
OTHER_ROLE = ("OtherRole", "AWS::IAM::Role", {"AssumeRolePolicyDocument": TRUST})
MANAGED = ("Managed", "AWS::IAM::ManagedPolicy", {"PolicyDocument": READ})
OTHER_MANAGED = ("OtherManaged", "AWS::IAM::ManagedPolicy", {"PolicyDocument": WRITE})
USER = ("User", "AWS::IAM::User", {})
GROUP = ("Group", "AWS::IAM::Group", {})
OTHER_GROUP = ("OtherGroup", "AWS::IAM::Group", {})

CASES = (
    Case(
        type_name="AWS::IAM::Role",
        properties={
            "RoleName": "it",
            "Path": "/kit/",
            "AssumeRolePolicyDocument": TRUST,
            "Description": "first",
            "MaxSessionDuration": 7200,
            "PermissionsBoundary": "@Managed",
            "ManagedPolicyArns": ["@Managed", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
            "Policies": [
                {"PolicyName": "read", "PolicyDocument": READ},
                {"PolicyName": "write", "PolicyDocument": WRITE},
            ],
            "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
        },
        updates=(
            {
                "RoleName": "it",
                "Path": "/kit/",
                "AssumeRolePolicyDocument": OTHER_TRUST,
                "Description": "second",
                "MaxSessionDuration": 3700,
                "PermissionsBoundary": "@OtherManaged",
                "ManagedPolicyArns": ["@OtherManaged"],
                "Policies": [{"PolicyName": "read", "PolicyDocument": WRITE}],
                "Tags": [{"Key": "a", "Value": "3"}],
            },
            {"RoleName": "it", "Path": "/kit/", "AssumeRolePolicyDocument": OTHER_TRUST},
        ),
        replaced={"RoleName": "other", "AssumeRolePolicyDocument": TRUST},
        needs=(MANAGED, OTHER_MANAGED),
    ),
    Case(
        type_name="AWS::IAM::User",
        properties={
            "UserName": "it",
            "Path": "/kit/",
            "Groups": ["@Group"],
            "LoginProfile": {"Password": "Long-enough-1", "PasswordResetRequired": True},
            "ManagedPolicyArns": ["@Managed"],
            "Policies": [{"PolicyName": "read", "PolicyDocument": READ}],
            "Tags": [{"Key": "a", "Value": "1"}],
        },
        updates=(
            {
                "UserName": "it",
                "Path": "/other/",
                "Groups": ["@OtherGroup"],
                "LoginProfile": {"Password": "Long-enough-2"},
                "ManagedPolicyArns": ["@OtherManaged"],
                "Policies": [{"PolicyName": "write", "PolicyDocument": WRITE}],
                "Tags": [{"Key": "b", "Value": "2"}],
            },
            {"UserName": "it"},
        ),
        replaced={"UserName": "other"},
        needs=(MANAGED, OTHER_MANAGED, GROUP, OTHER_GROUP),
    ),
    Case(
        type_name="AWS::IAM::Group",
        properties={
            "GroupName": "it",
            "Path": "/kit/",
            "ManagedPolicyArns": ["@Managed"],
            "Policies": [{"PolicyName": "read", "PolicyDocument": READ}],
        },
        updates=(
            {
                "GroupName": "it",
                "Path": "/other/",
                "ManagedPolicyArns": ["@OtherManaged"],
                "Policies": [{"PolicyName": "write", "PolicyDocument": WRITE}],
            },
            {"GroupName": "it"},
        ),
        replaced={"GroupName": "other"},
        needs=(MANAGED, OTHER_MANAGED),
    ),
    Case(
        type_name="AWS::IAM::InstanceProfile",
        properties={"InstanceProfileName": "it", "Path": "/kit/", "Roles": ["@Role"]},
        updates=({"InstanceProfileName": "it", "Path": "/kit/", "Roles": ["@OtherRole"]},),
        replaced={"InstanceProfileName": "other", "Roles": ["@Role"]},
        needs=(ROLE, OTHER_ROLE),
    ),
    Case(
        type_name="AWS::IAM::Policy",
        properties={
            "PolicyName": "read",
            "PolicyDocument": READ,
            "Roles": ["@Role"],
            "Users": ["@User"],
            "Groups": ["@Group"],
        },
        updates=(
            {"PolicyName": "write", "PolicyDocument": WRITE, "Roles": ["@OtherRole"]},
            {"PolicyName": "write", "PolicyDocument": READ, "Roles": ["@OtherRole"], "Users": ["@User"]},
        ),
        needs=(ROLE, OTHER_ROLE, USER, GROUP),
    ),
    Case(
        type_name="AWS::IAM::ManagedPolicy",
        properties={
            "ManagedPolicyName": "it",
            "Path": "/kit/",
            "Description": "first",
            "PolicyDocument": READ,
            "Roles": ["@Role"],
            "Users": ["@User"],
            "Groups": ["@Group"],
        },
        updates=(
            {
                "ManagedPolicyName": "it",
                "Path": "/kit/",
                "Description": "first",
                "PolicyDocument": WRITE,
                "Roles": ["@OtherRole"],
            },
            {
                "ManagedPolicyName": "it",
                "Path": "/kit/",
                "Description": "first",
                "PolicyDocument": READ,
                "Users": ["@User"],
            },
        ),
        replaced={"ManagedPolicyName": "other", "PolicyDocument": READ},
        needs=(ROLE, OTHER_ROLE, USER, GROUP),
    ),
)
