DROP INDEX refunds_to_verify;
-- Invoices that may be paid without anybody knowing: of what waits to be sent, and of what was called off or failed after
-- somebody had seen the invoice.
CREATE INDEX refunds_unpaid_invoices ON refunds (invoice_expires_at) WHERE verify_url <> '' AND sent_at IS NULL;

-- How much money waits for a person, by what is to be done and currency, as it is kept from now on.
INSERT INTO counters (merchant_id, livemode, name, slot, count)
SELECT merchant_id, livemode, 'refund_money:' || waits || ':' || currency, 0, CAST(SUM(amount) AS BIGINT) FROM refunds
WHERE waits <> '' GROUP BY merchant_id, livemode, waits, currency;
