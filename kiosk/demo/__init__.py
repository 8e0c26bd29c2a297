"""The kiosk with simulated devices and a portal of its own."""
