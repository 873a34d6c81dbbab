"""One file per contest: what a part makes of comparing units two by two."""
