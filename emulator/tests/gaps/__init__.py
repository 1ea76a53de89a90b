"""One file per gap: plain moto has it, a wrong request is refused, a read reflects an update."""
