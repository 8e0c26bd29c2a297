"""The demo's portal: a doctor's space with real HTTPS, in a process of its own.

Three doors on 127.0.0.1. The space is open to any browser and shows a doctor's page to whoever
holds a session; the card's door asks for a client certificate and opens the session; behind the
third, which goes by another host name, is an identity provider, for doctors who come without a
card. Nothing of it knows the kiosk: to the kiosk it is a portal like any other.
"""
