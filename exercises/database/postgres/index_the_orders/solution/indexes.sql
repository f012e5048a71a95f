-- Equality first, range second: the entries of one customer's days lie side by side.
-- The same entries, read backwards, give the latest order.
CREATE INDEX orders_customer_placed ON orders (customer_id, placed_at);

-- The values that the query compares, not the values that the column holds.
CREATE INDEX orders_email_lowered ON orders (lower(trim(email)));

-- Only what waits, already sorted: a finished order never touches this index.
CREATE INDEX orders_waiting ON orders (placed_at) WHERE status = 'waiting';
