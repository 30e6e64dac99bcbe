"""Type stubs for the aws_cdk API, so that editors complete it and type checkers judge apps.

Classes of resource types come from the schema pack (`resources`), everything else from the API's data
(`modules`); `tree` writes the files.
"""
