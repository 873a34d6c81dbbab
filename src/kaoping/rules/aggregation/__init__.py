"""One file per aggregation: sum, means. Combining children and reducing rows use the same ones."""
