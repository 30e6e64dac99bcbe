"""The main job, shown: an ML platform is deployed to the embedded cloud, changed, broken and destroyed.

The platform is the app in ml_platform, unchanged: it says `import aws_cdk`. Every step is a command a person
could type in its folder; each is printed before it runs. A copy of the app, its assembly and the state lie in
a temporary folder.
Run: make demo
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from landform.server.local import LocalTarget

APP = Path(__file__).parent / "ml_platform"
BIGGER = ("-c", "instanceType=ml.g5.2xlarge")
BIGGEST = ("-c", "instanceType=ml.p4d.24xlarge")
# One more bucket, with the name that the store's bucket has already: making it must fail.
MISTAKE = """
from aws_cdk import aws_s3 as s3  # the mistake

captured = s3.Bucket(inference, "CapturedRequests", bucket_name=storage.bucket.bucket_name)
captured.node.add_dependency(inference.endpoint)
app.synth()
"""


def main() -> None:
    """Run the demo; exits with 1 when a step does not do what it should."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "ml_platform"
        shutil.copytree(APP, app, ignore=shutil.ignore_patterns("cdk.out", "__pycache__", ".landform"))
        run(app)
    print(f"\nDone in {time.perf_counter() - started:.0f} s.")


def run(app: Path) -> None:
    """All steps, in the folder of the app."""
    step("A Python app on aws_cdk, run without Node: three stacks that hand constructs to each other.")
    landform(app, "ls", "--app", "python app.py")
    step("Deploy them, each after those it uses.")
    landform(app, "deploy", "--yes")
    landform(app, "exports")
    step("A bigger GPU instance: the plan says what is replaced and why, before anything happens.")
    landform(app, "diff", "Inference", *BIGGER)
    landform(app, "deploy", "Inference", *BIGGER, "--yes")
    step("The resources exist: boto3 asks the embedded cloud.")
    show_resources(app)
    step("A change that fails half-way is rolled back: everything is as before.")
    source = app / "app.py"
    right = source.read_text(encoding="utf-8")
    source.write_text(with_mistake(right), encoding="utf-8")
    landform(app, "deploy", "Inference", *BIGGEST, "--yes", expected=1)
    source.write_text(right, encoding="utf-8")
    show_endpoints(app)
    step("Destroy everything, importers first; the models and their key are to be kept, so they stay.")
    landform(app, "destroy", "--yes")
    landform(app, "ls")
    show_resources(app)


def with_mistake(source: str) -> str:
    """The text of app.py with the mistake in it."""
    return source.replace("app.synth()\n", MISTAKE.lstrip())


def step(sentence: str) -> None:
    """Say what comes next."""
    print(f"\n\033[1m== {sentence}\033[0m" if sys.stdout.isatty() else f"\n== {sentence}", flush=True)


def landform(app: Path, *arguments: str, expected: int = 0) -> None:
    """Run one command in the app's folder and show it."""
    print(f"\n$ landform {shlex.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "landform.cli.main", *arguments]
    environment = {**os.environ, "LANDFORM_STATE": str(app / ".landform")}
    code = subprocess.run(command, check=False, cwd=app, env=environment).returncode
    if code != expected:
        sys.exit(f"landform ended with {code}, expected was {expected}")


def show_resources(app: Path) -> None:
    """What boto3 sees."""
    with LocalTarget(app / ".landform") as target:
        session = target.session()
        for vpc in session.client("ec2").describe_vpcs()["Vpcs"]:
            print(f"VPC      {vpc['VpcId']} {vpc['CidrBlock']}{' (default)' if vpc['IsDefault'] else ''}")
        for bucket in session.client("s3").list_buckets()["Buckets"]:
            print(f"bucket   {bucket['Name']}")
    show_endpoints(app)


def show_endpoints(app: Path) -> None:
    """The endpoints, their configurations and instance types, as SageMaker tells them."""
    with LocalTarget(app / ".landform") as target:
        client = target.session().client("sagemaker")
        for each in client.list_endpoints()["Endpoints"]:
            endpoint = client.describe_endpoint(EndpointName=each["EndpointName"])
            name = endpoint["EndpointConfigName"]
            config = client.describe_endpoint_config(EndpointConfigName=name)
            kind = config["ProductionVariants"][0]["InstanceType"]
            print(f"endpoint {endpoint['EndpointName']} {endpoint['EndpointStatus']} on {kind} ({name})")


if __name__ == "__main__":
    main()
