"""The hot loop with types, for Cython."""


# [start typed]
def sharpness(bytes pixels, Py_ssize_t width):
    """Add up how much each pixel differs from the one on its left, squared."""
    cdef const unsigned char *data = pixels
    cdef Py_ssize_t start, place, size = len(pixels)
    cdef long long total = 0
    cdef int step
    for start in range(0, size, width):
        for place in range(start + 1, start + width):
            step = data[place] - data[place - 1]
            total += step * step
    return total


# [end typed]
def untyped(pixels, width):
    """Do the same without a word about types."""
    total = 0
    for start in range(0, len(pixels), width):
        for place in range(start + 1, start + width):
            step = pixels[place] - pixels[place - 1]
            total += step * step
    return total


# [start careless]
def careless(list numbers):
    """Add numbers up in a C integer of 32 bits."""
    cdef int total = 0
    for number in numbers:
        total += <int>number
    return total


# [end careless]
# [start spin]
def spin(unsigned long long rounds):
    """Compute for a while, and keep the lock of the interpreter."""
    return _spin(rounds)


def spin_free(unsigned long long rounds):
    """Compute for a while without the lock: nothing in the block may touch a Python object."""
    cdef unsigned long long state
    with nogil:
        state = _spin(rounds)
    return state


cdef unsigned long long _spin(unsigned long long rounds) noexcept nogil:
    cdef unsigned long long state = 1
    while rounds:
        state = (state ^ (state >> 7)) * 69069 + rounds
        rounds -= 1
    return state
# [end spin]
