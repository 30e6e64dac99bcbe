"""Calls of every native class, generated from the API and answered by aws-cdk-lib."""
