"""The native handlers held against the registry's schemas and botocore's models."""

from collections.abc import Iterator
from functools import cache

import pytest
from botocore.loaders import create_loader
from botocore.model import ServiceModel

from landform.providers.handlers.model import Action, Call, ResourceHandler
from landform.providers.handlers.table import all_handlers, find_handler
from landform.schema.catalog import load_catalog
from tests.registry import registry

ALL = tuple(all_handlers())


def writable(handler: ResourceHandler) -> set[str]:
    facts = registry().find(handler.type_name)
    assert facts is not None
    return set(facts.properties) - facts.read_only


@cache
def service_model(service: str) -> ServiceModel:
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


def actions(handler: ResourceHandler) -> Iterator[Action]:
    yield handler.create.action
    yield handler.read.action
    yield handler.delete
    for step in handler.update:
        yield step.action
        if step.removed:
            yield step.removed
    if handler.tags:
        yield handler.tags.add
        yield handler.tags.remove
    if handler.exists:
        yield handler.exists


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_property_is_mapped_or_listed_with_a_reason(handler: ResourceHandler) -> None:
    created = {*handler.create.action.reads, *filter(None, [handler.name_property])}
    for step in handler.update:
        if step.on_create:
            created |= {*step.action.reads, *step.properties}
    updated = {name for step in handler.update for name in step.properties}
    listed = set(handler.unsupported)
    assert writable(handler) - created - updated - listed == set()
    assert (created | updated | listed) - writable(handler) == set()
    assert created & listed == set()


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_changeable_property_can_be_changed_or_is_listed_as_fixed(handler: ResourceHandler) -> None:
    facts = registry().find(handler.type_name)
    assert facts is not None
    updated = {name for step in handler.update for name in step.properties}
    updated |= {"Tags"} if handler.tags else set()
    changeable = writable(handler) - facts.create_only - set(handler.unsupported)
    assert changeable - updated - set(handler.fixed) == set()
    assert set(handler.fixed) & updated == set()
    assert updated & facts.create_only == set()


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_property_is_read_or_listed_as_unread(handler: ResourceHandler) -> None:
    supported = writable(handler) - set(handler.unsupported)
    assert supported - set(handler.read.properties) - set(handler.unread) == set()
    assert set(handler.read.properties) & set(handler.unread) == set()
    for table in (handler.unread, handler.fixed, handler.stays):
        assert set(table) - supported == set()


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_gap_names_a_member_of_the_schema(handler: ResourceHandler) -> None:
    schema = load_catalog().find(handler.type_name)
    assert schema is not None
    for path in (*handler.embedded_gaps, *handler.change_gaps):
        assert schema.node(tuple(path.split("."))) is not None, path
        assert path.partition(".")[0] in writable(handler) - set(handler.unsupported), path


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_attribute_is_given(handler: ResourceHandler) -> None:
    facts = registry().find(handler.type_name)
    assert facts is not None
    # Properties that Fn::GetAtt reads too are given by the driver, as they were asked for.
    top_level = {name for name in facts.attributes if "." not in name and name in facts.read_only}
    assert top_level - set(handler.attributes) - set(handler.absent_attributes) == set()


@pytest.mark.parametrize("handler", ALL, ids=lambda handler: handler.type_name)
def test_every_call_names_a_real_operation_and_its_real_parameters(handler: ResourceHandler) -> None:
    for action in actions(handler):
        if isinstance(action, Call):
            model = service_model(action.service or handler.service)
            shape = model.operation_model(action.operation).input_shape
            assert shape is not None
            members = set(shape.members)
            assert set(action.parameters) - members == set(), action.operation
            required = set(shape.required_members)
            assert required - set(action.parameters) == set(), action.operation


def test_a_type_without_a_handler_has_none() -> None:
    assert find_handler("AWS::SQS::Nothing") is None
    assert find_handler("AWS::Nothing::Nothing") is None
    assert find_handler("Custom::Thing") is None
