"""Use cases, the driver loop, lookups and the clock: all lower rooms, joined."""
