"""The field types, one file each."""
