"""The root of what may go wrong on purpose; it needs no Django, so that a limited process may raise it."""


class Refusal(Exception):
    """A rule or the data says no; `message` tells the user why and how to mend it."""

    def __init__(self, message: str, *, code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
