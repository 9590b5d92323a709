"""The register as a list in a workbook: its columns, and what stands in a cell. Written by the export, read
again by the import."""
