-- Give up rather than stand in the queue with everybody behind: the deployment comes again.
SET lock_timeout = '200ms';

-- No default yet, so there is nothing to write into the old rows.
ALTER TABLE orders ADD COLUMN IF NOT EXISTS public_id uuid;

-- Before the old rows are filled: from here on no new row comes without a value.
ALTER TABLE orders ALTER COLUMN public_id SET DEFAULT gen_random_uuid();

DO $$
DECLARE
    batch CONSTANT bigint := 1000;
    start bigint := 0;
    finish bigint := (SELECT max(id) FROM orders);
BEGIN
    WHILE start <= finish LOOP
        -- A value that is there may be known to a customer, so it stays.
        UPDATE orders SET public_id = gen_random_uuid()
        WHERE id >= start AND id < start + batch AND public_id IS NULL;
        COMMIT;
        start := start + batch;
    END LOOP;
END $$;

-- These wait for transactions that began before them, and nobody waits for these.
SET lock_timeout = 0;
SELECT format('DROP INDEX CONCURRENTLY %s', indexrelid::regclass)
FROM pg_index WHERE indrelid = 'orders'::regclass AND NOT indisvalid
\gexec
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_public_id ON orders (public_id);
SET lock_timeout = '200ms';

-- The proof that SET NOT NULL would otherwise look for under its own, heavier lock.
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
