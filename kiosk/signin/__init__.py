"""The ways in. Each ends in the same PortalSession."""
