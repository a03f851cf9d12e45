"""Who: units by date, the seats people hold in them, and what lies in their scope."""
