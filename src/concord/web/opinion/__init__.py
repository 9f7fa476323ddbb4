"""The second opinion: a packet to hand over, the papers to collect, and both opinions side by side."""
