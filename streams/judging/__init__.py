"""How the weights of the learned judge are made from labelled articles: read, extract, align, fit, cross-validate.

Nothing at run time imports this package; `make weights DATA=FILES` runs it. Its output is
`streams/extract/model/weights.json`.
"""
