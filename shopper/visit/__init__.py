"""Plan → Evidence: what comes next (pure), playing a leg, browser, probes, drivers."""
