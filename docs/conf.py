"""How `make docs` builds these pages: Sphinx with MyST, so they are Markdown here and on any code host."""

from landform import __version__

project = "Landform"
author = "The Landform authors"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"Landform {__version__}"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
