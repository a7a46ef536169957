"""Statistics and arithmetic shared by kinds: numbers in, frozen results out; no HTML, charts or languages."""
