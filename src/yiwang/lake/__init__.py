"""The lake (数据底座): the tables of the hub as files, and what is computed on them; no Django."""
