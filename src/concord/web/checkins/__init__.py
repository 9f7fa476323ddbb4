"""Check-ins: how a person is, written down, looked at over time, and led on to a question or to the plan."""
