"""The verbs of journeys. One file is one verb."""
