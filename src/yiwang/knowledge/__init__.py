"""The knowledge base: answers with an owner, sources and an expiry date."""
