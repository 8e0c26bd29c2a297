"""What may happen at the kiosk, and what follows: pure, the specification."""
