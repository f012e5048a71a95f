"""What the bus company asks its timetable."""

# The same table stands in two parts, so each part gets a name.
ROUTES = """
SELECT trips.id, origins.name, destinations.name
FROM trips
JOIN cities AS origins ON origins.id = trips.origin_id
JOIN cities AS destinations
ORDER BY trips.id
"""

# LEFT JOIN keeps trips without bookings, and COUNT of a column leaves out their NULL.
SOLD = """
SELECT trips.id, COUNT(bookings.trip_id)
FROM trips
LEFT JOIN bookings ON bookings.trip_id = trips.id
GROUP BY trips.id
ORDER BY trips.id
"""

REGULARS = """
SELECT passengers.name, COUNT(*) AS trips
FROM passengers
JOIN bookings ON bookings.passenger_id = passengers.id
GROUP BY passengers.id
HAVING trips > 1
ORDER BY trips DESC, passengers.name
"""

# Looking and booking are one statement: nobody comes between them.
BOOK = """
INSERT INTO bookings (trip_id, passenger_id)
SELECT trips.id, :passenger
FROM trips
WHERE trips.id = :trip
AND trips.seats > (SELECT COUNT(*) FROM bookings WHERE trip_id = :trip)
"""
