"""The other side of the network, for tests and for work without keys. No image contains it."""
