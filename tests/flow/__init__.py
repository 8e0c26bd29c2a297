"""The flow, explored from end to end."""
