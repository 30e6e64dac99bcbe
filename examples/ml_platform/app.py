"""An ML platform in three stacks: a network, a store for models, and a model behind an endpoint.

The stacks hand constructs to each other; exports, imports and the order of deployment follow from that.
Run: landform deploy                              (in this folder)
     landform diff -c instanceType=ml.g5.2xlarge
"""

from aws_cdk import App
from inference import InferenceStack
from network import NetworkStack
from settings import InferenceSettings
from storage import StorageStack

app = App()
network = NetworkStack(app, "Network")
storage = StorageStack(app, "Storage")
inference = InferenceStack(
    app, "Inference", network=network, storage=storage, settings=InferenceSettings.from_context(app)
)
app.synth()
