"""People supervise: findings are followed to the end."""
