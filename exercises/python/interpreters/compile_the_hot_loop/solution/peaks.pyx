"""Find the loudest part of a recording."""


# A C function: a `def` would make an object of each sample.
cdef inline int sample(const unsigned char *data, Py_ssize_t place) noexcept:
    """Return one sample: two bytes, the lower one first, with a sign."""
    cdef int level = data[2 * place] | data[2 * place + 1] << 8
    return level - 65536 if level >= 32768 else level


def loudest(bytes samples, Py_ssize_t window):
    """Return where the loudest window begins, and the sum of its squared samples."""
    cdef const unsigned char *data = samples
    cdef Py_ssize_t count = len(samples) // 2
    cdef Py_ssize_t place, where = 0
    # Two loud samples, squared, are too much for an int.
    cdef long long energy = 0, most = -1
    cdef int level
    if not 0 < window <= count:
        raise ValueError('no such window')
    for place in range(count):
        level = sample(data, place)
        energy += level * level
        if place >= window:
            level = sample(data, place - window)
            energy -= level * level
        if place >= window - 1 and energy > most:
            most = energy
            where = place - window + 1
    return where, most
