"""Attachments and generated documents: checked on arrival, seen by the rights of their record."""
