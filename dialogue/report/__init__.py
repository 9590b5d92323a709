"""The report of an office in words: five data sets in short lists, each line with the filter behind it."""
