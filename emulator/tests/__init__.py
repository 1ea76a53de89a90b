"""Tests of the emulator, through AWS clients."""
