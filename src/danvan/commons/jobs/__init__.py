"""Work in the background: progress, retry, done once although a worker is killed."""
