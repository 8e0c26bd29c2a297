"""A user agent for forms without scripts: reads pages, fills in what is on them, submits it.

Everything here follows the HTML, URL, Encoding and Fetch standards of the WHATWG, named by section
where it matters. It brings its parser with it: imported by the way in by e-mail, never on the way
to the first screen.
"""
