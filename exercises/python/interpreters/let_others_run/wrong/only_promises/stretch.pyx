"""Make guessing of passwords expensive."""


cdef unsigned long long shuffle(
    const unsigned char *letters, int size, long long rounds
) noexcept nogil:
    """Shuffle a table, without touching a Python object."""
    cdef unsigned char table[256]
    cdef int here, there = 0
    cdef long long number
    cdef unsigned char kept
    cdef unsigned long long mixed = 0
    for here in range(256):
        table[here] = here
    for here in range(256):
        there = (there + table[here] + letters[here % size]) & 255
        kept = table[here]
        table[here] = table[there]
        table[there] = kept
    for number in range(rounds):
        here = number & 255
        there = (there + table[here]) & 255
        kept = table[here]
        table[here] = table[there]
        table[there] = kept
        mixed = mixed * 257 + table[(table[here] + kept) & 255]
    return mixed


def stretch(bytes secret, long long rounds):
    """Return the number that a secret becomes after so many rounds of shuffling."""
    if not secret or rounds < 1:
        raise ValueError('nothing to stretch')
    return shuffle(secret, len(secret), rounds)
