"""One file a family of commands; each command parses, calls, and prints."""
