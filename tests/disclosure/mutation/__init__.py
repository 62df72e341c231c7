"""One change at a time: what an audit notices of it."""
