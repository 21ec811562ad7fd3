"""Django's two engines, with work that is done last in a transaction."""
