"""Watches readers and cards through PC/SC, and fails closed."""
