"""Slipway's AWS on one machine: moto's server, the few calls that it lacks, and an inventory of all it holds."""
