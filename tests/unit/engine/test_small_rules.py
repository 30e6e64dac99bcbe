"""Names, change set rules, and documents in S3: what is refused, and in which words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from landform.engine.change_set_rules import check_disable_rollback, check_kind
from landform.engine.change_set_trees import require_root
from landform.engine.errors import EngineError
from landform.engine.objects import object_text
from landform.engine.requests import ChangeSetRequest, Place, ResourceToImport, StackRequest
from landform.engine.stack_names import check_stack_name, child_name
from landform.ground.records import ChangeSetRecord
from landform.ground.statuses import OnFailure, OperationKind
from tests.unit.engine.world import World

IMPORT, CREATE, UPDATE = OperationKind.IMPORT, OperationKind.CREATE, OperationKind.UPDATE
PATTERN = (
    "failed to satisfy constraint: Member must satisfy regular expression pattern: "
    "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"
)
LENGTH = "failed to satisfy constraint: Member must have length less than or equal to 128"


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(EngineError) as caught:
        call()
    assert caught.value.code == "ValidationError"
    return caught.value.message


@pytest.mark.parametrize("name", ["a", "A-1", "x" * 128, "arn:aws:cloudformation:x:1:stack/a/b.c_d+e"])
def test_names_of_stacks_are_taken(name: str) -> None:
    check_stack_name(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [("", PATTERN), ("1a", PATTERN), ("a_b", PATTERN), ("a\n", PATTERN), ("x" * 129, LENGTH)],
)
def test_other_names_of_stacks_are_refused_in_awss_words(name: str, why: str) -> None:
    assert refused(lambda: check_stack_name(name)) == (
        f"1 validation error detected: Value '{name}' at 'stackName' {why}"
    )


def test_the_name_of_a_nested_stack_is_its_parents_with_twelve_characters_of_its_token() -> None:
    name = child_name("shop", "Child", "token-1")
    assert name[:11] == "shop-Child-"
    assert (len(name), name[11:].isalnum(), name[11:].isupper()) == (23, True, True)
    assert name == child_name("shop", "Child", "token-1")
    assert name != child_name("shop", "Child", "token-2")
    long = child_name("p" * 120, "Child", "token-1")
    assert (len(long), long[:115]) == (128, "p" * 115)
    assert long[115] == "-"


def asked(kind: OperationKind, on_failure: OnFailure | None = None, **more: object) -> ChangeSetRequest:
    stack = StackRequest(stack_name="app", on_failure=on_failure)
    return ChangeSetRequest(stack=stack, change_set_name="c", kind=kind, **more)  # type: ignore[arg-type]  # spelled by the caller


ENTRY = ResourceToImport(logical_id="A", type_name="T", identifier={"Name": "a"})


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(asked(CREATE, OnFailure.DELETE), id="CREATE and DELETE"),
        pytest.param(asked(UPDATE, OnFailure.DO_NOTHING), id="UPDATE and DO_NOTHING"),
        pytest.param(asked(UPDATE, reverts_drift=True), id="UPDATE and REVERT_DRIFT"),
        pytest.param(asked(UPDATE, import_existing_resources=True), id="UPDATE and existing ones"),
        pytest.param(asked(IMPORT, resources_to_import=(ENTRY,)), id="IMPORT"),
        pytest.param(asked(IMPORT, OnFailure.ROLLBACK), id="IMPORT and ROLLBACK"),
    ],
)
def test_parameters_that_go_with_the_kind_are_taken(request_: ChangeSetRequest) -> None:
    check_kind(request_)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (
            asked(UPDATE, OnFailure.DELETE),
            "OnStackFailure DELETE goes with change sets of type CREATE only.",
        ),
        (
            asked(CREATE, resources_to_import=(ENTRY,)),
            "ResourcesToImport goes with change sets of type IMPORT only.",
        ),
        (
            asked(IMPORT, reverts_drift=True),
            "DeploymentMode REVERT_DRIFT does not go with change sets of type IMPORT.",
        ),
        (
            asked(IMPORT, import_existing_resources=True),
            "ImportExistingResources does not go with change sets of type IMPORT.",
        ),
        (
            asked(IMPORT, OnFailure.DO_NOTHING),
            "An import that fails is always rolled back: OnStackFailure must be ROLLBACK.",
        ),
    ],
    ids=["delete", "entries", "drift", "existing", "failure"],
)
def test_parameters_that_do_not_go_with_the_kind_are_refused(request_: ChangeSetRequest, told: str) -> None:
    assert refused(lambda: check_kind(request_)) == told


SET = ChangeSetRecord(
    change_set_id="arn:set",
    change_set_name="c",
    stack_id="arn:stack",
    stack_name="app",
    kind=UPDATE,
    status="CREATE_COMPLETE",
    execution_status="AVAILABLE",
    created_at=1.0,
)


@pytest.mark.parametrize(
    ("found", "disable_rollback"),
    [
        (SET, True),
        (SET, None),
        (replace(SET, gives_on_failure=True), None),
        (replace(SET, kind=IMPORT), False),
        (replace(SET, kind=IMPORT), None),
    ],
)
def test_a_wish_about_rollbacks_that_contradicts_nothing_is_taken(
    found: ChangeSetRecord, disable_rollback: bool | None
) -> None:
    check_disable_rollback(found, disable_rollback)


@pytest.mark.parametrize("given", [True, False])
def test_a_wish_about_rollbacks_that_contradicts_the_change_set_is_refused(*, given: bool) -> None:
    assert refused(lambda: check_disable_rollback(replace(SET, gives_on_failure=True), given)) == (
        "DisableRollback cannot be specified for a change set that was created with OnStackFailure."
    )


def test_an_import_cannot_be_left_as_it_failed() -> None:
    assert refused(lambda: check_disable_rollback(replace(SET, kind=IMPORT), True)) == (
        "An import that fails is always rolled back: DisableRollback must be false."
    )


def test_a_nested_change_set_is_used_through_its_root() -> None:
    require_root(SET)
    nested = replace(SET, root_change_set_id="arn:root")
    assert refused(lambda: require_root(nested)) == "ChangeSet [arn:set] is nested. Use its root [arn:root]."


def test_documents_in_s3_are_read_and_what_cannot_be_is_refused(world: World) -> None:
    s3 = world.client("s3")
    s3.create_bucket(Bucket="docs")
    s3.put_bucket_versioning(Bucket="docs", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket="docs", Key="a.txt", Body=b"first")["VersionId"]
    s3.put_object(Bucket="docs", Key="a.txt", Body=b"second")
    s3.put_object(Bucket="docs", Key="binary", Body=b"\xff\xfe")
    s3.put_object(Bucket="docs", Key="full", Body=b"x" * 1_048_576)
    s3.put_object(Bucket="docs", Key="large", Body=b"x" * 1_048_577)
    place = Place(account_id="000000000000", region="us-east-1")
    clients = world.engine.cloud.clients(place.account_id, place.region)
    at = "https://s3.us-east-1.amazonaws.com/docs"
    assert object_text(clients, "TemplateURL", f"{at}/a.txt", is_limited=True) == "second"
    assert object_text(clients, "TemplateURL", f"{at}/a.txt?versionId={first}", is_limited=True) == "first"
    assert len(object_text(clients, "TemplateURL", f"{at}/full", is_limited=True)) == 1_048_576
    assert len(object_text(clients, "StackPolicyURL", f"{at}/large", is_limited=False)) == 1_048_577

    def told(name: str, url: str) -> str:
        return refused(lambda: object_text(clients, name, url, is_limited=True))

    assert told("TemplateURL", f"{at}/large") == "TemplateURL: the object is larger than 1048576 bytes"
    assert told("TemplateURL", f"{at}/binary") == "TemplateURL: binary is not text in UTF-8"
    assert told("StackPolicyURL", "https://example.com/a") == (
        "StackPolicyURL must reference a valid S3 object to which you have access."
    )
    assert told("TemplateURL", f"{at}/ghost") == (
        "S3 error: The specified key does not exist.\n"
        "For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"
    )
