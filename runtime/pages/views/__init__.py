"""What pages show: one dataclass for each page, made from a transaction."""
