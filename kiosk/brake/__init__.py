"""Makes whoever tries passwords or codes wait, longer and longer. Other ways in stay open.

policy   how long, and what is forgotten: pure
moment   time that cannot be turned back
record   what is kept
file     where it is kept, so that a restart frees nobody
brake    the four together
"""

from kiosk.brake.brake import Attempt, Brake

__all__ = ["Attempt", "Brake"]
