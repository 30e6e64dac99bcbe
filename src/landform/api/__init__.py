"""The AWS wire protocols in front of the engine's use cases."""
