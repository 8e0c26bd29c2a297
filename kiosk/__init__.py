"""The sign-in kiosk: rules, ways in, and the application that joins them."""

__version__ = "0.1.0"
