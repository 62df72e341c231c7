"""The files of a draft: docx, PDF, HTML and open data; the same bytes for the same books."""
