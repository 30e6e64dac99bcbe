"""A class for every public resource type, made from the schema when it is first asked for."""
