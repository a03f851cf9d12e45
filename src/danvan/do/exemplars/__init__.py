""" "Dân vận khéo" models: registered, listed, recognised and shown."""
