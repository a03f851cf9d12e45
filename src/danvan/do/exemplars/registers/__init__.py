"""The yearly list of "Dân vận khéo" models, recognised in whatever table a unit sends."""
