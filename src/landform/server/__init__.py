"""The doors: the in-process transport for boto3, and one port for every client."""
