"""What is written into the empty profile before Chromium starts.

Chromium 156 honours the preferences behind its enterprise policies when they come from the profile
as well (measured for each one here), so no file in /etc is needed; policies of the machine's
administrator still stand above them.
"""

import json
from collections.abc import Sequence

from devices.browser.profile import Profile
from devices.browser.settings import BrowserSettings, languages


def write_preferences(settings: BrowserSettings, profile: Profile) -> None:
    """Writes the two files, and what else keeps the browser to itself; blocks. Raises OSError."""
    folder = profile.data / "Default"
    folder.mkdir(mode=0o700)
    (folder / "Preferences").write_text(json.dumps(_preferences(settings, profile)))
    (profile.data / "Local State").write_text(json.dumps(_LOCAL_STATE))
    for command in _OTHER_PROGRAMS:
        (profile.commands / command).symlink_to("/bin/false")


_OTHER_PROGRAMS = ("xdg-open", "xdg-email", "xdg-mime", "xdg-settings")
"""Through them a downloaded file would open in a program that the kiosk knows nothing of."""

_LOCAL_STATE = {
    # A file dialog would show the whole disk and save outside the profile.
    "select_file_dialogs": {"allowed": False},
    "task_manager": {"end_process_enabled": False},
    "user_experience_metrics": {"reporting_enabled": False},
}


def _preferences(settings: BrowserSettings, profile: Profile) -> dict[str, object]:
    tags = ",".join(languages(settings.language))
    downloads = str(profile.home / "Downloads")
    return {
        "intl": {"accept_languages": tags, "selected_languages": tags},
        "policy": {"url_blocklist": ["*"], "url_allowlist": allow_list(settings.allowed_hosts)},
        # Goes to https first; plain http is not on the list and is blocked.
        "https_only_mode_enabled": True,
        "ssl": {"error_override_allowed": False},
        "incognito": {"mode_availability": 1},
        # Otherwise the session's cookies go with its last window, while a sign-off needs them.
        "session": {"restore_on_startup": 1},
        "homepage": _home(settings.allowed_hosts),
        "homepage_is_newtabpage": False,
        "credentials_enable_service": False,
        "credentials_enable_autosignin": False,
        "profile": {
            "password_manager_enabled": False,
            "default_content_setting_values": {
                "geolocation": 2,
                "media_stream_camera": 2,
                "media_stream_mic": 2,
                "notifications": 2,
            },
        },
        "autofill": {"profile_enabled": False, "credit_card_enabled": False},
        "signin": {"allowed": False, "allowed_on_next_startup": False},
        "search": {"suggest_enabled": False},
        "alternate_error_pages": {"enabled": False},
        "safebrowsing": {"enabled": False, "enhanced": False},
        "translate": {"enabled": False},
        "browser": {"enable_spellchecking": False, "check_default_browser": False},
        "bookmark_bar": {"show_on_all_tabs": False},
        "download": {"default_directory": downloads, "prompt_for_download": False},
        "savefile": {"default_directory": downloads},
    }


def allow_list(hosts: Sequence[str]) -> list[str]:
    """In the filter's language a leading dot means exactly this host; without, all below it too.

    It has no word for "below, but not itself": there only the resolver's rules are as narrow as
    devices/hosts.py.
    """
    allowed = [
        f"https://{host[2:]}" if host.startswith("*.") else f"https://.{host}" for host in hosts
    ]
    # Frames that a page makes out of its own text; Chromium opens no window on them.
    return [*allowed, "data:*"]


def _home(hosts: Sequence[str]) -> str:
    """Alt+Home leads to the portal."""
    return next((f"https://{host}/" for host in hosts if not host.startswith("*.")), "about:blank")
