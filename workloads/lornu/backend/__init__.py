"""The reference workload: answers of a language model, streamed, behind the load balancer that Slipway makes."""
