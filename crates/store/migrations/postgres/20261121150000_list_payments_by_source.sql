-- A customer's payments by where they came from: one source's, newest first.
CREATE INDEX payments_of_customer_by_source ON payments (merchant_id, livemode, customer_id, source, occurred_at, id);
