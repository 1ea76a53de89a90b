"""Agents that call this one, and agents that this one calls, by the A2A protocol."""
