"""Facts about resource types: what a type declares, never how it is created.

Knows no template and no state.
"""
