"""The main job, shown: an ML platform is deployed to the embedded cloud, changed, broken and destroyed.

Every step is a command a person could type; each is printed before it runs. The state lies in a temporary
folder.
Run: make demo
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from landform.server.local import LocalTarget

HERE = Path(__file__).parent.relative_to(Path.cwd()) if Path.cwd() in Path(__file__).parents else Path()
TEMPLATES = [str(HERE / f"{name}.yaml") for name in ("network", "storage", "inference")]
# A bucket with the name the storage stack has already taken: its creation must fail.
COLLISION = """
  Collision:
    Type: AWS::S3::Bucket
    DependsOn: Endpoint
    Properties:
      BucketName: !Sub "ml-models-${AWS::AccountId}-${AWS::Region}"
"""


def main() -> None:
    """Run the demo; exits with 1 when a step does not do what it should."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / ".landform"
        step("Deploy three stacks; the ML stack imports the network's and the storage's exports.")
        landform(state, "deploy", *TEMPLATES, "--yes")
        landform(state, "exports")
        step("A bigger GPU instance: the plan says what is replaced and why, before anything happens.")
        landform(state, "diff", TEMPLATES[2], "-p", "InstanceType=ml.g5.2xlarge")
        landform(state, "deploy", TEMPLATES[2], "-p", "InstanceType=ml.g5.2xlarge", "--yes")
        step("The resources exist: boto3 asks the embedded cloud.")
        show_resources(state)
        step("A change that fails half-way is rolled back: everything is as before.")
        broken = Path(folder) / "inference.yaml"
        broken.write_text(Path(TEMPLATES[2]).read_text().replace("\nOutputs:", COLLISION + "\nOutputs:"))
        landform(state, "deploy", str(broken), "-p", "InstanceType=ml.p4d.24xlarge", "--yes", expected=1)
        show_endpoint(state)
        step("Destroy everything, importers first.")
        landform(state, "destroy", "network", "storage", "inference", "--yes")
        landform(state, "ls")
    print(f"\nDone in {time.perf_counter() - started:.0f} s.")


def step(sentence: str) -> None:
    """Say what comes next."""
    print(f"\n\033[1m== {sentence}\033[0m" if sys.stdout.isatty() else f"\n== {sentence}", flush=True)


def landform(state: Path, *arguments: str, expected: int = 0) -> None:
    """Run one command and show it."""
    print(f"\n$ landform {' '.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "landform.cli.main", "--state", str(state), *arguments]
    code = subprocess.run(command, check=False).returncode
    if code != expected:
        sys.exit(f"landform ended with {code}, expected was {expected}")


def show_resources(state: Path) -> None:
    """What boto3 sees."""
    with LocalTarget(state) as target:
        session = target.session()
        for vpc in session.client("ec2").describe_vpcs()["Vpcs"]:
            print(f"VPC      {vpc['VpcId']} {vpc['CidrBlock']}{' (default)' if vpc['IsDefault'] else ''}")
        for bucket in session.client("s3").list_buckets()["Buckets"]:
            print(f"bucket   {bucket['Name']}")
    show_endpoint(state)


def show_endpoint(state: Path) -> None:
    """The endpoint, its configuration and its instance type, as SageMaker tells them."""
    with LocalTarget(state) as target:
        client = target.session().client("sagemaker")
        for each in client.list_endpoints()["Endpoints"]:
            endpoint = client.describe_endpoint(EndpointName=each["EndpointName"])
            name = endpoint["EndpointConfigName"]
            config = client.describe_endpoint_config(EndpointConfigName=name)
            kind = config["ProductionVariants"][0]["InstanceType"]
            print(f"endpoint {endpoint['EndpointName']} {endpoint['EndpointStatus']} on {kind} ({name})")


if __name__ == "__main__":
    main()
