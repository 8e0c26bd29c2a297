"""The way in by password and mailed code: the portal's own forms, filled in as a browser would."""
