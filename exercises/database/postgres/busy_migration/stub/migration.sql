-- What was asked. Right on a quiet table; everybody waits on a busy one.
ALTER TABLE orders ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX orders_public_id ON orders (public_id);
ALTER TABLE orders ADD CONSTRAINT orders_customer
    FOREIGN KEY (customer_id) REFERENCES customers;
ALTER TABLE orders ADD CONSTRAINT orders_quantity CHECK (quantity > 0);
