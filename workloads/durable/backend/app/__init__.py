"""The backend of Durable Code."""
