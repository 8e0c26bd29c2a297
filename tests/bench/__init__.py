"""The budgets of speed and size: `make bench` measures them on the real stack."""
