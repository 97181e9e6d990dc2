-- Who wants no reminders is a field of the customer, with a history like the others; `mail_opt_outs` is read no more.
ALTER TABLE customers ADD COLUMN mail_opt_out BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE customers SET mail_opt_out = TRUE
WHERE EXISTS (
    SELECT 1 FROM mail_opt_outs o
    WHERE o.merchant_id = customers.merchant_id AND o.livemode = customers.livemode AND o.customer_id = customers.id
) OR EXISTS (
    SELECT 1 FROM mail_opt_outs o
    JOIN customers s ON s.merchant_id = o.merchant_id AND s.livemode = o.livemode AND s.id = o.customer_id
    WHERE s.merchant_id = customers.merchant_id AND s.livemode = customers.livemode AND s.merged_into = customers.id
        AND s.merged_into <> ''
);

-- Until when something is passed over because it could not be done: whatever waits behind it has its turn meanwhile. The next
-- change of the row takes it away.
ALTER TABLE subscriptions ADD COLUMN passed_over_until BIGINT;
ALTER TABLE invoices ADD COLUMN passed_over_until BIGINT;
CREATE INDEX subscriptions_by_turn ON subscriptions ((COALESCE(passed_over_until, due_at)))
    WHERE due_at IS NOT NULL AND test_clock_id = '';
CREATE INDEX invoices_by_turn ON invoices ((COALESCE(passed_over_until, due_at))) WHERE status = 'open' AND NOT overdue;
DROP INDEX subscriptions_due;
DROP INDEX invoices_to_be_overdue;
