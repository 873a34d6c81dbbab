"""One file per scoring rule; the catalogue finds them by themselves."""
