"""Whether mails can be read where customers read them: on a phone, in the dark, with pictures blocked, by a screen reader."""
