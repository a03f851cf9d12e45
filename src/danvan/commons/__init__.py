"""What every process needs: who, where, records and their history, files, search, work in the background."""
