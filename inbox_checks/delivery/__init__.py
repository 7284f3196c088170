"""Whether mails arrive where customers look, proved to be the shop's, and in a form that every mail program can handle."""
