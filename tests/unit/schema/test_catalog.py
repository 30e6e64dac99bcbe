from landform.schema.catalog import load_catalog


def test_the_pack_holds_every_public_type() -> None:
    assert len(load_catalog().type_names()) == 1854
    assert load_catalog().source == "cfn-lint 1.58.0, schemas of 2026-10-20T22:11:15Z"


def test_an_unknown_type_is_none_and_the_nearest_name_is_suggested() -> None:
    catalog = load_catalog()
    assert catalog.find("AWS::SQS::Queu") is None
    assert catalog.suggestion("AWS::SQS::Queu") == ' Did you mean "AWS::SQS::Queue"?'


def test_a_queue_declares_what_aws_documents() -> None:
    queue = load_catalog().find("AWS::SQS::Queue")
    assert queue is not None
    assert queue.create_only == {("FifoQueue",), ("QueueName",)}
    assert queue.primary_identifier == (("QueueUrl",),)
    assert queue.has_attribute("Arn")
    assert not queue.has_attribute("Adress")
    assert queue.tag_property == "Tags"
    assert queue.is_updatable
    assert not queue.delete_first


def test_replacement_strategy_is_read_from_the_registry() -> None:
    association = load_catalog().find("AWS::EC2::SubnetRouteTableAssociation")
    assert association is not None
    assert association.delete_first


def test_overlays_add_what_the_registry_does_not_say() -> None:
    catalog = load_catalog()
    role = catalog.find("AWS::IAM::Role")
    template = catalog.find("AWS::EC2::LaunchTemplate")
    database = catalog.find("AWS::RDS::DBInstance")
    custom = catalog.find("AWS::CloudFormation::CustomResource")
    assert role is not None and template is not None and database is not None and custom is not None
    assert (role.needs_capability, role.name_property) == ("CAPABILITY_IAM", "RoleName")
    assert "LatestVersionNumber" in template.volatile_attributes
    assert database.can_snapshot
    assert not role.can_snapshot
    assert custom.has_attribute("AnythingItReturns")


def test_every_overlay_names_a_type_and_gives_its_source() -> None:
    import json
    from importlib.resources import files

    known = set(load_catalog().type_names())
    for file in (files("landform.schema") / "overlays").iterdir():
        overlay = json.loads(file.read_text(encoding="utf-8"))
        assert "https://" in overlay["source"], file.name
        assert set(overlay["types"]) <= known, file.name


def test_ref_of_a_composite_identifier_is_the_part_aws_documents() -> None:
    catalog = load_catalog()
    stage = catalog.find("AWS::ApiGateway::Stage")
    client = catalog.find("AWS::Cognito::UserPoolClient")
    target = catalog.find("AWS::ApplicationAutoScaling::ScalableTarget")
    assert stage is not None and client is not None and target is not None
    assert stage.ref("a1b2c3|prod", {}) == "prod"
    assert client.ref("us-east-1_Abc|4h57kl", {}) == "4h57kl"
    # Documented as the whole: service/cluster/name|ecs:service:DesiredCount|ecs
    whole = "service/c/n|ecs:service:DesiredCount|ecs"
    assert target.ref(whole, {}) == whole


def test_every_ref_overlay_names_a_part_of_the_identifier() -> None:
    catalog = load_catalog()
    for name in catalog.type_names():
        schema = catalog.find(name)
        assert schema is not None
        if schema.ref_attribute is not None:
            assert (schema.ref_attribute,) in schema.primary_identifier, name
