"""How it happens: a deterministic machine, inputs in, commands out. Knows no clock, storage or provider."""
