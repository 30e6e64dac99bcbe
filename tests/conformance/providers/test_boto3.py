"""The same handlers over plain boto3 clients, as on AWS, keep the contract too."""

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import HandlerAnswer, HandlerFailure, HandlerRequest
from landform.ground.values import Properties
from landform.providers.aws_clients import AwsClients
from landform.providers.handlers.listed import listed
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from tests.conformance.providers import (
    cases_identity,
    cases_machine_learning,
    cases_network,
    cases_storage,
)
from tests.conformance.providers.case import Case
from tests.conformance.providers.kit import World, run_case

SAMPLE = (
    *(case for case in cases_storage.CASES if case.type_name in ("AWS::SQS::Queue", "AWS::S3::Bucket")),
    *(case for case in cases_identity.CASES if case.type_name == "AWS::IAM::Role"),
    *(case for case in cases_network.CASES if case.type_name in ("AWS::EC2::VPC", "AWS::EC2::SecurityGroup")),
    *(case for case in cases_machine_learning.CASES if case.type_name == "AWS::SageMaker::Endpoint"),
)


class Boto3Provider:
    """Native handlers over a boto3 session."""

    def __init__(self) -> None:
        self._clients = AwsClients(EmbeddedCloud(None).session())

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        handler = find_handler(request.type_name)
        assert handler is not None
        return carry_out(handler, request, self._clients)

    def list(self, type_name: str, model: Properties) -> tuple[str, ...] | HandlerFailure:
        handler = find_handler(type_name)
        assert handler is not None
        return listed(handler, self._clients, model)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.title)
def test_a_native_type_keeps_the_contract_over_boto3(case: Case) -> None:
    handler = find_handler(case.type_name)
    assert handler is not None
    not_read = {*handler.unread, *handler.embedded_gaps, *handler.change_gaps}
    world = World(Boto3Provider(), not_read, handler.name_property, remembers_tokens=False)
    run_case(world, case)
