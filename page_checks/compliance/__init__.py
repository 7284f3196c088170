"""Legal rules, each off unless the shop names its pack: what consumer law wants to be told, in the EU and in Vietnam."""
