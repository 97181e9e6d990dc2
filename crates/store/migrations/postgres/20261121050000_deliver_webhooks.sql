-- Addresses that are told of events. The secret is kept readable, for it signs what is sent. An endpoint that was removed
-- stays as a row without secrets: events that are told at that moment may still name it.
CREATE TABLE webhook_endpoints (
    id                     TEXT COLLATE "C" NOT NULL,
    merchant_id            TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode               BOOLEAN NOT NULL,
    url                    TEXT COLLATE "C" NOT NULL,
    description            TEXT COLLATE "C" NOT NULL DEFAULT '',
    events                 TEXT COLLATE "C" NOT NULL,
    secret                 TEXT COLLATE "C" NOT NULL,
    previous_secret        TEXT COLLATE "C" NOT NULL DEFAULT '',
    previous_secret_until  BIGINT,
    disabled_at            BIGINT,
    disabled_reason        TEXT COLLATE "C" NOT NULL DEFAULT '',
    failing_since          BIGINT,
    created_at             BIGINT NOT NULL,
    updated_at             BIGINT NOT NULL,
    deleted_at             BIGINT,
    version                BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);
-- Whoever tells of an event asks for these.
CREATE INDEX webhook_endpoints_enabled ON webhook_endpoints (merchant_id, livemode, id)
    WHERE disabled_at IS NULL AND deleted_at IS NULL;

-- Events on their way to endpoints, written in the transaction of the event. The body is what is sent, byte for byte, at
-- every attempt; it is empty once the person it told of is erased. What has no next attempt waits for nothing: it was
-- delivered, it failed for good, or its endpoint is disabled.
CREATE TABLE deliveries (
    id               TEXT COLLATE "C" NOT NULL,
    merchant_id      TEXT COLLATE "C" NOT NULL,
    livemode         BOOLEAN NOT NULL,
    endpoint_id      TEXT COLLATE "C" NOT NULL,
    event_id         TEXT COLLATE "C" NOT NULL,
    event_type       TEXT COLLATE "C" NOT NULL,
    customer_id      TEXT COLLATE "C" NOT NULL DEFAULT '',
    body             TEXT COLLATE "C" NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    attempts         BIGINT NOT NULL DEFAULT 0,
    attempts_before  BIGINT NOT NULL DEFAULT 0,
    next_attempt_at  BIGINT,
    leased_until     BIGINT,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, endpoint_id) REFERENCES webhook_endpoints (merchant_id, livemode, id)
);
CREATE INDEX deliveries_of_endpoint ON deliveries (merchant_id, livemode, endpoint_id, id);
-- Servers ask what is due whoever it belongs to, except for endpoints that they are busy with.
CREATE INDEX deliveries_due ON deliveries (next_attempt_at, endpoint_id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_pending ON deliveries (merchant_id, livemode, endpoint_id) WHERE status = 'pending';
CREATE INDEX deliveries_of_customer ON deliveries (merchant_id, livemode, customer_id) WHERE customer_id <> '';

-- What was sent and what came back, each time.
CREATE TABLE delivery_attempts (
    merchant_id      TEXT COLLATE "C" NOT NULL,
    livemode         BOOLEAN NOT NULL,
    delivery_id      TEXT COLLATE "C" NOT NULL,
    number           BIGINT NOT NULL,
    url              TEXT COLLATE "C" NOT NULL,
    request_headers  TEXT COLLATE "C" NOT NULL,
    response_status  BIGINT NOT NULL DEFAULT 0,
    response_body    TEXT COLLATE "C" NOT NULL DEFAULT '',
    error            TEXT COLLATE "C" NOT NULL DEFAULT '',
    started_at       BIGINT NOT NULL,
    duration         BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, delivery_id, number),
    FOREIGN KEY (merchant_id, livemode, delivery_id) REFERENCES deliveries (merchant_id, livemode, id)
);
