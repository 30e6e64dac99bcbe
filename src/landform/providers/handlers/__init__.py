"""Native handlers: how each resource type is made of a service's API operations.

One file per service family, each with a tuple HANDLERS. `table` finds them; `run` carries them out.
"""
