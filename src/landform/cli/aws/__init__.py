"""AWS itself as a target: whose credentials, which roles, which bootstrap resources."""
