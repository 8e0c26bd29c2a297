"""What the doctor sees: one file per screen."""
