CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE trips (
  id INTEGER PRIMARY KEY,
  origin_id INTEGER NOT NULL REFERENCES cities,
  destination_id INTEGER NOT NULL REFERENCES cities,
  seats INTEGER NOT NULL
);

CREATE TABLE passengers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE bookings (
  trip_id INTEGER NOT NULL REFERENCES trips,
  passenger_id INTEGER NOT NULL REFERENCES passengers,
  UNIQUE (trip_id, passenger_id)
);
