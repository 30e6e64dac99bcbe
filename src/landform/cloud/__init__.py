"""The embedded cloud: moto in process and the twin. Knows its services' state, and no stacks."""
