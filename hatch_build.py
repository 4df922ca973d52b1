"""Fetch what the pages need from other packages while the project is built or installed."""

import shutil
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The wheel of the first comes into the build environment by pyproject.toml, at an exact version.
HTMX_PACKAGE = "django-htmx"
HTMX_SOURCE = "django_htmx/static/django_htmx/htmx-2.min.js"
HTMX_TARGET = "static/vendor/htmx.min.js"


class VendorHook(BuildHookInterface[Any]):
    """Copy htmx out of the package that carries it, so that it is never committed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill static/vendor/; a wheel takes it and schema.sql along, both sit ready otherwise."""
        target = Path(self.root, HTMX_TARGET)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(distribution(HTMX_PACKAGE).locate_file(HTMX_SOURCE)), target)
        build_data["artifacts"].append(f"/{HTMX_TARGET}")  # git ignores it, the wheel must not
        if version == "standard":
            build_data["force_include"]["schema.sql"] = "annotator/schema.sql"
