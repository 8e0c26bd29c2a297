"""The throw-away directory of one browser: profile, home, commands and temporary files.

Everything that the browser writes lies below it, so that its removal is the end of the session.
"""

from pathlib import Path

from devices.kit import Wiped
from devices.private_dir import PrivateDirectory, Purpose


class Profile:
    """One private directory, furnished for a browser."""

    def __init__(self, directory: PrivateDirectory) -> None:
        self._directory = directory
        self.path = directory.path

    @classmethod
    def make(cls, base: Path) -> "Profile":
        """An empty one below the base. Raises OSError."""
        profile = cls(PrivateDirectory.make(Purpose.BROWSER, base))
        for folder in (profile.home, profile.data, profile.temporary, profile.commands):
            folder.mkdir(mode=0o700)
        return profile

    @property
    def home(self) -> Path:
        return self.path / "home"

    @property
    def data(self) -> Path:
        """The browser's user data directory."""
        return self.path / "data"

    @property
    def commands(self) -> Path:
        """Commands that the browser finds before all others."""
        return self.path / "bin"

    @property
    def temporary(self) -> Path:
        return self.path / "tmp"

    def wipe(self, seconds: float = 2.0) -> Wiped:
        """Ends what still works on it, removes it, and looks whether anything is left; blocks."""
        return self._directory.wipe(seconds)
