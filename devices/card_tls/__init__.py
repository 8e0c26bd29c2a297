"""Mutual TLS with the card's own key, by stunnel."""
