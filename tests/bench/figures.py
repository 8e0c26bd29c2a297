"""What was measured, and what it is measured against."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Series:
    """The same measured several times, in the unit of its figure."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def worst(self) -> float:
        return max(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table."""

    what: str
    unit: str
    ours: Series
    floor: Series | None = None
    """What the same costs without the kiosk, from the same run."""
    limit: float | None = None
    """In the figure's unit."""
    ratio_limit: float | None = None
    """Of our median to the floor's."""
    digits: int = 0

    @property
    def ratio(self) -> float | None:
        return self.ours.median / self.floor.median if self.floor else None

    @property
    def verdict(self) -> str:
        """Judged by the medians."""
        if self.ratio_limit is not None and self.ratio is not None:
            within = self.ratio <= self.ratio_limit
        elif self.limit is not None:
            within = self.ours.median <= self.limit
        else:
            return ""
        return "within" if within else "OVER"

    @property
    def budget(self) -> str:
        if self.ratio_limit is not None:
            return f"≤ {self.ratio_limit:g} × floor"
        return f"≤ {self.limit:g} {self.unit}" if self.limit is not None else ""
