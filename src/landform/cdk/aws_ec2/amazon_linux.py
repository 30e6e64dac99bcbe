"""The images of Amazon Linux, found by the parameters that AWS publishes.

Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_ec2.compute_kinds import (
    AmazonLinuxCpuType,
    AmazonLinuxEdition,
    AmazonLinuxGeneration,
    AmazonLinuxKernel,
    AmazonLinuxStorage,
    AmazonLinuxVirt,
    OperatingSystemType,
)
from landform.cdk.aws_ec2.machine_image import GenericSSMParameterImage, image_config, image_of_parameter
from landform.cdk.aws_ec2.parts import value_of
from landform.cdk.aws_ec2.user_data import UserData
from landform.cdk.core.checked import Checked

FOLDER = "/aws/service/ami-amazon-linux-latest"


def _parameter(generation: str, edition: Any, *words: str | None) -> str:
    minimal = "minimal" if edition is AmazonLinuxEdition.MINIMAL else None
    return f"{FOLDER}/" + "-".join(each for each in (f"{generation}-ami", minimal, *words) if each)


class _Kernel(Checked):
    """A kernel by its name."""

    DEFAULT: ClassVar[Any]
    CDK_LATEST: ClassVar[Any]

    def __init__(self, version: str) -> None:
        self._version = version

    def to_string(self) -> str:
        """As parameters name it."""
        return f"kernel-{self._version}" if self._version else ""

    def __str__(self) -> str:
        return self.to_string()


class AmazonLinux2Kernel(_Kernel):
    """A kernel of Amazon Linux 2."""

    KERNEL_5_10: ClassVar["AmazonLinux2Kernel"]


AmazonLinux2Kernel.DEFAULT = AmazonLinux2Kernel("")
AmazonLinux2Kernel.KERNEL_5_10 = AmazonLinux2Kernel.CDK_LATEST = AmazonLinux2Kernel("5.10")


class AmazonLinux2022Kernel(_Kernel):
    """A kernel of Amazon Linux 2022."""

    KERNEL_5_15: ClassVar["AmazonLinux2022Kernel"]


AmazonLinux2022Kernel.DEFAULT = AmazonLinux2022Kernel("default")
AmazonLinux2022Kernel.KERNEL_5_15 = AmazonLinux2022Kernel.CDK_LATEST = AmazonLinux2022Kernel("5.15")


class AmazonLinux2023Kernel(_Kernel):
    """A kernel of Amazon Linux 2023."""

    KERNEL_6_1: ClassVar["AmazonLinux2023Kernel"]


AmazonLinux2023Kernel.DEFAULT = AmazonLinux2023Kernel("default")
AmazonLinux2023Kernel.KERNEL_6_1 = AmazonLinux2023Kernel.CDK_LATEST = AmazonLinux2023Kernel("6.1")


class AmazonLinuxImageSsmParameterBase(Checked):
    """An image of Amazon Linux by the name of its parameter; looked up now unless told otherwise."""

    def __init__(
        self,
        *,
        parameter_name: str,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        user_data: UserData | None = None,
    ) -> None:
        self._parameter_name = parameter_name
        self._cache_key = additional_cache_key
        self._is_cached = cached_in_context is not False
        self._user_data = user_data

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack."""
        image_id = image_of_parameter(
            scope, self._parameter_name, is_cached=self._is_cached, cache_key=self._cache_key
        )
        return image_config(image_id, OperatingSystemType.LINUX, self._user_data)


class AmazonLinux2ImageSsmParameter(AmazonLinuxImageSsmParameterBase):
    """Amazon Linux 2."""

    def __init__(
        self,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2Kernel | None = None,
        storage: AmazonLinuxStorage | None = None,
        user_data: UserData | None = None,
        virtualization: AmazonLinuxVirt | None = None,
    ) -> None:
        super().__init__(
            parameter_name=self.ssm_parameter_name(
                cpu_type=cpu_type,
                edition=edition,
                kernel=kernel,
                storage=storage,
                virtualization=virtualization,
            ),
            additional_cache_key=additional_cache_key,
            cached_in_context=cached_in_context,
            user_data=user_data,
        )

    @staticmethod
    def ssm_parameter_name(
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2Kernel | None = None,
        storage: AmazonLinuxStorage | None = None,
        user_data: UserData | None = None,
        virtualization: AmazonLinuxVirt | None = None,
    ) -> str:
        """The name of the parameter."""
        del additional_cache_key, cached_in_context, user_data  # they are not in the name
        return _parameter(
            "amzn2",
            edition,
            (kernel or AmazonLinux2Kernel.DEFAULT).to_string(),
            value_of(virtualization or AmazonLinuxVirt.HVM),
            value_of(cpu_type or AmazonLinuxCpuType.X86_64),
            value_of(storage or AmazonLinuxStorage.GENERAL_PURPOSE),
        )


