"""Every statement that the store runs, by what it is for."""

from typing import Final

from sqlalchemy import String, Table, bindparam, delete, false, func, insert, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from landform.store.database import Statement
from landform.store.tables import (
    CHANGE_SETS,
    EVENTS,
    EXPORTS,
    IMPORTS,
    JOURNAL,
    OPERATIONS,
    RESOURCES,
    STACKS,
    SUPERSEDED,
    TOKENS,
)


def _put(table: Table, keys: tuple[str, ...], *others: str) -> Statement:
    """Insert a row, or give the row with these keys its other columns anew."""
    statement = upsert(table).inline()
    changes = {name: statement.excluded[name] for name in others}
    return Statement(statement.on_conflict_do_update(index_elements=list(keys), set_=changes), *keys, *others)


def _add(table: Table, *columns: str) -> Statement:
    return Statement(insert(table).inline(), *columns)


def _by_stack(table: Table) -> Statement:
    return Statement(delete(table).where(table.c.stack_id == bindparam("stack_id")))


_IN_PLACE = (STACKS.c.account_id == bindparam("account_id"), STACKS.c.region == bindparam("region"))
_ALL_STACKS = select(STACKS.c.document).where(*_IN_PLACE).order_by(STACKS.c.position.desc())

STACK: Final = Statement(select(STACKS.c.document).where(STACKS.c.stack_id == bindparam("stack_id")))
STACKS_OF: Final = Statement(_ALL_STACKS)
STACK_NAMED: Final = Statement(_ALL_STACKS.where(STACKS.c.stack_name == bindparam("name")).limit(1))
PUT_STACK: Final = _put(STACKS, ("stack_id",), "account_id", "region", "stack_name", "document")
DELETED_BEFORE: Final = Statement(
    select(STACKS.c.stack_id)
    .where(func.json_extract(STACKS.c.document, "$.deleted_at") < bindparam("moment"))
    .order_by(STACKS.c.position)
)

RESOURCES_OF: Final = Statement(
    select(RESOURCES.c.logical_id, RESOURCES.c.document).where(RESOURCES.c.stack_id == bindparam("stack_id"))
)
_DOCUMENTS = (
    *(each.c.document for each in (STACKS, RESOURCES, SUPERSEDED, EVENTS, CHANGE_SETS, OPERATIONS, TOKENS)),
    *(JOURNAL.c.input, EXPORTS.c.value),
)
#: A question to each table whether it holds a secret: that is how the codec writes one.
ANY_SECRET: Final = tuple(
    Statement(select(each).where(each.contains('{"$secret":"', autoescape=True)).limit(1))
    for each in _DOCUMENTS
)
ANY_RESOURCE: Final = Statement(select(RESOURCES.c.logical_id).limit(1))
PUT_RESOURCE: Final = _put(RESOURCES, ("stack_id", "logical_id"), "document")
REMOVE_RESOURCE: Final = Statement(
    delete(RESOURCES).where(
        RESOURCES.c.stack_id == bindparam("stack_id"), RESOURCES.c.logical_id == bindparam("logical_id")
    )
)
SUPERSEDED_OF: Final = Statement(
    select(SUPERSEDED.c.document)
    .where(SUPERSEDED.c.stack_id == bindparam("stack_id"))
    .order_by(SUPERSEDED.c.position)
)
ADD_SUPERSEDED: Final = _add(SUPERSEDED, "stack_id", "logical_id", "physical_id", "document")
REMOVE_SUPERSEDED: Final = Statement(
    delete(SUPERSEDED).where(
        SUPERSEDED.c.stack_id == bindparam("stack_id"),
        SUPERSEDED.c.logical_id == bindparam("logical_id"),
        SUPERSEDED.c.physical_id == bindparam("physical_id"),
    )
)

EVENTS_BEFORE: Final = Statement(
    select(EVENTS.c.position, EVENTS.c.document)
    .where(EVENTS.c.stack_id == bindparam("stack_id"), EVENTS.c.position < bindparam("before"))
    .order_by(EVENTS.c.position.desc())
    .limit(bindparam("limit"))
)
ADD_EVENT: Final = _add(EVENTS, "stack_id", "document")

CHANGE_SET: Final = Statement(
    select(CHANGE_SETS.c.document).where(CHANGE_SETS.c.change_set_id == bindparam("change_set_id"))
)
CHANGE_SETS_OF: Final = Statement(
    select(CHANGE_SETS.c.document)
    .where(CHANGE_SETS.c.stack_id == bindparam("stack_id"))
    .order_by(CHANGE_SETS.c.position.desc())
)
PUT_CHANGE_SET: Final = _put(CHANGE_SETS, ("change_set_id",), "stack_id", "document")
REMOVE_CHANGE_SET: Final = Statement(
    delete(CHANGE_SETS).where(CHANGE_SETS.c.change_set_id == bindparam("change_set_id"))
)

