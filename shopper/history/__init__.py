"""Earlier audits: what was accepted, and how one audit stands against another."""
