"""Where rows come from: one module a kind."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "files")
