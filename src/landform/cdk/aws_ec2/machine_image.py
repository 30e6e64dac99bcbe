"""The images that machines start from.

Sources: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html and
https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
"""

from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.aws_ec2.parts import data, enum_of, filled
from landform.cdk.aws_ec2.user_data import UserData
from landform.cdk.core.aws import Aws
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

WindowsVersion = enum_of("WindowsVersion", data("windows_versions")["versions"])
WINDOWS_FOLDER = "/aws/service/ami-windows-latest"
LOOKUP_PROVIDER = "ami"
DUMMY_IMAGE = "ami-1234"


class MachineImage(Checked):
    """Makes images."""

    @staticmethod
    def latest_windows(version: Any, *, user_data: UserData | None = None) -> "WindowsImage":
        """The newest Windows image of a version, when it is deployed."""
        return WindowsImage(version, user_data=user_data)

    @staticmethod
    def latest_amazon_linux(**options: Any) -> Any:
        """The newest Amazon Linux of a generation; the others name theirs."""
        from landform.cdk.aws_ec2.amazon_linux import AmazonLinuxImage

        return AmazonLinuxImage(**options)

    @staticmethod
    def latest_amazon_linux2(**options: Any) -> Any:
        """The newest Amazon Linux 2."""
        from landform.cdk.aws_ec2.amazon_linux import AmazonLinux2ImageSsmParameter, AmazonLinux2Kernel

        return AmazonLinux2ImageSsmParameter(**_newest(AmazonLinux2Kernel) | options)

    @staticmethod
    def latest_amazon_linux2022(**options: Any) -> Any:
        """The newest Amazon Linux 2022."""
        from landform.cdk.aws_ec2.amazon_linux import (
            AmazonLinux2022ImageSsmParameter,
            AmazonLinux2022Kernel,
        )

        return AmazonLinux2022ImageSsmParameter(**_newest(AmazonLinux2022Kernel) | options)

    @staticmethod
    def latest_amazon_linux2023(**options: Any) -> Any:
        """The newest Amazon Linux 2023."""
        from landform.cdk.aws_ec2.amazon_linux import (
            AmazonLinux2023ImageSsmParameter,
            AmazonLinux2023Kernel,
        )

        return AmazonLinux2023ImageSsmParameter(**_newest(AmazonLinux2023Kernel) | options)

    @staticmethod
    def generic_linux(
        ami_map: Mapping[str, str], *, user_data: UserData | None = None
    ) -> "GenericLinuxImage":
        """A Linux image for each region."""
        return GenericLinuxImage(ami_map, user_data=user_data)

    @staticmethod
    def generic_windows(
        ami_map: Mapping[str, str], *, user_data: UserData | None = None
    ) -> "GenericWindowsImage":
        """A Windows image for each region."""
        return GenericWindowsImage(ami_map, user_data=user_data)

    @staticmethod
    def from_ssm_parameter(
        parameter_name: str,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        os: OperatingSystemType | None = None,
        parameter_version: str | None = None,
        user_data: UserData | None = None,
    ) -> "ParameterImage":
        """The image whose id a parameter holds."""
        if parameter_version is not None and not cached_in_context:
            del parameter_version  # the newest version is taken at deployment
        return ParameterImage(
            parameter_name,
            os=os or OperatingSystemType.LINUX,
            user_data=user_data,
            is_cached=bool(cached_in_context),
            cache_key=additional_cache_key,
        )

    @staticmethod
    def resolve_ssm_parameter_at_launch(
        parameter_name: str,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        os: OperatingSystemType | None = None,
        parameter_version: str | None = None,
        user_data: UserData | None = None,
    ) -> "ResolveSsmParameterAtLaunchImage":
        """The image whose id a parameter holds when a machine is started."""
        return ResolveSsmParameterAtLaunchImage(
            parameter_name,
            additional_cache_key=additional_cache_key,
            cached_in_context=cached_in_context,
            os=os,
            parameter_version=parameter_version,
            user_data=user_data,
        )

    @staticmethod
    def lookup(
        *,
        name: str,
        additional_cache_key: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        owners: Sequence[str] | None = None,
        user_data: UserData | None = None,
        windows: bool | None = None,
    ) -> "LookupMachineImage":
        """The newest image of a name, looked up when the app is synthesized."""
        return LookupMachineImage(
            name=name,
            additional_cache_key=additional_cache_key,
            filters=filters,
            owners=owners,
            user_data=user_data,
            windows=windows,
        )


def _newest(kernels: Any) -> dict[str, Any]:
    return {"kernel": kernels.CDK_LATEST, "cached_in_context": False}


def image_config(image_id: str, os: OperatingSystemType, user_data: UserData | None) -> Any:
    """An image as machines need it."""
    found = user_data if user_data is not None else UserData.for_operating_system(os)
    return filled("MachineImageConfig", image_id=image_id, os_type=os, user_data=found)


