"""A user agent for forms without scripts: reads pages, fills in what is on them, submits it.

    answer → encoding → tree → outline → building → Page, with its Forms and Controls
    Form → filling → entries → bodies → submission → Request
    FormAgent goes from page to page; finding tells which form is the one.

It follows the HTML, URL, Encoding and Fetch standards of the WHATWG, named by section where it
matters, and a test compares it with Chromium, request by request. It brings its parser with it:
imported by the way in by e-mail, never on the way to the first screen.
"""
