"""The tables, and the migrations that lead to them from any earlier version.

A migration is a function of a connection; its number is its place in MIGRATIONS. New databases are made from
METADATA at once. The version is kept in the table schema_version.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
    update,
)

from landform.environment import EnvironmentFaultError

METADATA = MetaData()

SCHEMA_VERSION = Table("schema_version", METADATA, Column("version", Integer, nullable=False))

STACKS = Table(
    "stacks",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("stack_id", String(1024), nullable=False, unique=True),
    Column("account_id", String(12), nullable=False),
    Column("region", String(32), nullable=False),
    Column("stack_name", String(128), nullable=False),
    Column("document", Text, nullable=False),
    Index("stacks_by_name", "account_id", "region", "stack_name"),
)

RESOURCES = Table(
    "resources",
    METADATA,
    Column("stack_id", String(1024), nullable=False),
    Column("logical_id", String(255), nullable=False),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("stack_id", "logical_id"),
)

SUPERSEDED = Table(
    "superseded",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("stack_id", String(1024), nullable=False),
    Column("logical_id", String(255), nullable=False),
    Column("physical_id", String(2048), nullable=False),
    Column("document", Text, nullable=False),
    Index("superseded_by_key", "stack_id", "logical_id", "physical_id", unique=True),
)

EVENTS = Table(
    "stack_events",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("stack_id", String(1024), nullable=False),
    Column("document", Text, nullable=False),
    Index("stack_events_by_stack", "stack_id", "position"),
)

CHANGE_SETS = Table(
    "change_sets",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("change_set_id", String(1024), nullable=False, unique=True),
    Column("stack_id", String(1024), nullable=False, index=True),
    Column("document", Text, nullable=False),
)

EXPORTS = Table(
    "exports",
    METADATA,
    Column("account_id", String(12), nullable=False),
    Column("region", String(32), nullable=False),
    Column("name", String(255), nullable=False),
    Column("stack_id", String(1024), nullable=False, index=True),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("account_id", "region", "name"),
)

IMPORTS = Table(
    "imports",
    METADATA,
    Column("stack_id", String(1024), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("region", String(32), nullable=False),
    Column("stack_name", String(128), nullable=False),
    Column("name", String(255), nullable=False),
    PrimaryKeyConstraint("stack_id", "name"),
    Index("imports_by_name", "account_id", "region", "name"),
)

OPERATIONS = Table(
    "operations",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("operation_id", String(64), nullable=False, unique=True),
    Column("stack_id", String(1024), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("owner", String(255)),
    Column("is_live", Boolean, nullable=False),
    Column("cancel_requested", Boolean, nullable=False, default=False),
    Column("finished_at", Float),
    Column("result", String(64)),
    Column("document", Text, nullable=False),
    # One live operation a stack, whoever tries (DISTRIBUTED rule 3).
    Index(
        "one_live_operation",
        "stack_id",
        unique=True,
        sqlite_where=text("is_live"),
    ),
)

JOURNAL = Table(
    "journal",
    METADATA,
    Column("operation_id", String(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("now", Float, nullable=False),
    Column("input", Text, nullable=False),
    PrimaryKeyConstraint("operation_id", "sequence"),
)

TOKENS = Table(
    "request_tokens",
    METADATA,
    Column("scope", String(1024), nullable=False),
    Column("token", String(128), nullable=False),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("scope", "token"),
)

Migration = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = ()
"""From version 1 on: MIGRATIONS[0] leads from version 1 to version 2, and so on."""


class UnknownSchemaError(EnvironmentFaultError):
    """The database was written by a newer Landform, or by something else."""


def is_newest(connection: Connection) -> bool:
    """Whether the database is ours and of the newest version: `migrate` has nothing to do."""
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one():
        return False
    if not inspect(connection).has_table("schema_version"):
        return False
    versions = connection.execute(select(SCHEMA_VERSION.c.version)).scalars().all()
    return versions == [len(MIGRATIONS) + 1]


def migrate(connection: Connection, file: Path) -> None:
    """Bring an empty or older database to the newest version. Raises UnknownSchemaError.

    Args:
        file: of the database, for the message.
    """
    newest = len(MIGRATIONS) + 1
    foreign = connection.exec_driver_sql("PRAGMA user_version").scalar_one()  # we leave it at 0
    if foreign:
        raise _unknown(file, f"user_version {foreign}", newest)
    if not inspect(connection).has_table("schema_version"):
        METADATA.create_all(connection)
        connection.execute(insert(SCHEMA_VERSION).values(version=newest))
        return
    versions = connection.execute(select(SCHEMA_VERSION.c.version)).scalars().all()
    if len(versions) != 1 or versions[0] not in range(1, newest + 1):
        raise _unknown(file, ", ".join(str(each) for each in versions) or "none", newest)
    version = versions[0]
    for migration in MIGRATIONS[version - 1 :]:
        migration(connection)
    if version < newest:
        connection.execute(update(SCHEMA_VERSION).values(version=newest))


def _unknown(file: Path, version: str, newest: int) -> UnknownSchemaError:
    return UnknownSchemaError(
        f"{file}: its schema version ({version}) is unknown; this Landform knows 1 to {newest}",
        hint="use the Landform that wrote it, or give another --state",
    )
