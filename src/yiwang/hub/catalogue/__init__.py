"""The catalogue (政务信息资源目录): resources, requests, grants, and the one gate to the data."""
