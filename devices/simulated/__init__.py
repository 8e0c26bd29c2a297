"""Devices that are not there, behind the same seam as the real ones: for the demo and for tests."""

from devices.simulated.card import AS_REAL, AT_ONCE, Pace, SimulatedCard
from devices.simulated.chip import Chip, Fault, Key
from devices.simulated.reader import SimulatedReaders

__all__ = [
    "AS_REAL",
    "AT_ONCE",
    "Chip",
    "Fault",
    "Key",
    "Pace",
    "SimulatedCard",
    "SimulatedReaders",
]
