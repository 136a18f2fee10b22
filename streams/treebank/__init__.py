"""How the parser's model is made from Universal Dependencies treebanks: read, align, vary, train, score.

Nothing at run time imports this package; `make parser DATA=FOLDER` runs it. Its output is `streams/extract/model/`.
"""
