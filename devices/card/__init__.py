"""A card through the PKCS#11 module of its maker, held in a child process."""
