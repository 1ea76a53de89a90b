"""Every call is authorized as AWS would: what each request is in IAM's terms, and the answer to one that is refused."""
