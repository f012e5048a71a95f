CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_email_lowered ON orders (lower(trim(email)));
CREATE INDEX orders_status ON orders (status);
