"""Base databases and portraits: people, enterprises, places; who is the authority (一数一源)."""
