"""Find the loudest part of a recording."""

answers = {}


def sample(data, place):
    """Return one sample: two bytes, the lower one first, with a sign."""
    level = data[2 * place] | data[2 * place + 1] << 8
    return level - 65536 if level >= 32768 else level


def loudest(samples, window):
    """Return where the loudest window begins, and the sum of its squared samples."""
    count = len(samples) // 2
    if not 0 < window <= count:
        raise ValueError('no such window')
    if (samples, window) in answers:
        return answers[samples, window]
    energy = 0
    most = -1
    where = 0
    for place in range(count):
        level = sample(samples, place)
        energy += level * level
        if place >= window:
            level = sample(samples, place - window)
            energy -= level * level
        if place >= window - 1 and energy > most:
            most = energy
            where = place - window + 1
    answers[samples, window] = where, most
    return where, most
