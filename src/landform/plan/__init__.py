"""What will change: one graph, a diff with reasons, a verdict on replacement.

Plans are data; nothing acts here.
"""
