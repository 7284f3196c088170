"""For those who write journeys: scaffolds, the recorder, trying a step, setting a mailbox up."""
