"""Records as a graph: what the nodes and relationships are, and the stores that hold them."""
