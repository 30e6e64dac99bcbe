"""The embedded cloud: AWS's services in this process, kept in a file of their own.

Most services are moto's, reached without a network; every other resource type is a twin. This room knows
its services' state and nothing of stacks. Importing it imports neither boto3 nor moto: that happens at
the first request.
"""
