"""The images of machines that run containers, found by the parameters that AWS publishes.

Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html and
https://github.com/bottlerocket-os/bottlerocket/blob/develop/QUICKSTART-ECS.md
"""

from typing import Any, Final

from landform.cdk.aws_ecs.enums import AmiHardwareType, BottlerocketEcsVariant, WindowsOptimizedVersion
from landform.cdk.core.native import Native

_LINUX: Final = "/aws/service/ecs/optimized-ami"
_WINDOWS: Final = "/aws/service/ami-windows-latest"
_BOTTLEROCKET: Final = "/aws/service/bottlerocket"
_HARDWARE: Final = {
    AmiHardwareType.STANDARD: "",
    AmiHardwareType.GPU: "gpu/",
    AmiHardwareType.ARM: "arm64/",
    AmiHardwareType.NEURON: "neuron/",
}


class EcsOptimizedImage(Native):
    """An image with the agent of ECS."""

    def __init__(
        self, parameter: str, *, is_windows: bool, is_cached: bool | None, cache_key: str | None
    ) -> None:
        self._parameter = parameter
        self._is_windows = is_windows
        self._is_cached = bool(is_cached)
        self._cache_key = cache_key

    @staticmethod
    def amazon_linux(
        *, additional_cache_key: str | None = None, cached_in_context: bool | None = None
    ) -> "EcsOptimizedImage":
        """Amazon Linux of the first generation."""
        return _linux("amazon-linux", "", cached_in_context, additional_cache_key)

    @staticmethod
    def amazon_linux2(
        hardware_type: AmiHardwareType | None = None,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
    ) -> "EcsOptimizedImage":
        """Amazon Linux 2."""
        hardware = _HARDWARE[hardware_type or AmiHardwareType.STANDARD]
        if hardware_type is AmiHardwareType.NEURON:
            hardware = "inf/"  # as it was called in that generation
        return _linux("amazon-linux-2", hardware, cached_in_context, additional_cache_key)

    @staticmethod
    def amazon_linux2023(
        hardware_type: AmiHardwareType | None = None,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
    ) -> "EcsOptimizedImage":
        """Amazon Linux 2023."""
        hardware = _HARDWARE[hardware_type or AmiHardwareType.STANDARD]
        return _linux("amazon-linux-2023", hardware, cached_in_context, additional_cache_key)

    @staticmethod
    def windows(
        windows_version: WindowsOptimizedVersion,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
    ) -> "EcsOptimizedImage":
        """Windows."""
        name = f"Windows_Server-{windows_version.value}-English-Full-ECS_Optimized"
        return EcsOptimizedImage(
            f"{_WINDOWS}/{name}/image_id",
            is_windows=True,
            is_cached=cached_in_context,
            cache_key=additional_cache_key,
        )

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack."""
        from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
        from landform.cdk.aws_ec2.machine_image import image_config, image_of_parameter

        found = image_of_parameter(
            scope, self._parameter, is_cached=self._is_cached, cache_key=self._cache_key
        )
        system = OperatingSystemType.WINDOWS if self._is_windows else OperatingSystemType.LINUX
        return image_config(found, system, None)


class BottleRocketImage(Native):
    """An image of Bottlerocket."""

    def __init__(
        self,
        *,
        additional_cache_key: str | None = None,
        architecture: Any = None,
        cached_in_context: bool | None = None,
        variant: BottlerocketEcsVariant | None = None,
    ) -> None:
        if additional_cache_key is not None and not cached_in_context:
            raise ValueError(
                '"additionalCacheKey" was set but "cachedInContext" is false, so it will have no effect'
            )
        system = (variant or BottlerocketEcsVariant.AWS_ECS_1).value
        processor = architecture.value if architecture is not None else "x86_64"
        self._parameter = f"{_BOTTLEROCKET}/{system}/{processor}/latest/image_id"
        self._is_cached = bool(cached_in_context)
        self._cache_key = additional_cache_key

    @staticmethod
    def is_bottle_rocket_image(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, BottleRocketImage)

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack; its user data is settings, not a program."""
        from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
        from landform.cdk.aws_ec2.machine_image import image_config, image_of_parameter
        from landform.cdk.aws_ec2.user_data import UserData

        found = image_of_parameter(
            scope, self._parameter, is_cached=self._is_cached, cache_key=self._cache_key
        )
        return image_config(found, OperatingSystemType.LINUX, UserData.custom(""))


def _linux(
    generation: str, hardware: str, is_cached: bool | None, cache_key: str | None
) -> EcsOptimizedImage:
    return EcsOptimizedImage(
        f"{_LINUX}/{generation}/{hardware}recommended/image_id",
        is_windows=False,
        is_cached=is_cached,
        cache_key=cache_key,
    )
