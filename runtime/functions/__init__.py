"""Functions of this floor for the expression language, one room per trade."""
