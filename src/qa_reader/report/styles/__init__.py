"""The styles a quote is written in: one module each, with `render(quotes) -> str`."""
