"""A language model of the district's own choosing, which may propose a plan and nothing else."""
