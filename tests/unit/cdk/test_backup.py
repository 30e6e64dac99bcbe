"""Backups. Expected values and texts are what aws-cdk-lib 2.275 gives."""

import pytest

from landform.cdk import App, CfnResource, Duration, Stack
from landform.cdk import aws_backup as backup
from landform.cdk import aws_dynamodb as dynamodb
from landform.cdk import aws_ec2 as ec2
from landform.cdk import aws_efs as efs
from landform.cdk import aws_rds as rds
from landform.cdk import aws_s3 as s3
from landform.cdk.assertions import Template
from landform.cdk.constructs import Construct


@pytest.fixture
def stack() -> Stack:
    return Stack(App(), "S")


def _selected(stack: Stack, *resources: backup.BackupResource) -> object:
    plan = backup.BackupPlan.daily35_day_retention(stack, "Plan")
    plan.add_selection("Selection", resources=list(resources))
    found = Template.from_stack(stack).find_resources("AWS::Backup::BackupSelection")
    (selection,) = found.values()
    return selection["Properties"]["BackupSelection"]


def test_everything_below_a_construct_that_can_be_backed_up_is_chosen(stack: Stack) -> None:
    below = Construct(stack, "C")
    dynamodb.CfnTable(below, "T", key_schema=[])
    efs.CfnFileSystem(below, "F")
    ec2.CfnInstance(below, "I")
    ec2.CfnVolume(below, "V", availability_zone="a")
    rds.CfnDBInstance(below, "D")
    rds.CfnDBInstance(below, "OfCluster", db_cluster_identifier="x")
    rds.CfnDBCluster(below, "DC")
    s3.CfnBucket(below, "B")
    CfnResource(below, "Other", type="AWS::DynamoDB::Table")
    found = _selected(stack, backup.BackupResource.from_construct(below))
    assert isinstance(found, dict)
    ends = [each["Fn::Join"][1][-2] for each in found["Resources"]]
    assert ends == [":table/", ":file-system/", ":instance/", ":volume/", ":db:", ":cluster:"]


def test_a_selection_may_choose_nothing(stack: Stack) -> None:
    found = _selected(stack, backup.BackupResource.from_construct(Construct(stack, "Empty")))
    assert isinstance(found, dict)
    assert set(found) == {"IamRoleArn", "SelectionName"}


def test_a_plan_whose_rules_name_their_vaults_has_none_of_its_own(stack: Stack) -> None:
    vault = backup.BackupVault.from_backup_vault_name(stack, "V", "n")
    plan = backup.BackupPlan(stack, "P", backup_plan_rules=[backup.BackupPlanRule.daily(vault)])
    Template.from_stack(stack).resource_count_is("AWS::Backup::BackupVault", 0)
    with pytest.raises(ValueError, match="No backup vault!"):
        _ = plan.backup_vault


def test_copies_stay_in_cold_storage_for_ninety_days(stack: Stack) -> None:
    copy = backup.BackupPlanCopyActionProps(
        destination_backup_vault=backup.BackupVault.from_backup_vault_name(stack, "V", "n"),
        delete_after=Duration.days(119),
        move_to_cold_storage_after=Duration.days(30),
    )
    with pytest.raises(ValueError, match="must at least 90 days later"):
        backup.BackupPlanRule(copy_actions=[copy])


def test_a_long_path_gives_the_end_of_its_unique_name(stack: Stack) -> None:
    scope: Construct = stack
    for number in range(6):
        scope = Construct(scope, f"VeryLongNameOfConstruct{number}")
    backup.BackupVault(scope, "Vault-x")
    name = "OfConstruct4VeryLongNameOfConstruct5Vaultx91C0B71B"
    Template.from_stack(stack).has_resource_properties("AWS::Backup::BackupVault", {"BackupVaultName": name})
