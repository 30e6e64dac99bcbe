"""The drivers that Docker brings.

Source: https://docs.docker.com/engine/logging/configure/#supported-logging-drivers
"""

from typing import Any, Final

from landform.cdk.aws_ecs.log_driver import (
    AwsLogDriver,
    LogDriver,
    NoneLogDriver,
    common_options,
    driver_config,
    option_text,
    secret_values,
)
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

#: The driver that hands on to a router of logs.
DRIVER: Final = "awsfirelens"
_LEVELS: Final = (-1, 9)  # of compression


class FireLensLogDriver(LogDriver):
    """It goes to a router of logs in the same task; the arguments are those of `FireLensLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "FireLensLogDriverProps", options)

    def bind(self, _scope: Any, container_definition: Any) -> Any:
        """The driver and its options; tasks may read the secret ones."""
        secrets = secret_values(self._options.secret_options, container_definition)
        # The router adds what it knows of a container; a tag and labels of the driver are not passed on.
        return driver_config(DRIVER, self._options.options, secrets)


class FluentdLogDriver(LogDriver):
    """It goes to Fluentd; the arguments are those of `FluentdLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "FluentdLogDriverProps", options)

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver and its options."""
        props = self._options
        wait = props.retry_wait
        options = {
            "fluentd-address": props.address,
            "fluentd-async-connect": option_text(props.async_connect),
            "fluentd-async": option_text(props.async_),
            "fluentd-buffer-limit": option_text(props.buffer_limit),
            "fluentd-retry-wait": option_text(wait.to_seconds()) if wait is not None else None,
            "fluentd-max-retries": option_text(props.max_retries),
            "fluentd-sub-second-precision": option_text(props.sub_second_precision),
        }
        return driver_config("fluentd", {**options, **common_options(props)})


class GelfLogDriver(LogDriver):
    """It goes to Graylog or Logstash; the arguments are those of `GelfLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "GelfLogDriverProps", options)
        _check_level(self._options.compression_level)
        _check_count("tcpMaxReconnect", self._options.tcp_max_reconnect)

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver and its options."""
        props = self._options
        delay = props.tcp_reconnect_delay
        options = {
            "gelf-address": props.address,
            "gelf-compression-type": option_text(props.compression_type),
            "gelf-compression-level": option_text(props.compression_level),
            "gelf-tcp-max-reconnect": option_text(props.tcp_max_reconnect),
            "gelf-tcp-reconnect-delay": option_text(delay.to_seconds()) if delay is not None else None,
        }
        return driver_config("gelf", {**options, **common_options(props)})


class JournaldLogDriver(LogDriver):
    """It goes to the machine's journal; the arguments are those of `JournaldLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "JournaldLogDriverProps", options)

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver and its options."""
        return driver_config("journald", common_options(self._options))


class JsonFileLogDriver(LogDriver):
    """It goes to files of the machine; the arguments are those of `JsonFileLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "JsonFileLogDriverProps", options)
        _check_count("maxFile", self._options.max_file)

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver and its options."""
        props = self._options
        options = {
            "max-size": props.max_size,
            "max-file": option_text(props.max_file),
            "compress": option_text(props.compress),
        }
        shared = {**common_options(props), "tag": None}  # a file has no tag
        return driver_config("json-file", {**options, **shared})


class SplunkLogDriver(LogDriver):
    """It goes to Splunk; the arguments are those of `SplunkLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "SplunkLogDriverProps", options)
        _check_level(self._options.gzip_level)

    def bind(self, _scope: Any, container_definition: Any) -> Any:
        """The driver and its options; tasks may read the token."""
        props = self._options
        options = {
            "splunk-url": props.url,
            "splunk-source": props.source,
            "splunk-sourcetype": props.source_type,
            "splunk-index": props.index,
            "splunk-capath": props.ca_path,
            "splunk-caname": props.ca_name,
            "splunk-insecureskipverify": props.insecure_skip_verify,
            "splunk-format": option_text(props.format),
            "splunk-verify-connection": option_text(props.verify_connection),
            "splunk-gzip": option_text(props.gzip),
            "splunk-gzip-level": option_text(props.gzip_level),
        }
        token = secret_values({"splunk-token": props.secret_token}, container_definition)
        return driver_config("splunk", {**options, **common_options(props)}, token)


class SyslogLogDriver(LogDriver):
    """It goes to a syslog server; the arguments are those of `SyslogLogDriverProps`."""

    def __init__(self, **options: Any) -> None:
        self._options = given("aws_ecs", "SyslogLogDriverProps", options)

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver and its options."""
        props = self._options
        options = {
            "syslog-address": props.address,
            "syslog-facility": props.facility,
            "syslog-tls-ca-cert": props.tls_ca_cert,
            "syslog-tls-cert": props.tls_cert,
            "syslog-tls-key": props.tls_key,
            "syslog-tls-skip-verify": option_text(props.tls_skip_verify),
            "syslog-format": props.format,
        }
        return driver_config("syslog", {**options, **common_options(props)})


class LogDrivers(Native):
    """Makes drivers; the options of all are those of their classes."""

    @staticmethod
    def aws_logs(**options: Any) -> AwsLogDriver:
        """Logs of CloudWatch."""
        return AwsLogDriver(**options)

    @staticmethod
    def firelens(**options: Any) -> FireLensLogDriver:
        """A router of logs in the same task."""
        return FireLensLogDriver(**options)

    @staticmethod
    def fluentd(**options: Any) -> FluentdLogDriver:
        """Fluentd."""
        return FluentdLogDriver(**options)

    @staticmethod
    def gelf(**options: Any) -> GelfLogDriver:
        """Graylog or Logstash."""
        return GelfLogDriver(**options)

    @staticmethod
    def journald(**options: Any) -> JournaldLogDriver:
        """The machine's journal."""
        return JournaldLogDriver(**options)

    @staticmethod
    def json_file(**options: Any) -> JsonFileLogDriver:
        """Files of the machine."""
        return JsonFileLogDriver(**options)

    @staticmethod
    def none() -> NoneLogDriver:
        """Nowhere."""
        return NoneLogDriver()

    @staticmethod
    def splunk(**options: Any) -> SplunkLogDriver:
        """Splunk."""
        return SplunkLogDriver(**options)

    @staticmethod
    def syslog(**options: Any) -> SyslogLogDriver:
        """A syslog server."""
        return SyslogLogDriver(**options)


def _check_level(level: float | None) -> None:
    least, most = _LEVELS
    if level is not None and not is_unresolved(level) and not least <= level <= most:
        raise ValueError(f"A compression level must be between {least} and {most}, got {number_text(level)}")


def _check_count(name: str, count: float | None) -> None:
    if count is not None and not is_unresolved(count) and count < 0:
        raise ValueError(f"`{name}` must not be negative, got {number_text(count)}")
