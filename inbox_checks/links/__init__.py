"""Where the links of mails lead."""
