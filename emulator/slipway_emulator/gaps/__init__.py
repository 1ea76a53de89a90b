"""What moto lacks and Slipway needs: one module per gap, listed in `registry`."""
