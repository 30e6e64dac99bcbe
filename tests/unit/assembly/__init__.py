"""Tests of the cloud assembly format."""
