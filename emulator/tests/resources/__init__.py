"""One resource of each type that Slipway's stacks make, for the inventory's tests: made, then deleted."""
