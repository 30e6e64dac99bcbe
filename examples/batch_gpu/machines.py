"""The machines: a network, a fleet that grows and shrinks with the jobs, and their queue."""

from aws_cdk import CfnOutput, Stack
from aws_cdk import aws_batch as batch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from constructs import Construct

MAX_VCPUS = 64
JOB_VCPUS, JOB_MEMORY = 4, 15_000  # MiB: what a g5.xlarge leaves for a job


class MachinesStack(Stack):
    """Machines with GPUs, bought from the spot market while there are jobs."""

    def __init__(self, scope: Construct, id: str, *, instance_type: str) -> None:
        super().__init__(scope, id)
        vpc = ec2.Vpc(self, "Vpc", max_azs=2, nat_gateways=1)
        vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        group = ec2.SecurityGroup(self, "Group", vpc=vpc, description="machines of training jobs")
        fleet = batch.CfnComputeEnvironment(
            self,
            "Fleet",
            type="MANAGED",
            service_role=self._role("Service", "batch", "AWSBatchServiceRole").role_arn,
            compute_resources=batch.CfnComputeEnvironment.ComputeResourcesProperty(
                type="SPOT",
                allocation_strategy="SPOT_PRICE_CAPACITY_OPTIMIZED",
                minv_cpus=0,
                maxv_cpus=MAX_VCPUS,
                instance_types=[instance_type],
                instance_role=self._instance_profile().attr_arn,
                subnets=vpc.select_subnets(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS).subnet_ids,
                security_group_ids=[group.security_group_id],
            ),
        )
        self.queue = batch.CfnJobQueue(
            self,
            "Queue",
            priority=1,
            compute_environment_order=[
                batch.CfnJobQueue.ComputeEnvironmentOrderProperty(compute_environment=fleet.ref, order=1)
            ],
        )
        CfnOutput(self, "QueueArn", value=self.queue.ref)

    def _instance_profile(self) -> iam.CfnInstanceProfile:
        role = self._role("Machine", "ec2", "AmazonEC2ContainerServiceforEC2Role")
        return iam.CfnInstanceProfile(self, "MachineProfile", roles=[role.role_name])

    def _role(self, name: str, service: str, policy: str) -> iam.Role:
        managed = iam.ManagedPolicy.from_aws_managed_policy_name(f"service-role/{policy}")
        return iam.Role(
            self,
            f"{name}Role",
            assumed_by=iam.ServicePrincipal(f"{service}.amazonaws.com"),
            managed_policies=[managed],
        )
