from landform.providers.fidelity import Fidelity, FidelityLevel, fidelity, unsupported_in
from tests.registry import registry


def test_a_native_type_lists_what_it_does_not_do() -> None:
    found = fidelity("AWS::S3::Bucket", registry())
    assert found.level is FidelityLevel.NATIVE
    assert found.unsupported["ReplicationConfiguration"] == "Replication is not carried to the service."


def test_a_type_of_the_registry_without_a_handler_is_a_twin() -> None:
    assert fidelity("AWS::RDS::DBInstance", registry()).level is FidelityLevel.TWIN


def test_a_wait_condition_handle_is_modelled() -> None:
    found = fidelity("AWS::CloudFormation::WaitConditionHandle", registry())
    assert found.level is FidelityLevel.MODELLED


def test_custom_resources_are_modelled_and_say_what_differs() -> None:
    for type_name in ("Custom::Thing", "AWS::CloudFormation::CustomResource"):
        found = fidelity(type_name, registry())
        assert found.level is FidelityLevel.MODELLED
        assert "fails the resource at once" in found.notes[1]


def test_a_function_says_how_it_runs() -> None:
    found = fidelity("AWS::Lambda::Function", registry())
    assert found.level is FidelityLevel.NATIVE
    assert found.notes[0].startswith("Runs as a process of this machine: python3.x by the Python")


def test_a_type_the_registry_does_not_know_is_absent() -> None:
    assert fidelity("AWS::No::Such", registry()).level is FidelityLevel.ABSENT


def test_only_the_properties_in_use_are_reported() -> None:
    properties = {"BucketName": "b", "ReplicationConfiguration": {}}
    assert unsupported_in("AWS::S3::Bucket", properties) == {
        "ReplicationConfiguration": "Replication is not carried to the service."
    }
    assert unsupported_in("AWS::RDS::DBInstance", {"Engine": "postgres"}) == {}


def test_what_has_no_effect_and_what_no_read_tells_is_gathered_from_all_lists() -> None:
    found = Fidelity(
        level=FidelityLevel.NATIVE,
        unsupported={"A": "not at all", "Both": "not at all"},
        gaps={"B.C": "lost", "Both": "lost"},
        change_gaps={"D": "later"},
        unread={"E": "untold"},
    )
    assert found.no_effect == {"A": "not at all", "B.C": "lost", "Both": "not at all"}
    assert found.unreliable == {"A", "Both", "B.C", "D", "E"}


def test_the_ledger_of_a_table_names_its_gaps_and_what_stays_fixed() -> None:
    found = fidelity("AWS::DynamoDB::Table", registry())
    assert found.gaps["TableClass"] == "Accepted and not kept."
    assert found.change_gaps["StreamSpecification"] == "Another view is refused."
    assert "KeySchema: A table keeps its keys; another schema is another table." in found.notes
    assert unsupported_in("AWS::DynamoDB::Table", {"TableClass": "STANDARD", "TableName": "t"}) == {
        "TableClass": "Accepted and not kept."
    }


def test_each_level_says_what_it_is() -> None:
    assert fidelity("AWS::RDS::DBInstance", registry()).notes == (
        "A record that validates, keeps and returns its properties; it is no running thing and knows no"
        " service defaults.",
    )
    assert fidelity("AWS::CloudFormation::WaitCondition", registry()).notes == (
        "Waits for the signals that are put at its handle's URL, or sent with SignalResource.",
    )
    assert fidelity("AWS::No::Such", registry()).notes == ()
