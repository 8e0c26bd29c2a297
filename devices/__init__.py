"""The outside world: readers, cards, card TLS, browser. Usable without the kiosk."""
