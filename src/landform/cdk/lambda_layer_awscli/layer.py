"""The layer of the AWS CLI. Landform ships its command, not the CLI itself, which functions bring along."""

from typing import Any, Final

from landform.cdk.aws_lambda.code import Code
from landform.cdk.aws_lambda.layer_version import LayerVersion
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.custom_resource_provider import HANDLERS

COMMAND: Final = "/opt/awscli/aws"


class CliLayer(LayerVersion):
    """The layer, for functions of the library's own: they work with boto3 and call no command."""

    def __init__(self, scope: Any, id: str) -> None:
        code = Code.from_asset(str(HANDLERS / "aws_cli_layer"))
        super().__init__(scope, id, code=code, description=COMMAND)


class AwsCliLayer(CliLayer):
    """A layer with the command `/opt/awscli/aws`, which needs the Python package awscli beside it."""

    def __init__(self, scope: Any, id: str) -> None:
        super().__init__(scope, id)
        Annotations.of(self).add_warning_v2(
            "@landform/lambda-layer-awscli:withoutCli",
            "This layer has the command /opt/awscli/aws, but not the AWS CLI itself. Bring the Python "
            "package awscli along, in the function's code or in a layer of its own (pip install awscli "
            "--target python), or run the app with `--jsii`.",
        )
