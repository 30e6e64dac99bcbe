"""The landform command: a CloudFormation client like any other, plus views."""
