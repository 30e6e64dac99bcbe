from landform.providers.fidelity import FidelityLevel, fidelity, unsupported_in
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
