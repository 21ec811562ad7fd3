"""Life events of organisations: each one a public action, all through one journal by which they are undone."""
