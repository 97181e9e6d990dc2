-- Those who spent most and paid most often in a currency, and those in the middle of what customers are worth.
CREATE INDEX customer_totals_spent ON customer_totals (merchant_id, livemode, currency, spent DESC, customer_id)
    WHERE payment_count > 0;
CREATE INDEX customer_totals_payments ON customer_totals (merchant_id, livemode, currency, payment_count DESC, customer_id)
    WHERE payment_count > 0;
CREATE INDEX customer_totals_worth ON customer_totals (merchant_id, livemode, currency, (spent - refunded))
    WHERE payment_count > 0;
CREATE INDEX customer_totals_returned ON customer_totals (merchant_id, livemode, customer_id)
    WHERE refunded > 0 AND payment_count >= 2 AND refunded >= (spent + 2) / 3;

-- From when on the gap since the last payment is far above the customer's rhythm: three times the time between two payments
-- on average, and 14 days at least.
ALTER TABLE customers ADD COLUMN at_risk_from BIGINT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN payment_count >= 3 AND last_payment_at > first_payment_at THEN last_payment_at + CASE
        WHEN (last_payment_at - first_payment_at) / (payment_count - 1) * 3 > 1209600000000
        THEN (last_payment_at - first_payment_at) / (payment_count - 1) * 3
        ELSE 1209600000000 END
    ELSE 9223372036854775807 END
) STORED;
CREATE INDEX customers_at_risk ON customers (merchant_id, livemode, at_risk_from)
    WHERE at_risk_from < 9223372036854775807 AND deleted_at IS NULL;
CREATE INDEX customers_past_due ON customers (merchant_id, livemode, created_at)
    WHERE (overdue_count > 0 OR subscription_status = 'past_due') AND deleted_at IS NULL;
