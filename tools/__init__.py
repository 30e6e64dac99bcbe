"""Programs for those who work on Landform."""
