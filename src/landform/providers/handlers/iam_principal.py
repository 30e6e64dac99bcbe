"""AWS IAM: what roles, users and groups have in common."""

from collections.abc import Mapping

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode
from landform.providers.errors import handler_error_code
from landform.providers.handlers.model import ID, Call, Hook, Prop, Update, from_json_text, json_text
from landform.providers.handlers.view import View
from landform.providers.handlers.work import Work


class Principal:
    """What roles, users and groups have in common: attached and inline policies.

    `kind` is the word inside the API operations' names.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.key = f"{kind}Name"

    def set_managed(self, work: Work) -> None:
        """Attach what is new, detach what is gone."""
        wanted = work.desired.texts("ManagedPolicyArns")
        before = work.present(
            work.previous.texts("ManagedPolicyArns"), wanted, lambda: self.managed(work) or ()
        )
        for arn in before:
            if arn not in wanted:
                self._call(work, f"Detach{self.kind}Policy", PolicyArn=arn)
        for arn in wanted:
            if arn not in before:
                self._call(work, f"Attach{self.kind}Policy", PolicyArn=arn)

    def set_inline(self, work: Work) -> None:
        """Put what is wanted, delete what is gone."""
        wanted = work.desired.by_name("Policies", "PolicyName")
        before = work.previous.by_name("Policies", "PolicyName")
        for name in before:
            if name not in wanted:
                self._call(work, f"Delete{self.kind}Policy", PolicyName=name)
        for name, policy in wanted.items():
            if before.get(name) != policy:
                document = json_text(policy.get("PolicyDocument"))
                self._call(work, f"Put{self.kind}Policy", PolicyName=name, PolicyDocument=document)

    def managed(self, work: Work) -> list[str] | None:
        """The attached policies as the property has them."""
        found = self._call(work, f"ListAttached{self.kind}Policies").structures("AttachedPolicies")
        return [each.text("PolicyArn") for each in found] or None

    def inline(self, work: Work) -> object:
        """The principal's own inline policies: those of AWS::IAM::Policy resources are not among them."""
        wanted = work.desired.by_name("Policies", "PolicyName")
        names = self._call(work, f"List{self.kind}Policies").texts("PolicyNames")
        policies = []
        for name in names:
            if name in wanted:
                found = self._call(work, f"Get{self.kind}Policy", PolicyName=name)
                document = from_json_text(found.get("PolicyDocument"))
                policies.append({"PolicyName": name, "PolicyDocument": document})
        return policies or None

    def strip(self, work: Work) -> None:
        """Take off what the resource itself put on, so that the principal can be deleted.

        Attachments made by others stay and make the deletion fail, as with AWS.
        """
        for arn in work.previous.texts("ManagedPolicyArns"):
            self._quietly(work, f"Detach{self.kind}Policy", PolicyArn=arn)
        for name in work.previous.by_name("Policies", "PolicyName"):
            self._quietly(work, f"Delete{self.kind}Policy", PolicyName=name)

    def _call(self, work: Work, operation: str, **parameters: str) -> View:
        return work.call(operation, {self.key: work.physical_id, **parameters})

    def _quietly(self, work: Work, operation: str, **parameters: str) -> None:
        ignoring_absence(work, operation, {self.key: work.physical_id, **parameters})

    def updates(self) -> tuple[Update, ...]:
        """The steps of both kinds of policies."""
        return (
            Update(
                properties=("ManagedPolicyArns",),
                action=Hook(function=self.set_managed, reads=("ManagedPolicyArns",)),
                on_create=True,
            ),
            Update(
                properties=("Policies",),
                action=Hook(function=self.set_inline, reads=("Policies",)),
                on_create=True,
            ),
        )

    def boundary(self) -> Update:
        """The step of the permissions boundary."""
        return Update(
            properties=("PermissionsBoundary",),
            action=Call(
                f"Put{self.kind}PermissionsBoundary",
                {self.key: ID, "PermissionsBoundary": Prop("PermissionsBoundary")},
            ),
            removed=Call(f"Delete{self.kind}PermissionsBoundary", {self.key: ID}),
        )


def ignoring_absence(work: Work, operation: str, parameters: Mapping[str, object]) -> None:
    """Make a call whose target may be gone already."""
    try:
        work.call(operation, parameters)
    except ServiceError as error:
        if handler_error_code(error) is not HandlerErrorCode.NOT_FOUND:
            raise
