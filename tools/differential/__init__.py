"""Makes the cases of tests/differential: calls from the API, answered by aws-cdk-lib."""
