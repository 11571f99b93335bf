"""`make bench`: Tra cứu beside LlamaIndex's starter and a search inside the right report, over the same corpora."""
