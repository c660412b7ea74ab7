"""Flows: durable processes across people and systems."""
