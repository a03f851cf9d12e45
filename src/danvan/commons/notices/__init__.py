"""What people are told: an inbox and an outbox written with the act itself."""
