"""The doors: the in-process transport for boto3."""
