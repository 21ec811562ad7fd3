"""Pages of sessions, attendance and issues."""
