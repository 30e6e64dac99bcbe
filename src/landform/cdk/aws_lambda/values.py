"""Small values of functions that are more than a closed set.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
"""

from typing import ClassVar, Self

from landform.cdk.core.native import Native


class Handler(Native):
    """Handlers that mean something else than a name in the code."""

    FROM_IMAGE: ClassVar[str] = "FROM_IMAGE"


class Architecture(Native):
    """The processor a function runs on."""

    ARM_64: ClassVar["Architecture"]
    X86_64: ClassVar["Architecture"]

    def __init__(self, name: str, docker_platform: str) -> None:
        self.name = name
        self.docker_platform = docker_platform

    @staticmethod
    def custom(name: str, docker_platform: str | None = None) -> "Architecture":
        """One that is not listed here."""
        return Architecture(name, docker_platform or "linux/amd64")

    def to_string(self) -> str:
        """The name."""
        return self.name

    def __str__(self) -> str:
        return self.name


Architecture.ARM_64 = Architecture("arm64", "linux/arm64")
Architecture.X86_64 = Architecture("x86_64", "linux/amd64")


class SnapStartConf(Native):
    """When Lambda keeps a snapshot of a started function."""

    ON_PUBLISHED_VERSIONS: ClassVar["SnapStartConf"]

    def __init__(self, apply_on: str) -> None:
        self.apply_on = apply_on


SnapStartConf.ON_PUBLISHED_VERSIONS = SnapStartConf("PublishedVersions")


class TenancyConfig(Native):
    """Whether calls of different tenants are kept apart."""

    PER_TENANT: ClassVar["TenancyConfig"]

    def __init__(self, mode: str) -> None:
        self.tenancy_config_property = {"TenantIsolationMode": mode}


TenancyConfig.PER_TENANT = TenancyConfig("PER_TENANT")


class RuntimeManagementMode(Native):
    """When a function gets a new version of its runtime."""

    AUTO: ClassVar["RuntimeManagementMode"]
    FUNCTION_UPDATE: ClassVar["RuntimeManagementMode"]

    def __init__(self, mode: str, arn: str | None = None) -> None:
        self.mode = mode
        self.arn = arn

    @staticmethod
    def manual(arn: str) -> "RuntimeManagementMode":
        """Never: it stays on this version."""
        return RuntimeManagementMode("Manual", arn)

    @property
    def runtime_management_config(self) -> dict[str, str]:
        """As CloudFormation writes it."""
        version = {"RuntimeVersionArn": self.arn} if self.arn is not None else {}
        return {"UpdateRuntimeOn": self.mode, **version}


RuntimeManagementMode.AUTO = RuntimeManagementMode("Auto")
RuntimeManagementMode.FUNCTION_UPDATE = RuntimeManagementMode("FunctionUpdate")


class _Named(Native):
    """A name of an open set."""

    def __init__(self, name: str) -> None:
        self.type = name
        self.value = name

    @classmethod
    def of(cls, name: str) -> Self:
        """One that is not listed here."""
        return cls(name)


class SourceAccessConfigurationType(_Named):
    """How a mapping gets at its source."""

    BASIC_AUTH: ClassVar["SourceAccessConfigurationType"]
    CLIENT_CERTIFICATE_TLS_AUTH: ClassVar["SourceAccessConfigurationType"]
    SASL_SCRAM_256_AUTH: ClassVar["SourceAccessConfigurationType"]
    SASL_SCRAM_512_AUTH: ClassVar["SourceAccessConfigurationType"]
    SERVER_ROOT_CA_CERTIFICATE: ClassVar["SourceAccessConfigurationType"]
    VIRTUAL_HOST: ClassVar["SourceAccessConfigurationType"]
    VPC_SECURITY_GROUP: ClassVar["SourceAccessConfigurationType"]
    VPC_SUBNET: ClassVar["SourceAccessConfigurationType"]


class KafkaSchemaRegistryAccessConfigType(_Named):
    """How a mapping gets at a registry of schemas."""

    BASIC_AUTH: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    CLIENT_CERTIFICATE_TLS_AUTH: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    SASL_SCRAM_256_AUTH: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    SASL_SCRAM_512_AUTH: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    SERVER_ROOT_CA_CERTIFICATE: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    VIRTUAL_HOST: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    VPC_SECURITY_GROUP: ClassVar["KafkaSchemaRegistryAccessConfigType"]
    VPC_SUBNET: ClassVar["KafkaSchemaRegistryAccessConfigType"]


class KafkaSchemaValidationAttribute(_Named):
    """Which part of a message is checked against its schema."""

    KEY: ClassVar["KafkaSchemaValidationAttribute"]
    VALUE: ClassVar["KafkaSchemaValidationAttribute"]


class EventRecordFormat(_Named):
    """How messages reach the function."""

    JSON: ClassVar["EventRecordFormat"]
    SOURCE: ClassVar["EventRecordFormat"]


_ACCESS = (
    "BASIC_AUTH",
    "CLIENT_CERTIFICATE_TLS_AUTH",
    "SASL_SCRAM_256_AUTH",
    "SASL_SCRAM_512_AUTH",
    "SERVER_ROOT_CA_CERTIFICATE",
    "VIRTUAL_HOST",
    "VPC_SECURITY_GROUP",
    "VPC_SUBNET",
)
for _kind, _names in (
    (SourceAccessConfigurationType, _ACCESS),
    (KafkaSchemaRegistryAccessConfigType, _ACCESS),
    (KafkaSchemaValidationAttribute, ("KEY", "VALUE")),
    (EventRecordFormat, ("JSON", "SOURCE")),
):
    for _name in _names:
        setattr(_kind, _name, _kind(_name))