EXPORTS_OF: Final = Statement(
    select(EXPORTS.c.name, EXPORTS.c.value, EXPORTS.c.stack_id)
    .where(EXPORTS.c.account_id == bindparam("account_id"), EXPORTS.c.region == bindparam("region"))
    .order_by(EXPORTS.c.name)
)
ADD_EXPORT: Final = _add(EXPORTS, "account_id", "region", "name", "value", "stack_id")
REMOVE_EXPORTS: Final = _by_stack(EXPORTS)
IMPORTERS: Final = Statement(
    select(IMPORTS.c.stack_name)
    .where(
        IMPORTS.c.account_id == bindparam("account_id"),
        IMPORTS.c.region == bindparam("region"),
        IMPORTS.c.name == bindparam("name"),
    )
    .order_by(IMPORTS.c.stack_name)
)
ADD_IMPORT: Final = _add(IMPORTS, "account_id", "region", "name", "stack_id", "stack_name")
REMOVE_IMPORTS: Final = _by_stack(IMPORTS)

_ONE_OPERATION = OPERATIONS.c.operation_id == bindparam("the_operation_id")
_OPERATIONS = select(
    OPERATIONS.c.document,
    OPERATIONS.c.epoch,
    OPERATIONS.c.owner,
    OPERATIONS.c.finished_at,
    OPERATIONS.c.result,
).order_by(OPERATIONS.c.position)
OPERATION: Final = Statement(_OPERATIONS.where(_ONE_OPERATION))
LIVE_OPERATIONS: Final = Statement(_OPERATIONS.where(OPERATIONS.c.is_live))
BEGIN_OPERATION: Final = _add(
    OPERATIONS, "operation_id", "stack_id", "epoch", "is_live", "cancel_requested", "document"
)
CLAIM: Final = Statement(
    update(OPERATIONS)
    .where(_ONE_OPERATION, OPERATIONS.c.is_live)
    .values(epoch=OPERATIONS.c.epoch + 1, owner=bindparam("the_owner"))
    .returning(OPERATIONS.c.epoch)
)
LIVE: Final = Statement(
    select(OPERATIONS.c.stack_id, OPERATIONS.c.epoch, OPERATIONS.c.cancel_requested).where(
        _ONE_OPERATION, OPERATIONS.c.is_live
    )
)
OPERATIONS_OF: Final = Statement(
    select(OPERATIONS.c.operation_id).where(OPERATIONS.c.stack_id == bindparam("stack_id"))
)
FINISH: Final = Statement(
    update(OPERATIONS)
    .where(_ONE_OPERATION)
    .values(is_live=false(), finished_at=bindparam("the_end"), result=bindparam("the_result"))
)
REQUEST_CANCEL: Final = Statement(update(OPERATIONS).where(_ONE_OPERATION).values(cancel_requested=true()))
CANCEL_REQUESTED: Final = Statement(select(OPERATIONS.c.cancel_requested).where(_ONE_OPERATION))

_OF_OPERATION = JOURNAL.c.operation_id == bindparam("the_operation_id")
JOURNAL_OF: Final = Statement(
    select(JOURNAL.c.sequence, JOURNAL.c.now, JOURNAL.c.input)
    .where(_OF_OPERATION)
    .order_by(JOURNAL.c.sequence)
)
ADD_INPUT: Final = _add(JOURNAL, "operation_id", "sequence", "now", "input")
REMOVE_JOURNAL: Final = Statement(delete(JOURNAL).where(_OF_OPERATION))

TOKEN: Final = Statement(
    select(TOKENS.c.document).where(
        TOKENS.c.scope == bindparam("scope"), TOKENS.c.token == bindparam("token")
    )
)
TOKENS_OF: Final = Statement(
    select(TOKENS.c.token, TOKENS.c.document).where(TOKENS.c.scope == bindparam("scope"))
)
PUT_TOKEN: Final = _put(TOKENS, ("scope", "token"), "document")
_ID: Final = bindparam("the_id", type_=String)
REMOVE_TOKENS: Final = Statement(
    delete(TOKENS).where(
        or_(
            TOKENS.c.token == _ID,
            func.substr(TOKENS.c.scope, -func.length(_ID)) == _ID,
            func.json_extract(TOKENS.c.document, "$.StackId") == _ID,
        )
    )
)
"""What is remembered of a stack or an operation: under its id, in a scope that ends with it, or naming it."""

FORGET_STACK: Final = tuple(
    _by_stack(table)
    for table in (STACKS, EVENTS, CHANGE_SETS, RESOURCES, SUPERSEDED, IMPORTS, EXPORTS, OPERATIONS)
)
