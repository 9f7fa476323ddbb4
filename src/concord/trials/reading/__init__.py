"""Reads one criterion of a trial into a condition, by a closed vocabulary and small patterns.

What is not understood is not read. A criterion goes through the folders in this order; `read` leads it:

1. `words`: the text to tokens, by the phrases of knowledge/criteria_words.yaml.
2. `rewording`: tokens that say the same in fewer forms.
3. `headings`: what the words above it do to it.
4. `sentences`: it is parted at its joins, and what stands aside, excepts or allows is told apart.
5. `phrases`: each part is read by the patterns of its subject.
6. `corrections`: what was read, held once more against the words.

`build` makes conditions and keeps them small. No folder uses one that comes after it in this order: words, build,
phrases, sentences, headings, rewording, corrections, read.
"""
