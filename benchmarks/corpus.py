"""What it takes to learn a corpus: synthetic articles from seeds, in one process.

    python benchmarks/corpus.py 10000 100000 1000000
    python benchmarks/corpus.py --same 20000

For each number of articles, in a process of its own: seconds of CPU for the map (what is kept of each article) and for
the reduction, the peak of memory, the size of the profile, whole and compact, and what it knows. An article has about
300 words of 5,000, and the refrains of its site, of which there is one for 500 articles; one in twenty is a copy. With
`--same`, their profile is made in 1, 2 and 7 shards, in order and in another one, which must be the same to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from newslint.profile.profile import Profile, learn, made, packed_leaf
from newslint.profile.spill import Spill

SYLLABLES = (
    "ba be bi bo da de di do fa fe ga ge ka ke ki la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa".split()
)


def vocabulary(seed: int = 1) -> list[str]:
    """5,000 made-up words."""
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(5000)]


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Sites and texts."""
    words, sites = vocabulary(), max(1, count // 500)
    for number in range(count):
        is_copy = number % 20 == 7
        chance = random.Random(number - 7 if is_copy else number)
        site = chance.randrange(sites)
        furniture = random.Random(f"site {site}")
        paragraphs = [
            " ".join(chance.choices(words, k=40)).capitalize() + ", and that is what the council said on Monday."
            for _ in range(7)
        ]
        if is_copy:
            paragraphs[0] += " This article was updated."
        title = " ".join(chance.choices(words, k=7)).capitalize()
        refrains = [" ".join(furniture.choices(words, k=furniture.randint(2, 9))).capitalize() for _ in range(6)]
        yield f"site{site}.example", "\n".join([title, *paragraphs[:4], refrains[0], *paragraphs[4:], *refrains[1:]])


def measured(count: int) -> dict[str, object]:
    """What it takes for so many articles."""
    start = time.process_time()
    made_in = 0.0

    def timed() -> Iterator[tuple[str, str]]:
        nonlocal made_in
        stream = articles(count)
        while True:
            before = time.process_time()
            article = next(stream, None)
            made_in += time.process_time() - before
            if article is None:
                return
            yield article

    leaves = Spill(map(packed_leaf("en"), timed()))
    mapped = time.process_time()
    profile = made(leaves, "host")
    done = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        whole, compact = Path(folder, "whole"), Path(folder, "compact")
        profile.save(whole)
        profile.save(compact, compact=True)
        sizes = whole.stat().st_size, compact.stat().st_size
    return {
        "articles": count,
        "map s": round(mapped - start - made_in, 1),
        "reduce s": round(done - mapped, 1),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "profile MB": round(sizes[0] / 1e6, 1),
        "compact MB": round(sizes[1] / 1e6, 2),
        "sites": len(profile.sites),
        "copies": profile.copies,
        "known": sum(len(profile.of(site)) for site in profile.sites),
    }


def same(count: int) -> dict[str, object]:
    """Are profiles of so many articles the same, whatever the order and the number of shards?"""
    sums = dict[str, str]()
    for name, shards in (("1 shard", 1), ("2 shards", 2), ("7 shards", 7), ("7 shards, another order", 7)):
        parts: list[list[tuple[str, str]]] = [[] for _ in range(shards)]
        for number, article in enumerate(articles(count)):
            parts[number % shards].append(article)
        if "order" in name:
            random.Random(1).shuffle(parts)
            parts = [part[::-1] for part in parts]
        with tempfile.TemporaryDirectory() as folder:
            Profile.merge([learn(part, lang="en", by="host") for part in parts]).save(Path(folder, "profile"))
            sums[name] = hashlib.sha256(Path(folder, "profile").read_bytes()).hexdigest()[:16]
    return {"articles": count, "same": len(set(sums.values())) == 1, **sums}


def main() -> None:
    """Measure, each number in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    for count in given.counts:
        if given.here or given.same:
            print(json.dumps((same if given.same else measured)(count)), flush=True)
        else:
            subprocess.run([sys.executable, __file__, "--here", str(count)], check=True)


if __name__ == "__main__":
    main()
