"""Credentials for Google Cloud, from a stored key or from the task's own role in AWS."""
