"""A visitor without an account: her answers, sealed under a key that only her own cookie holds."""
