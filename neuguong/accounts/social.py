"""allauth's part for accounts of other providers, without loading those providers in every command."""

from importlib import import_module

from allauth.socialaccount.apps import SocialAccountConfig


class QuietSocialConfig(SocialAccountConfig):  # type: ignore[misc]
    """Leaves loading the providers to the pages of sign-in: they bring a quarter of a second of packages."""

    def ready(self) -> None:
        """Register the checks alone."""
        import_module("allauth.socialaccount.checks")
