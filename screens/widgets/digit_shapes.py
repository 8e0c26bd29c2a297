"""The shapes of the ten digits, drawn on a grid."""

INK = "█"
WIDTH, HEIGHT = 5, 7

_PICTURE = """
 ███    █    ███   ███     █  █████  ███  █████  ███   ███
█   █  ██   █   █ █   █   ██  █     █         █ █   █ █   █
█   █ █ █       █     █  █ █  ████  █        █  █   █ █   █
█   █   █     ██    ██  █  █      █ ████    █    ███   ████
█   █   █    █        █ █████     █ █   █   █   █   █     █
█   █   █   █     █   █    █  █   █ █   █  █    █   █     █
 ███  █████ █████  ███     █   ███   ███   █     ███   ███
"""

SHAPES = {
    str(digit): [
        row[digit * (WIDTH + 1) :][:WIDTH].ljust(WIDTH) for row in _PICTURE.strip("\n").splitlines()
    ]
    for digit in range(10)
}
"""By digit: rows of pixels, filled with INK or empty."""
