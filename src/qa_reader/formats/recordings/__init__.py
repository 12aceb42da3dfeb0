"""Recordings written down: captions (WebVTT, SRT), what speech recognition gives, text with times.

All of them are a stream of short pieces with times. The reader of each format gives that stream; one builder
joins the pieces into sentences, paragraphs and turns.
"""
