"""The colours, all of them: a style sheet names what a thing is, never how it looks."""

from textual.theme import Theme

CLEAR = Theme(
    name="clear",
    dark=False,
    primary="#0B4F8A",
    background="#F7F9FB",
    surface="#F7F9FB",
    panel="#F7F9FB",
    foreground="#0E2235",
    variables={
        "bar": "#0B2E4F",
        "bar-text": "#FFFFFF",
        "key": "#FFFFFF",
        "key-text": "#0B2E4F",
        "quiet": "#3A4F63",
        "edge": "#8FA3B5",
        "chip": "#8A6100",
        "good": "#0A5A35",
        "careful": "#7A4300",
        "alarm": "#8F1616",
        "warning-back": "#FFF0CC",
        "warning-text": "#4D3300",
        "alarm-back": "#FBE3E1",
        "alarm-text": "#7A1010",
        "notice-back": "#DDEAF5",
        "notice-text": "#0B2E4F",
    },
)
"""Dark on light, for a bright reception desk; every text has a contrast of 7:1 or more."""

THEMES = (CLEAR,)
