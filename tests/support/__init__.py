"""Real components, started for tests."""
