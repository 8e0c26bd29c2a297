"""What an administrator may ask of the browser, and how it is called."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from devices.browser.preferences import write_preferences
from devices.browser.profile import Profile
from devices.browser.settings import BrowserSettings, accept_language, refused_arguments
from devices.browser.switches import command_line, environment


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("fr", "fr-FR,fr;q=0.9,en;q=0.8"),
        ("fr-BE", "fr-BE,fr;q=0.9,en;q=0.8"),
        ("en", "en-GB,en;q=0.9"),
        ("de", "de,en;q=0.9"),
    ],
)
def test_sites_are_asked_for_the_kiosk_s_language_first(language: str, header: str) -> None:
    assert accept_language(language) == header


@pytest.mark.parametrize(
    "argument",
    [
        "--ignore-certificate-errors",
        "--ignore-certificate-errors=1",
        "--host-resolver-rules=",
        "--remote-debugging-port=9222",
        "--no-sandbox",
        "--user-data-dir=/home/kiosk",
        "--ssl-key-log-file=/tmp/keys",
        "--no-sandbox ",
        "--disable-gpu-sandbox",
        "--disable-seccomp-filter-sandbox",
        "--no-zygote",
        "--no-unsandboxed-zygote",
        "--in-process-gpu",
        "--disable-site-isolation-trials",
        "--renderer-cmd-prefix=/home/kiosk/wrap",
        "--utility-cmd-prefix=/home/kiosk/wrap",
        "--gpu-launcher=/home/kiosk/wrap",
        "--proxy-server=ailleurs.example",
        "--proxy-pac-url=https://ailleurs.example/",
        "--user-agent=Autre",
        "--enable-automation",
        "--disable-extensions-except=/home/kiosk/extension",
        "--log-net-log=/home/kiosk/net",
        "https://ailleurs.example/",
        "-incognito",
        "--",
    ],
)
def test_an_argument_that_undoes_a_protection_is_refused(argument: str) -> None:
    assert refused_arguments(("--force-device-scale-factor=1.5", argument)) == (argument,)


def test_an_argument_for_the_screen_or_the_graphics_is_taken() -> None:
    usual = (
        "--ozone-platform=wayland",
        "--force-device-scale-factor=1.5",
        "--force-dark-mode",
        "--disable-gpu",
        "--use-gl=egl",
        "--touch-events=enabled",
        "--disable-pinch",
        "--window-position=0,0",
        "--enable-features=VaapiVideoDecoder",
        "--disable-features=Translate",
        "--disable-dev-shm-usage",
    )
    assert refused_arguments(usual) == ()


def test_the_administrator_s_arguments_come_last_and_features_are_joined(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    theirs = ("--disable-features=Theirs,Others", "--force-dark-mode")
    settings = BrowserSettings("chromium", theirs, (), "fr", headless=True)
    line = command_line(settings, profile)
    assert line[-1] == "--force-dark-mode"
    (features,) = [each for each in line if each.startswith("--disable-features=")]
    assert {"Translate", "Theirs", "Others"} <= set(features.partition("=")[2].split(","))
    profile.wipe()


@pytest.mark.parametrize("sandbox", [True, False])
def test_the_walls_around_pages_stay_unless_the_kiosk_itself_gives_them_up(
    tmp_path: Path, sandbox: bool
) -> None:
    profile = Profile.make(tmp_path)
    settings = BrowserSettings("chromium", (), (), "fr", headless=True)
    assert settings.sandbox
    line = command_line(replace(settings, sandbox=sandbox), profile)
    assert ("--no-sandbox" in line) is not sandbox
    profile.wipe()


def test_the_browser_gets_a_screen_and_nothing_else_of_ours(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    ours = {
        "HOME": "/home/kiosk",
        "DISPLAY": ":0",
        "WAYLAND_DISPLAY": "wayland-1",
        "XDG_RUNTIME_DIR": "/run/user/1000",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
        "HTTPS_PROXY": "http://ailleurs.example",
        "SSLKEYLOGFILE": "/home/kiosk/keys",
        "SECRET": "secret",
    }
    theirs = environment(profile, "fr", ours)
    assert theirs["DISPLAY"] == ":0"
    assert theirs["XAUTHORITY"] == "/home/kiosk/.Xauthority"
    assert theirs["WAYLAND_DISPLAY"] == "/run/user/1000/wayland-1"
    assert theirs["LANGUAGE"] == "fr"
    assert not {"HTTPS_PROXY", "SSLKEYLOGFILE", "SECRET"} & theirs.keys()
    for folder in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR"):
        assert Path(theirs[folder]).is_relative_to(profile.path)
    assert "bus" not in theirs["DBUS_SESSION_BUS_ADDRESS"]
    profile.wipe()


def test_no_other_program_opens_what_the_browser_downloads(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    settings = BrowserSettings("chromium", (), (), "fr", headless=True)
    write_preferences(settings, profile)
    opener = shutil.which("xdg-open", path=environment(profile, "fr", {})["PATH"])
    assert opener is not None
    assert Path(opener).resolve() == Path("/bin/false").resolve()
    profile.wipe()
