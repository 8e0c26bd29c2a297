"""The portal's third way in: identifier and password in a form, then a code that comes by mail."""
