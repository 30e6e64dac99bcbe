from dataclasses import replace
from pathlib import Path
from typing import Any

from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.twin import Twin
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from tests.registry import registry

DATABASE = {"Engine": "postgres", "DBInstanceClass": "db.t3.micro"}


def request(action: HandlerAction, **more: Any) -> HandlerRequest:
    fields: dict[str, Any] = {
        "type_name": "AWS::RDS::DBInstance",
        "client_token": "token-1",
        "account_id": "000000000000",
        "region": "us-east-1",
        "stack_id": "s",
        "stack_name": "shop",
        "logical_id": "Orders",
        "desired": DATABASE,
    }
    return HandlerRequest(action=action, **{**fields, **more})


def ask(twin: Twin, asked: HandlerRequest) -> HandlerAnswer:
    return twin.answer(asked, registry().find(asked.type_name))


def made(twin: Twin, **more: Any) -> HandlerSuccess:
    answer = ask(twin, request(HandlerAction.CREATE, **more))
    assert isinstance(answer, HandlerSuccess), answer
    return answer


def refused(answer: HandlerAnswer) -> HandlerFailure:
    assert isinstance(answer, HandlerFailure), answer
    return answer


def test_a_twin_is_made_read_changed_and_deleted() -> None:
    twin = Twin(EmbeddedCloud(None))
    physical_id = made(twin).physical_id
    read = ask(twin, request(HandlerAction.READ, physical_id=physical_id))
    assert isinstance(read, HandlerSuccess)
    assert read.properties["Engine"] == "postgres"
    changed = {**DATABASE, "DBInstanceClass": "db.t3.small"}
    fields = {"physical_id": physical_id, "desired": changed, "previous": DATABASE}
    assert isinstance(ask(twin, request(HandlerAction.UPDATE, client_token="t2", **fields)), HandlerSuccess)
    again = ask(twin, request(HandlerAction.READ, physical_id=physical_id))
    assert isinstance(again, HandlerSuccess)
    assert again.properties["DBInstanceClass"] == "db.t3.small"
    assert isinstance(ask(twin, request(HandlerAction.DELETE, physical_id=physical_id)), HandlerSuccess)
    gone = refused(ask(twin, request(HandlerAction.READ, physical_id=physical_id)))
    assert gone.code is HandlerErrorCode.NOT_FOUND
    twice = refused(ask(twin, request(HandlerAction.DELETE, physical_id=physical_id)))
    assert twice.code is HandlerErrorCode.NOT_FOUND


def test_ids_and_attributes_are_readable() -> None:
    answer = made(Twin(EmbeddedCloud(None)))
    identifier = answer.physical_id
    assert answer.attributes["DBInstanceArn"] == f"arn:aws:rds:us-east-1:000000000000:db:{identifier}"
    address = str(answer.attributes["Endpoint.Address"])
    assert address.startswith(f"{identifier}.")
    assert address.endswith(".us-east-1.rds.amazonaws.com")


def test_a_type_without_a_curated_template_is_named_after_its_logical_id() -> None:
    answer = made(
        Twin(EmbeddedCloud(None)),
        type_name="AWS::XRay::Group",
        desired={"GroupName": "traces"},
        logical_id="Traces",
    )
    assert answer.physical_id.startswith("arn:aws:xray:us-east-1:000000000000:group/traces-")


def test_the_same_token_makes_one_twin_also_after_a_restart(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    before = made(Twin(first))
    assert made(Twin(first)) == before
    first.close()
    second = EmbeddedCloud(tmp_path)
    assert made(Twin(second)) == before
    (count,) = second.log().connection.execute("SELECT count(*) FROM twins").fetchone()
    assert count == 1
    second.close()


def test_another_token_makes_another_twin() -> None:
    twin = Twin(EmbeddedCloud(None))
    assert made(twin).physical_id != made(twin, client_token="token-2").physical_id


def test_a_name_is_unique() -> None:
    twin = Twin(EmbeddedCloud(None))
    named = {**DATABASE, "DBInstanceIdentifier": "orders"}
    assert made(twin, desired=named).physical_id == "orders"
    answer = refused(ask(twin, request(HandlerAction.CREATE, desired=named, client_token="t2")))
    assert answer.code is HandlerErrorCode.ALREADY_EXISTS
    assert "'AWS::RDS::DBInstance' with identifier 'orders' already exists" in answer.message


def test_the_same_name_is_free_in_another_region() -> None:
    twin = Twin(EmbeddedCloud(None))
    named = {**DATABASE, "DBInstanceIdentifier": "orders"}
    made(twin, desired=named)
    assert made(twin, desired=named, region="eu-west-1", client_token="t2").physical_id == "orders"


def test_a_create_only_property_is_kept() -> None:
    twin = Twin(EmbeddedCloud(None))
    before = {**DATABASE, "MasterUsername": "admin"}
    physical_id = made(twin, desired=before).physical_id
    after = {**DATABASE, "MasterUsername": "other"}
    fields = {"physical_id": physical_id, "desired": after, "previous": before, "client_token": "t2"}
    answer = refused(ask(twin, request(HandlerAction.UPDATE, **fields)))
    assert answer.code is HandlerErrorCode.NOT_UPDATABLE
    assert "[MasterUsername]" in answer.message


def test_a_generated_name_is_no_change_of_a_create_only_property() -> None:
    twin = Twin(EmbeddedCloud(None))
    physical_id = made(twin).physical_id
    fields = {"physical_id": physical_id, "desired": DATABASE, "previous": DATABASE, "client_token": "t2"}
    assert isinstance(ask(twin, request(HandlerAction.UPDATE, **fields)), HandlerSuccess)


def test_a_required_property_is_required() -> None:
    asked = request(HandlerAction.CREATE, type_name="AWS::XRay::SamplingRule", desired={})
    asked = replace(asked, type_name="AWS::Kinesis::StreamConsumer")
    answer = refused(ask(Twin(EmbeddedCloud(None)), asked))
    assert answer.code is HandlerErrorCode.INVALID_REQUEST
    assert "required key [ConsumerName] not found" in answer.message


def test_what_the_schema_refuses_is_refused() -> None:
    asked = request(HandlerAction.CREATE, desired={**DATABASE, "Colour": "red"})
    answer = refused(ask(Twin(EmbeddedCloud(None)), asked))
    assert "extraneous key [Colour] is not permitted" in answer.message


def test_a_write_only_property_is_not_read() -> None:
    twin = Twin(EmbeddedCloud(None))
    desired = {**DATABASE, "MasterUserPassword": "hidden"}
    physical_id = made(twin, desired=desired).physical_id
    read = ask(twin, request(HandlerAction.READ, physical_id=physical_id))
    assert isinstance(read, HandlerSuccess)
    assert "MasterUserPassword" not in read.properties


def test_an_unknown_type_is_unsupported() -> None:
    asked = request(HandlerAction.CREATE, type_name="AWS::No::Such")
    assert refused(ask(Twin(EmbeddedCloud(None)), asked)).code is HandlerErrorCode.UNSUPPORTED


def test_a_wait_condition_handle_is_a_url() -> None:
    answer = made(Twin(EmbeddedCloud(None)), type_name="AWS::CloudFormation::WaitConditionHandle", desired={})
    assert answer.physical_id.startswith(
        "https://cloudformation-waitcondition-us-east-1.s3.us-east-1.amazonaws.com/arn%3Aaws"
    )
