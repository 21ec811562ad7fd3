"""Pages of directives, tasks and findings."""
