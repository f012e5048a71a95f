-- Writes what wrk measured to the file that BENCH_LOAD names, as JSON. wrk calls it once, at the end:
-- a function that is called for each answer would slow the load down.
done = function(summary, latency)
    local errors = summary.errors
    local file = assert(io.open(os.getenv('BENCH_LOAD'), 'w'))
    file:write(string.format(
        '{"requests": %d, "seconds": %.6f, "bytes": %.0f, "p99": %.6f, "statuses": %d, "sockets": %d}\n',
        summary.requests,
        summary.duration / 1e6,
        summary.bytes,
        latency:percentile(99) / 1e6,
        errors.status,
        errors.connect + errors.read + errors.write + errors.timeout
    ))
    file:close()
end
