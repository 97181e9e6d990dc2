-- Deliveries are kept for a while only, whoever they belong to.
CREATE INDEX deliveries_created ON deliveries (created_at);
-- People ask to send again what has failed.
CREATE INDEX deliveries_failed ON deliveries (merchant_id, livemode, endpoint_id) WHERE status = 'failed';
-- Every page of the dashboard says how many endpoints were given up.
CREATE INDEX webhook_endpoints_given_up ON webhook_endpoints (merchant_id, livemode, id)
    WHERE disabled_at IS NOT NULL AND failing_since IS NOT NULL AND deleted_at IS NULL;
