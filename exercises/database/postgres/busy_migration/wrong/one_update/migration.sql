SET lock_timeout = '200ms';

ALTER TABLE orders ADD COLUMN IF NOT EXISTS public_id uuid;

ALTER TABLE orders ALTER COLUMN public_id SET DEFAULT gen_random_uuid();

UPDATE orders SET public_id = gen_random_uuid() WHERE public_id IS NULL;

SET lock_timeout = 0;
SELECT format('DROP INDEX CONCURRENTLY %s', indexrelid::regclass)
FROM pg_index WHERE indrelid = 'orders'::regclass AND NOT indisvalid
\gexec
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_public_id ON orders (public_id);
SET lock_timeout = '200ms';

ALTER TABLE orders
    DROP CONSTRAINT IF EXISTS orders_public_id_there,
    ADD CONSTRAINT orders_public_id_there CHECK (public_id IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_public_id_there;
ALTER TABLE orders ALTER COLUMN public_id SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_public_id_there;

ALTER TABLE orders
    DROP CONSTRAINT IF EXISTS orders_quantity,
    ADD CONSTRAINT orders_quantity CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_quantity;

ALTER TABLE orders
    DROP CONSTRAINT IF EXISTS orders_customer,
    ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer;
