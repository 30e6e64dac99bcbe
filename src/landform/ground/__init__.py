"""The words every room shares: diagnostics, statuses, values, records, the handler contract.

Nothing here imports another room, does I/O, or reads a clock.
"""
