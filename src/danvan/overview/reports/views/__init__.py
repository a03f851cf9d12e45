"""Pages of reports: the list, a report and its parts, freezing and the frozen versions, the numbers of a unit."""
