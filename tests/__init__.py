"""Landform's tests mirror its rooms."""
