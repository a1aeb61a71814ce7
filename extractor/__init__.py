"""From papers to records: readers, names, numbers, and the pipeline that runs them in order."""
