"""Random numbers of docs/model.md, section 7.2: each is a function of who, where, when and what for."""

import math
import struct

MASK = 0xFFFFFFFF
MATTER, PROPOSAL, TENDER = 35, 36, 40


def philox(counter, key):
    """(7.10), (7.11): ten rounds."""
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & MASK, (p0 >> 32) ^ c[3] ^ k[1], p0 & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def world_key(seed, replicate):
    """(7.9)"""
    return philox([seed & MASK, seed >> 32, replicate, 0x636F6D6D], [0x726F6F6D, 0x6B657973])[:2]


def words(key, who, place, week, purpose, block=0):
    """(7.8): the four words of a draw."""
    return philox([who & MASK, place, week & MASK, purpose | block << 8], key)


def uniform(word):
    """(7.12)"""
    return (word >> 8) / 2**24


def single(x):
    """Rounded to single precision."""
    return struct.unpack("f", struct.pack("f", x))[0]


def quantile(p):
    """(7.16)–(7.19): of the standard normal."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        over = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * over / (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    r = math.sqrt(-math.log(p if q < 0 else 1 - p))
    if r <= 5:
        r -= 1.6
        over = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777
        x = over / ((0.12021132975 * r + 0.7370016425) * r + 1)
    else:
        r -= 5
        over = ((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115
        x = over / ((0.012258202635 * r + 0.24197894225) * r + 1)
    return math.copysign(x, q)


def normal(word):
    """(7.14), (7.15)"""
    at = lambda k: single(quantile(min(max(k / 4096, 1e-9), 1 - 1e-9)))
    cell = word >> 20
    if cell in (0, 4095):
        return single(quantile((word + 0.5) / 2**32))
    low = at(cell)
    return single(low + single(single((word & 0xFFFFF) / 2**20) * single(at(cell + 1) - low)))


def folded(text):
    """f(h(text)) of section 7.2."""
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return (h >> 32) ^ (h & MASK)


def poisson(key, who, place, week, purpose, mean):
    """Section 7.2: from the stream of a draw, by Knuth's product of uniforms; only below a mean of 12."""
    if not 0 < mean < 12:
        if mean == 0:
            return 0
        raise ValueError(f"a mean of {mean} takes another method than the one that is written here")
    number, product, block = -1, 1.0, 0
    while product > math.exp(-mean):
        for low, high in zip(*[iter(words(key, who, place, week, purpose, block))] * 2):
            product *= ((high << 32 | low) >> 11) * 2**-53
            number += 1
            if product <= math.exp(-mean):
                break
        block += 1
    return number
