"""pytest's settings for this checkout. The journeys are played by the plugin `shopper.pytest_plugin`."""
