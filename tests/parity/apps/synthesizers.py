"""Synthesizers and all their options."""

from aws_cdk import (
    App,
    BootstraplessSynthesizer,
    CfnResource,
    CliCredentialsStackSynthesizer,
    DefaultStackSynthesizer,
    Environment,
    NestedStack,
    Stack,
)

app = App(default_stack_synthesizer=DefaultStackSynthesizer(qualifier="app1"))
env = Environment(account="111122223333", region="eu-west-1")


def filled(stack: Stack) -> None:
    CfnResource(NestedStack(stack, "Part"), "R", type="Custom::R")


filled(Stack(app, "FromApp"))
filled(Stack(app, "Qualifier", synthesizer=DefaultStackSynthesizer(qualifier="abc123"), env=env))
filled(
    Stack(
        app,
        "Everything",
        synthesizer=DefaultStackSynthesizer(
            bootstrap_stack_version_ssm_parameter="/my/version",
            bucket_prefix="pre/",
            cloud_formation_execution_role="arn:${AWS::Partition}:iam::${AWS::AccountId}:role/exec",
            deploy_role_arn="arn:${AWS::Partition}:iam::${AWS::AccountId}:role/deploy-${Qualifier}",
            deploy_role_external_id="d",
            docker_tag_prefix="t-",
            file_assets_bucket_name="files-${AWS::Region}",
            file_asset_publishing_role_arn="arn:aws:iam::1:role/f",
            file_asset_publishing_external_id="f",
            image_assets_repository_name="images",
            image_asset_publishing_role_arn="arn:aws:iam::1:role/i",
            lookup_role_arn="arn:aws:iam::1:role/l",
            lookup_role_external_id="l",
            qualifier="q",
        ),
    )
)
filled(Stack(app, "NoRule", synthesizer=DefaultStackSynthesizer(generate_bootstrap_version_rule=False)))
filled(
    Stack(app, "NoLookup", synthesizer=DefaultStackSynthesizer(use_lookup_role_for_stack_operations=False))
)
filled(Stack(app, "Cli", synthesizer=CliCredentialsStackSynthesizer()))
filled(
    Stack(
        app,
        "CliAll",
        synthesizer=CliCredentialsStackSynthesizer(
            bucket_prefix="x/", file_assets_bucket_name="b-${Qualifier}", qualifier="zz"
        ),
        env=env,
    )
)
Stack(
    app,
    "Bootstrapless",
    synthesizer=BootstraplessSynthesizer(
        cloud_formation_execution_role_arn="arn:aws:iam::1:role/c", deploy_role_arn="arn:aws:iam::1:role/d"
    ),
)
Stack(app, "BootstraplessBare", synthesizer=BootstraplessSynthesizer(), env=env)
app.synth()
