"""Recipes of masks, and tables masked by them: what is personal and not named is masked too."""

from yiwang.kernel.loading import at_first_use
from yiwang.lake.masking.recipe import Recipe, default_recipe
from yiwang.lake.masking.tables import masked, masked_schema

__all__ = ["Recipe", "default_recipe", "masked", "masked_schema"]

at_first_use(__name__, "presets")
