"""A throw-away Chromium over its debugging pipe."""
