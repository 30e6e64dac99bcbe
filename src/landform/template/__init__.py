"""CloudFormation's language: text to declarations, declarations and facts to values.

Knows positions in the source; knows no resource type, no state and no service.
"""
