"""Answers the lookups that pure rooms miss: exports and outputs from the store, the rest from the cloud."""

import json
from collections.abc import Callable, Iterable
from typing import Any, assert_never

from landform.cloud.clients import Clients, ServiceError
from landform.engine.existing import existing
from landform.engine.requests import Place
from landform.engine.zones import availability_zones
from landform.ground.lookups import (
    AvailabilityZones,
    DynamicReference,
    ExistingAttribute,
    ExistingValues,
    Export,
    Lookup,
    NotFound,
    SsmParameter,
    StackOutput,
)
from landform.ground.statuses import StackStatus
from landform.ground.values import Secret, Value
from landform.store.interface import Store

ClientsFor = Callable[[Place], Clients]
"""The services of one account and region."""


class Lookups:
    """Answers lookups for the stacks of one place."""

    def __init__(self, store: Store, clients_for: ClientsFor, place: Place) -> None:
        self._store = store
        self._clients_for = clients_for
        self._place = place

    def answer(self, lookups: Iterable[Lookup]) -> dict[Lookup, Value | NotFound]:
        """Every lookup with its value, or NotFound with AWS's sentence."""
        return {each: self._answer(each) for each in lookups}

    def _answer(self, lookup: Lookup) -> Value | NotFound:
        match lookup:
            case Export():
                found = self._store.exports(self._place.account_id, self._place.region).get(lookup.name)
                return found.value if found else NotFound(f"No export named {lookup.name} found.")
            case StackOutput():
                return self._stack_output(lookup)
            case AvailabilityZones():
                return list(availability_zones(lookup.region or self._place.region))
            case ExistingValues() | ExistingAttribute():
                return existing(self._clients_for(self._place), lookup)
            case SsmParameter():
                return self._parameter(lookup.name, secret=False)
            case DynamicReference():
                return self._dynamic(lookup)
            case _:
                assert_never(lookup)

    def _stack_output(self, lookup: StackOutput) -> Value | NotFound:
        region = lookup.region or self._place.region
        stack = self._store.stack_named(self._place.account_id, region, lookup.stack_name)
        if stack is None or stack.status is StackStatus.DELETE_COMPLETE:
            return NotFound(f"Stack {lookup.stack_name} does not exist in {region}.")
        for output in stack.outputs:
            if output.key == lookup.output_name:
                return output.value
        return NotFound(f"Stack {lookup.stack_name} has no output {lookup.output_name}.")

    def _parameter(self, name: str, *, secret: bool) -> Value | NotFound:
        try:
            answer = self._clients_for(self._place).call(
                "ssm", "GetParameter", {"Name": name, "WithDecryption": secret}
            )
        except ServiceError as error:
            return NotFound(f"Unable to fetch parameters [{name}] from parameter store: {error}")
        parameter = answer["Parameter"]
        value = str(parameter["Value"])
        if parameter.get("Type") == "StringList":
            return [item.strip() for item in value.split(",")]
        return Secret(value) if secret else value

    def _dynamic(self, reference: DynamicReference) -> Value | NotFound:
        if reference.service == "secretsmanager":
            return self._secret(reference.key)
        name, _, version = reference.key.partition(":")
        return self._parameter(
            f"{name}:{version}" if version else name, secret=reference.service == "ssm-secure"
        )

    def _secret(self, key: str) -> Value | NotFound:
        """Key: secret-id:SecretString:json-key:version-stage:version-id, where the id may be an ARN."""
        head, *rest = key.split(":SecretString", 1)
        parts = rest[0].lstrip(":").split(":") if rest else []
        json_key, stage, version = (*parts, "", "", "")[:3]
        request: dict[str, Any] = {"SecretId": head}
        if stage:
            request["VersionStage"] = stage
        if version:
            request["VersionId"] = version
        try:
            answer = self._clients_for(self._place).call("secretsmanager", "GetSecretValue", request)
        except ServiceError as error:
            return NotFound(f"Could not resolve secret {head}: {error}")
        text = str(answer.get("SecretString", ""))
        if not json_key:
            return Secret(text)
        try:
            return Secret(str(json.loads(text)[json_key]))
        except (ValueError, KeyError, TypeError):
            return NotFound(f"Could not find a value associated with JSONKey in SecretString of {head}")
