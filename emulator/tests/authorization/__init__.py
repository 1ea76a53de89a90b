"""Tests of the authorization of calls."""
