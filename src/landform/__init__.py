"""Landform: infrastructure as code in Python for people who provision compute on AWS."""

__version__ = "0.1.0"
