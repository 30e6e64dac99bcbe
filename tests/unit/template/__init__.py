"""Tests of the template room."""
