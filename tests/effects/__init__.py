"""What the flow asks for, done on simulated devices and a real portal."""
