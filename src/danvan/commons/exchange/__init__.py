"""Tables in and out: what units really send, read safely, and what leaves as Excel or CSV."""
