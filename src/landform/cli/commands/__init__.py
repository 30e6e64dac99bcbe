"""The commands, one noun a module; each module is imported when its command is called, never earlier."""
