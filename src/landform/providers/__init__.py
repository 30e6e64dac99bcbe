"""Who does the work, one handler request at a time. Knows no stack, no other resource, no rollback."""
