"""How it happens: a stack operation as a deterministic machine, inputs in, commands out.

Give `Deployment` a `DeploymentSpec` (spec), hand it inputs and perform its commands (messages); `codec`
writes inputs for the journal. The machine knows neither clock nor storage nor provider: docs/decisions/0002.
"""