class AmazonLinux2022ImageSsmParameter(AmazonLinuxImageSsmParameterBase):
    """Amazon Linux 2022."""

    def __init__(
        self,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2022Kernel | None = None,
        user_data: UserData | None = None,
    ) -> None:
        super().__init__(
            parameter_name=self.ssm_parameter_name(cpu_type=cpu_type, edition=edition, kernel=kernel),
            additional_cache_key=additional_cache_key,
            cached_in_context=cached_in_context,
            user_data=user_data,
        )

    @staticmethod
    def ssm_parameter_name(
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2022Kernel | None = None,
        user_data: UserData | None = None,
    ) -> str:
        """The name of the parameter."""
        del additional_cache_key, cached_in_context, user_data  # they are not in the name
        named = kernel.to_string() if kernel is not None else None
        return _parameter("al2022", edition, named, value_of(cpu_type or AmazonLinuxCpuType.X86_64))


class AmazonLinux2023ImageSsmParameter(AmazonLinuxImageSsmParameterBase):
    """Amazon Linux 2023."""

    def __init__(
        self,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2023Kernel | None = None,
        user_data: UserData | None = None,
    ) -> None:
        super().__init__(
            parameter_name=self.ssm_parameter_name(cpu_type=cpu_type, edition=edition, kernel=kernel),
            additional_cache_key=additional_cache_key,
            cached_in_context=cached_in_context,
            user_data=user_data,
        )

    @staticmethod
    def ssm_parameter_name(
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        kernel: AmazonLinux2023Kernel | None = None,
        user_data: UserData | None = None,
    ) -> str:
        """The name of the parameter."""
        del additional_cache_key, cached_in_context, user_data  # they are not in the name
        return _parameter(
            "al2023",
            edition,
            (kernel or AmazonLinux2023Kernel.DEFAULT).to_string(),
            value_of(cpu_type or AmazonLinuxCpuType.X86_64),
        )


class AmazonLinuxImage(GenericSSMParameterImage):
    """Amazon Linux of any generation; the first one unless told otherwise."""

    def __init__(
        self,
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        generation: AmazonLinuxGeneration | None = None,
        kernel: AmazonLinuxKernel | None = None,
        storage: AmazonLinuxStorage | None = None,
        user_data: UserData | None = None,
        virtualization: AmazonLinuxVirt | None = None,
    ) -> None:
        name = self.ssm_parameter_name(
            cpu_type=cpu_type,
            edition=edition,
            generation=generation,
            kernel=kernel,
            storage=storage,
            virtualization=virtualization,
        )
        super().__init__(name, OperatingSystemType.LINUX, user_data)
        self._is_cached = bool(cached_in_context)
        self._cache_key = additional_cache_key

    @staticmethod
    def ssm_parameter_name(
        *,
        additional_cache_key: str | None = None,
        cached_in_context: bool | None = None,
        cpu_type: AmazonLinuxCpuType | None = None,
        edition: AmazonLinuxEdition | None = None,
        generation: AmazonLinuxGeneration | None = None,
        kernel: AmazonLinuxKernel | None = None,
        storage: AmazonLinuxStorage | None = None,
        user_data: UserData | None = None,
        virtualization: AmazonLinuxVirt | None = None,
    ) -> str:
        """The name of the parameter."""
        del additional_cache_key, cached_in_context, user_data  # they are not in the name
        found = generation or AmazonLinuxGeneration.AMAZON_LINUX
        processor = value_of(cpu_type or AmazonLinuxCpuType.X86_64)
        fixed = _FIXED_KERNELS.get(found)
        if fixed is not None:
            _refuse_old_options(found, storage, virtualization)
            return _parameter(found.value, edition, fixed.value, processor)
        return _parameter(
            found.value,
            edition,
            value_of(kernel),
            value_of(virtualization or AmazonLinuxVirt.HVM),
            processor,
            value_of(storage or AmazonLinuxStorage.GENERAL_PURPOSE),
        )

    def get_image(self, scope: Any) -> Any:
        """The image, in a stack."""
        image_id = image_of_parameter(
            scope, self.parameter_name, is_cached=self._is_cached, cache_key=self._cache_key
        )
        return image_config(image_id, OperatingSystemType.LINUX, self._user_data)


_FIXED_KERNELS = {
    AmazonLinuxGeneration.AMAZON_LINUX_2022: AmazonLinuxKernel.KERNEL5_X,
    AmazonLinuxGeneration.AMAZON_LINUX_2023: AmazonLinuxKernel.KERNEL6_1,
}
_YEARS = {
    AmazonLinuxGeneration.AMAZON_LINUX_2022: "2022",
    AmazonLinuxGeneration.AMAZON_LINUX_2023: "2023",
}


def _refuse_old_options(generation: AmazonLinuxGeneration, storage: Any, virtualization: Any) -> None:
    for what, given in (("Storage", storage), ("Virtualization", virtualization)):
        if given is not None:
            raise ValueError(
                f"{what} parameter does not exist in SSM parameter name for Amazon Linux"
                f" {_YEARS[generation]}."
            )
