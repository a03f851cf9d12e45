"""One row for everything that has a number, a history and rights; history chained by hash."""
