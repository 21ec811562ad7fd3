"""Pages of what is owed: the rules, the duties, the excuses."""
