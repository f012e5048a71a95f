"""What the bus company asks its timetable."""

ROUTES = """
SELECT trips.id, cities.name, cities.name
FROM trips
JOIN cities ON cities.id = trips.origin_id
ORDER BY trips.id
"""

SOLD = """
SELECT trips.id, COUNT(*)
FROM trips
JOIN bookings ON bookings.trip_id = trips.id
GROUP BY trips.id
ORDER BY trips.id
"""

REGULARS = """
SELECT passengers.name, COUNT(*) AS trips
FROM passengers
JOIN bookings ON bookings.passenger_id = passengers.id
GROUP BY passengers.name
HAVING trips > 1
ORDER BY trips DESC, passengers.name
"""

BOOK = """
INSERT INTO bookings (trip_id, passenger_id)
VALUES (:trip, :passenger)
"""
