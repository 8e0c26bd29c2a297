"""Does what the flow asks for, and answers with events."""
