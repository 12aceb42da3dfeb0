"""Containers of text, whoever wrote it: PDF, Word, web pages, Markdown, and the trees of XML and JSON."""
