"""What no schema can say, per kind of definition."""
