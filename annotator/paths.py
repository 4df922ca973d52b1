"""Where templates, static files and schema.sql are: in the checkout, or inside a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _resources(package: Path) -> Path:
    """Return the folder that holds templates/, static/ and schema.sql for this package folder."""
    return package if (package / "templates").is_dir() else package.parent


_RESOURCES = _resources(PACKAGE)

TEMPLATES = _RESOURCES / "templates"
STATIC = _RESOURCES / "static"
SCHEMA = _RESOURCES / "schema.sql"
