"""Pages and components without a word of the domain."""
