"""Who may administer a database.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
"""

from abc import abstractmethod
from typing import Any

from landform.cdk.aws_rds.database_secret import DatabaseSecret
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.secret_value import SecretValue

ADMIN = "admin"
_MANAGED_TAKES_NOT = (
    "password",
    "username_as_string",
    "secret",
    "secret_name",
    "exclude_characters",
    "replica_regions",
)


class Credentials(AbstractChecked):
    """A user, with a password or a secret that holds one."""

    encryption_key: Any = None
    exclude_characters: str | None = None
    password: SecretValue | None = None
    replica_regions: Any = None
    secret: Any = None
    secret_name: str | None = None
    username_as_string: bool | None = None

    @property
    @abstractmethod
    def username(self) -> str:
        """The name of the user."""

    @staticmethod
    def from_generated_secret(username: str, **options: Any) -> "Credentials":
        """A password that is generated; the options are those of `CredentialsBaseOptions`."""
        return _Credentials(username, username_as_string=True, **options)

    @staticmethod
    def from_password(username: str, password: SecretValue) -> "Credentials":
        """A password that exists."""
        return _Credentials(username, password=password, username_as_string=True)

    @staticmethod
    def from_username(username: str, **options: Any) -> "Credentials":
        """A password that is generated unless it is given; the options are those of
        `CredentialsFromUsernameOptions`.
        """
        return _Credentials(username, **options)

    @staticmethod
    def from_secret(secret: Any, username: str | None = None) -> "Credentials":
        """A secret with `username` and `password`."""
        name = username or secret.secret_value_from_json("username").unsafe_unwrap()
        return _Credentials(
            name,
            password=secret.secret_value_from_json("password"),
            encryption_key=secret.encryption_key,
            secret=secret,
        )


class _Credentials(Credentials):
    def __init__(self, username: str, **options: Any) -> None:
        self._username = username
        for name, value in options.items():
            setattr(self, name, value)

    @property
    def username(self) -> str:
        return self._username


class SnapshotCredentials(AbstractChecked):
    """A password that replaces the one a snapshot was made with."""

    encryption_key: Any = None
    exclude_characters: str | None = None
    password: SecretValue | None = None
    replace_on_password_criteria_changes: bool | None = None
    replica_regions: Any = None
    secret: Any = None
    username: str | None = None

    @property
    @abstractmethod
    def generate_password(self) -> bool:
        """Whether it is generated."""

    @staticmethod
    def from_generated_secret(username: str, **options: Any) -> "SnapshotCredentials":
        """A password that is generated, again when what it may be changes."""
        return _Snapshot(True, username=username, replace_on_password_criteria_changes=True, **options)

    @staticmethod
    def from_generated_password(username: str, **options: Any) -> "SnapshotCredentials":
        """A password that is generated once."""
        return _Snapshot(True, username=username, **options)

    @staticmethod
    def from_password(password: SecretValue) -> "SnapshotCredentials":
        """A password that exists."""
        return _Snapshot(False, password=password)

    @staticmethod
    def from_secret(secret: Any) -> "SnapshotCredentials":
        """A secret with `password`."""
        password = secret.secret_value_from_json("password")
        return _Snapshot(False, secret=secret, password=password)


class _Snapshot(SnapshotCredentials):
    def __init__(self, generates: bool, **options: Any) -> None:
        self._generates = generates
        for name, value in options.items():
            setattr(self, name, value)

    @property
    def generate_password(self) -> bool:
        return self._generates


def rendered(scope: Any, engine: Any, credentials: Credentials | None) -> Credentials:
    """Credentials with a password; a secret is made where none was given."""
    found = credentials or Credentials.from_username(engine.default_username or ADMIN)
    if found.secret is not None or found.password is not None:
        return found
    secret = DatabaseSecret(
        scope,
        "Secret",
        username=found.username,
        secret_name=found.secret_name,
        encryption_key=found.encryption_key,
        exclude_characters=found.exclude_characters,
        # The name is said as text since the password is generated anew with other criteria.
        replace_on_password_criteria_changes=credentials.username_as_string
        if credentials is not None
        else None,
        replica_regions=found.replica_regions,
    )
    as_text = credentials is not None and credentials.username_as_string
    return Credentials.from_secret(secret, found.username if as_text else None)


def rendered_snapshot(scope: Any, id: str, credentials: SnapshotCredentials | None) -> tuple[Any, str | None]:
    """The secret and the password for what comes from a snapshot."""
    if credentials is None:
        return None, None
    secret = credentials.secret
    if secret is None and credentials.generate_password:
        if not credentials.username:
            raise ValueError(
                "`credentials` `username` must be specified when `generatePassword` is set to true"
            )
        secret = DatabaseSecret(
            scope,
            id,
            username=credentials.username,
            encryption_key=credentials.encryption_key,
            exclude_characters=credentials.exclude_characters,
            replace_on_password_criteria_changes=credentials.replace_on_password_criteria_changes,
            replica_regions=credentials.replica_regions,
        )
    if secret is not None:
        return secret, secret.secret_value_from_json("password").unsafe_unwrap()
    return None, credentials.password.unsafe_unwrap() if credentials.password is not None else None


def check_managed(credentials: Credentials | None) -> None:
    """Refuse what cannot be said when RDS manages the password."""
    if credentials is None:
        return
    wrong = [name for name in _MANAGED_TAKES_NOT if getattr(credentials, name)]
    if wrong:
        raise ValueError(
            "When manageMasterUserPassword is enabled, only 'username' and 'encryptionKey' are allowed in"
            f" credentials. Found unsupported properties: {', '.join(wrong)}."
        )


def managed(engine: Any, credentials: Credentials | None) -> dict[str, Any]:
    """The properties of a password that RDS manages."""
    check_managed(credentials)
    key = credentials.encryption_key if credentials is not None else None
    return {
        "master_username": credentials.username
        if credentials is not None
        else (engine.default_username or ADMIN),
        "manage_master_user_password": True,
        "master_user_secret": {"KmsKeyId": key.key_arn} if key is not None else None,
    }
