"""The rotation of the secrets of databases."""

from typing import Any, ClassVar

from landform.cdk.aws_rds.database_secret import EXCLUDED


class WithRotation:
    """Adds the rotation of secrets to databases."""

    node: Any
    secret: Any
    engine: Any
    vpc: Any
    _subnets: Any
    _is_managed = False
    _word: ClassVar[str]

    @property
    def single_user_rotation_application(self) -> Any:
        """What rotates the secret of one user."""
        return self.engine.single_user_rotation_application

    @property
    def multi_user_rotation_application(self) -> Any:
        """What rotates secrets with the help of another user."""
        return self.engine.multi_user_rotation_application

    def add_rotation_single_user(self, **options: Any) -> Any:
        """Rotate the secret of the administrator; the options are those of `RotationSingleUserOptions`."""
        self._refuse("single")
        if self.node.try_find_child("RotationSingleUser") is not None:
            raise ValueError(f"A single user rotation was already added to this {self._word}.")
        return self._rotation(
            "RotationSingleUser",
            {**options, "secret": self.secret, "application": self.single_user_rotation_application},
        )

    def add_rotation_multi_user(self, id: str, *, secret: Any, **options: Any) -> Any:
        """Rotate another user's secret; the options are those of `RotationMultiUserOptions`."""
        self._refuse("multi")
        application = self.multi_user_rotation_application
        given = {**options, "secret": secret, "master_secret": self.secret, "application": application}
        return self._rotation(id, given)

    def _refuse(self, kind: str) -> None:
        if self._is_managed:
            raise ValueError(
                "Cannot add rotation when `manageMasterUserPassword` is enabled. RDS automatically"
                " rotates the"
                " master password when it manages the secret."
            )
        if self.vpc is None:
            raise ValueError(f"Cannot add {kind} user rotation for a {self._word} without VPC.")
        if self.secret is None:
            raise ValueError(f"Cannot add {kind} user rotation for a {self._word} without secret.")

    def _rotation(self, id: str, given: dict[str, Any]) -> Any:
        from landform.cdk.aws_secretsmanager.secret_rotation import SecretRotation

        defaults = {"vpc_subnets": self._subnets, "exclude_characters": EXCLUDED}
        named = {**defaults, **{name: value for name, value in given.items() if value is not None}}
        return SecretRotation(self, id, vpc=self.vpc, target=self, **named)
