"""Every text can be read: a contrast of 7:1 or more (WCAG 2.2, level AAA), computed."""

import pytest
from textual.color import Color
from textual.theme import Theme

from screens.theme import THEMES

TEXTS = {
    "foreground": ["background"],
    "primary": ["background"],
    "quiet": ["background"],
    "bar-text": ["bar", "primary", "good", "careful", "alarm"],
    "key-text": ["key"],
    "notice-text": ["notice-back"],
    "warning-text": ["warning-back"],
    "alarm-text": ["alarm-back"],
}
"""Each colour of text, and what it is written on."""
ENOUGH = 7.0


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_stands_out(theme: Theme) -> None:
    colors = theme.to_color_system().generate() | theme.variables
    measured = {
        (text, back): contrast(Color.parse(colors[text]), Color.parse(colors[back]))
        for text, backs in TEXTS.items()
        for back in backs
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < ENOUGH} == {}
