"""Topics (专题): cases about one matter, who is affected, whether it rises, what acting changed."""
