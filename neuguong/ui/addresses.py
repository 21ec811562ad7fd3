"""Codes as a part of an address, whatever signs an office puts into them."""

from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """A code without "/": one inside is written "~1", and "~" itself "~0"."""

    def to_python(self, value: str) -> str:
        """Read the code back."""
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: object) -> str:
        """Write the code."""
        return str(value).replace("~", "~0").replace("/", "~1")
