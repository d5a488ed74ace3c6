"""Measures Codeframe beside its peers.

This process only starts others and waits: it imports neither numpy nor ONNX Runtime, so that it neither takes the
processor from what it measures nor lends its own memory to it.
"""
