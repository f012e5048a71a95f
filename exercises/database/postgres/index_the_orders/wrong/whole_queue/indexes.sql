CREATE INDEX orders_customer_placed ON orders (customer_id, placed_at);
CREATE INDEX orders_email_lowered ON orders (lower(trim(email)));
CREATE INDEX orders_queue ON orders (status, placed_at);
