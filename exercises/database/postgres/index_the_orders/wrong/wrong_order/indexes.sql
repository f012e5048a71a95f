CREATE INDEX orders_placed_customer ON orders (placed_at, customer_id);
CREATE INDEX orders_email_lowered ON orders (lower(trim(email)));
CREATE INDEX orders_waiting ON orders (placed_at) WHERE status = 'waiting';
