"""The log as people read it: who sees which entries, what narrows them, how an entry is told."""
