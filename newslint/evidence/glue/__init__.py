"""Words run together: where two may meet (seams/), what speaks for it, and what that comes to."""
