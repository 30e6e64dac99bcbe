"""Code that stacks take along: functions which serve the library's own custom resources."""
