CREATE INDEX orders_customer_placed ON orders (customer_id, placed_at);
CREATE INDEX orders_email ON orders (email);
CREATE INDEX orders_waiting ON orders (placed_at) WHERE status = 'waiting';
