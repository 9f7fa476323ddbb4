"""Reads one criterion of a trial into a condition, by a closed vocabulary and small patterns.

What is not understood is not read. The way of one criterion, by module:

1. `normal`, `words`, `lexer`: the text to tokens, by the phrases of knowledge/criteria_words.yaml.
2. `opening`, `retold`, `plainer`, `windows` and others: tokens that say the same in fewer forms.
3. `sentences`, then `sentence`: parted at its joins; what stands aside, excepts or allows.
4. `whole`, `lists` and `pieces`: the parts, each by the patterns of its subject (`receptors`, `treatment`, `measures`,
   ...), and how they are joined.
5. `build`: the condition, kept small. `headings` says what the words above a criterion do to it; `read` leads all.
6. `put_right`, `cautions`: what was read, held once more against the words, put right, left open or not read.
"""
