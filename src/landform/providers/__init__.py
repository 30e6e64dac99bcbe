"""Who does the work: native handlers over a service's API, and the twin for all other types.

A provider answers one handler request at a time. It knows nothing of stacks, other resources or rollback.
"""
