"""The whole product, as a person meets it: `kiosk run` in a terminal, on real components."""
