"""Apps whose templates are compared with those of aws-cdk-lib."""
