"""Facts of NLP/ML papers, with their evidence, as records and as a graph."""
