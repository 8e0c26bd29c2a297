"""Why a form is not sent as it was to be. Texts of these errors are for the log.

They name controls, and never say what was typed.
"""


class FormError(Exception):
    """Base of both; nothing has been sent."""


class DoesNotFit(FormError):
    """A browser would have let less be typed: the portal would get something else."""


class Incomplete(FormError):
    """A control that must be filled in would be sent empty: a browser would send nothing."""