def image_of_parameter(
    scope: Any, parameter_name: str, *, is_cached: bool = False, cache_key: str | None = None
) -> str:
    """The image id in a parameter: at deployment, or looked up now and kept in the context."""
    from landform.cdk.aws_ssm import ParameterValueType, StringParameter

    if is_cached:
        looked_up: str = StringParameter.value_from_lookup(
            scope, parameter_name, additional_cache_key=cache_key
        )
        return looked_up
    value: str = StringParameter.value_for_typed_string_parameter_v2(
        scope, parameter_name, ParameterValueType.AWS_EC2_IMAGE_ID
    )
    return value


class GenericSSMParameterImage(Checked):
    """The image whose id a parameter holds."""

    def __init__(
        self, parameter_name: str, os: OperatingSystemType, user_data: UserData | None = None
    ) -> None:
        self.parameter_name = parameter_name
        self._os = os
        self._user_data = user_data

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack."""
        return image_config(image_of_parameter(scope, self.parameter_name), self._os, self._user_data)


class WindowsImage(GenericSSMParameterImage):
    """The newest Windows image of a version."""

    def __init__(self, version: Any, *, user_data: UserData | None = None) -> None:
        name = data("windows_versions")["versions"].get(getattr(version, "value", version), version)
        super().__init__(f"{WINDOWS_FOLDER}/{name}", OperatingSystemType.WINDOWS, user_data)


class ParameterImage:
    """The image whose id a parameter holds, looked up now if it is cached."""

    def __init__(
        self,
        parameter_name: str,
        *,
        os: OperatingSystemType,
        user_data: UserData | None,
        is_cached: bool,
        cache_key: str | None,
    ) -> None:
        self.parameter_name = parameter_name
        self._os = os
        self._user_data = user_data
        self._is_cached = is_cached
        self._cache_key = cache_key

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack."""
        image_id = image_of_parameter(
            scope, self.parameter_name, is_cached=self._is_cached, cache_key=self._cache_key
        )
        return image_config(image_id, self._os, self._user_data)


class ResolveSsmParameterAtLaunchImage(Checked):
    """The image whose id a parameter holds when a machine is started.

    Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
    """

    def __init__(
        self,
        parameter_name: str,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        os: OperatingSystemType | None = None,
        parameter_version: str | None = None,
        user_data: UserData | None = None,
    ) -> None:
        del additional_cache_key, cached_in_context  # nothing is looked up
        self.parameter_name = parameter_name
        self._version = parameter_version
        self._os = os or OperatingSystemType.LINUX
        self._user_data = user_data

    def get_image(self, _scope: Any) -> Any:
        """The image."""
        version = f":{self._version}" if self._version else ""
        return image_config(f"resolve:ssm:{self.parameter_name}{version}", self._os, self._user_data)


class _ImageMap(Checked):
    """An image for each region."""

    _os: OperatingSystemType
    _mapping = "AmiMap"

    def __init__(self, ami_map: Mapping[str, str], *, user_data: UserData | None = None) -> None:
        self._images = dict(ami_map)
        self._user_data = user_data

    def get_image(self, scope: Any) -> Any:
        """The image of the stack's region; a mapping where the region is not known."""
        from landform.cdk.core.stack import Stack

        region = Stack.of(scope).region
        if is_unresolved(region):
            return image_config(self._in_mapping(scope), self._os, self._user_data)
        found = self._images.get(region)
        if found is None:
            raise ValueError(f"Unable to find AMI in AMI map: no AMI specified for region '{region}'")
        return image_config(found, self._os, self._user_data)

    def _in_mapping(self, scope: Any) -> str:
        from landform.cdk.core.cfn_elements import CfnMapping

        mapping = {region: {"ami": image} for region, image in self._images.items()}
        made: Any = CfnMapping(scope, self._mapping, mapping=mapping)
        found: str = made.find_in_map(Aws.REGION, "ami")
        return found


class GenericLinuxImage(_ImageMap):
    """A Linux image for each region."""

    _os = OperatingSystemType.LINUX


class GenericWindowsImage(_ImageMap):
    """A Windows image for each region."""

    _os = OperatingSystemType.WINDOWS


class LookupMachineImage(Checked):
    """The newest image that matches."""

    def __init__(
        self,
        *,
        name: str,
        additional_cache_key: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        owners: Sequence[str] | None = None,
        user_data: UserData | None = None,
        windows: bool | None = None,
    ) -> None:
        self._cache_key = additional_cache_key
        self._owners = owners
        self._user_data = user_data
        self._os = OperatingSystemType.WINDOWS if windows else OperatingSystemType.LINUX
        chosen: dict[str, Any] = {"name": [name], "state": ["available"], "image-type": ["machine"]}
        if windows:
            chosen["platform"] = ["windows"]
        self._filters = chosen | {key: list(values) for key, values in (filters or {}).items()}

    def get_image(self, scope: Any) -> Any:
        """The image; a dummy as long as nobody has looked it up."""
        from landform.cdk.core.context_provider import get_value

        props: dict[str, Any] = {"filters": self._filters}
        if self._owners is not None:
            props["owners"] = list(self._owners)
        if self._cache_key is not None:
            props["additionalCacheKey"] = self._cache_key
        image_id = get_value(scope, LOOKUP_PROVIDER, props, dummy=DUMMY_IMAGE)
        return image_config(image_id, self._os, self._user_data)
