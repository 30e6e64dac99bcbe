"""Calls of aws_lambda_event_sources."""

from typing import Final

OWN: Final = [(r"aws_lambda_event_sources\.ApiEventSource", "path", ("/a", "/b/{c}"))]
