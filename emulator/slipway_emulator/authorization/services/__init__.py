"""What the operations of each service are in IAM's terms, one module per service, joined in `registry`."""
