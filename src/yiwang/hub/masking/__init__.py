"""What of a resource analysts see: recipes of masks in editions, and the masked copies."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "actions", "examples")
