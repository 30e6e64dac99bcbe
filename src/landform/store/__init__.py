"""What is remembered: stacks, operations, journal, resources, events, change sets.

Knows rows and versions, not what a status means.
"""
