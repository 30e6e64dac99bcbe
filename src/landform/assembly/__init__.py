"""The cloud assembly format: what an app writes and a deployment tool reads."""
