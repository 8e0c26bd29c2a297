"""The digits of a French keyboard, which has them with Shift."""

TOP_ROW = str.maketrans("&é\"'(-è_çà" + "ÉÈÇÀ", "1234567890" + "2790")
"""What its keys write without Shift; with Caps Lock some systems send capitals."""
