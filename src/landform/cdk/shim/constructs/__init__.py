"""Stands in for constructs."""

import sys
from importlib import import_module

sys.modules[__name__] = import_module("landform.cdk.constructs")
