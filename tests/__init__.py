"""Only what crosses rooms: journeys, doors, templates, contracts, the house."""
