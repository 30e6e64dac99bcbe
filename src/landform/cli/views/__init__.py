"""What is shown: each view takes plain records and gives text; nothing here calls an API."""
