"""What a corpus shows: what repeats on each site, and which articles are one.

It may import model, cache and evidence.

Learning is a map (articles.py: what is kept of one article), a set of what that gives (ledger.py: sorted, each once,
spilled to disk where it is large) and a reduction of the set (reduction.py). So the order of the articles, the number
of shards and learning one twice make no difference to a byte. What comes of it is one file, mapped (image.py), that
answers for each line of a document where else it stands (refrains.py).
"""
