"""Kinds and tiers of parameters.

Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
"""

from enum import Enum


class ParameterDataType(Enum):
    """What a text is checked to be."""

    TEXT = "text"
    AWS_EC2_IMAGE = "aws:ec2:image"


class ParameterTier(Enum):
    """How much a parameter can hold, and what it costs."""

    ADVANCED = "Advanced"
    INTELLIGENT_TIERING = "Intelligent-Tiering"
    STANDARD = "Standard"


class ParameterType(Enum):
    """The type of a parameter."""

    STRING = "String"
    SECURE_STRING = "SecureString"
    STRING_LIST = "StringList"
    AWS_EC2_IMAGE_ID = "AWS::EC2::Image::Id"


class ParameterValueType(Enum):
    """What CloudFormation checks a value to be."""

    STRING = "String"
    AWS_EC2_AVAILABILITYZONE_NAME = "AWS::EC2::AvailabilityZone::Name"
    AWS_EC2_IMAGE_ID = "AWS::EC2::Image::Id"
    AWS_EC2_INSTANCE_ID = "AWS::EC2::Instance::Id"
    AWS_EC2_KEYPAIR_KEYNAME = "AWS::EC2::KeyPair::KeyName"
    AWS_EC2_SECURITYGROUP_GROUPNAME = "AWS::EC2::SecurityGroup::GroupName"
    AWS_EC2_SECURITYGROUP_ID = "AWS::EC2::SecurityGroup::Id"
    AWS_EC2_SUBNET_ID = "AWS::EC2::Subnet::Id"
    AWS_EC2_VOLUME_ID = "AWS::EC2::Volume::Id"
    AWS_EC2_VPC_ID = "AWS::EC2::VPC::Id"
    AWS_ROUTE53_HOSTEDZONE_ID = "AWS::Route53::HostedZone::Id"
