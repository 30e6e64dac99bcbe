"""An ML platform in three stacks: a network, a store for models, and a model behind an endpoint.

The stacks hand constructs to each other; exports, imports and the order of deployment follow from that.
Run: landform deploy                              (in this folder)
     landform diff -c instanceType=ml.g5.2xlarge
"""

from aws_cdk import App
from inference import InferenceStack
from network import NetworkStack
from storage import StorageStack

app = App()
network = NetworkStack(app, "Network")
storage = StorageStack(app, "Storage")
InferenceStack(
    app,
    "Inference",
    network=network,
    storage=storage,
    instance_type=app.node.try_get_context("instanceType") or "ml.g5.xlarge",
    instance_count=int(app.node.try_get_context("instanceCount") or 1),
)
app.synth()
