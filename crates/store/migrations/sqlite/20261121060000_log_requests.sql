-- What programs asked the API, without what they said: for whoever wants to know why something does not work.
CREATE TABLE api_requests (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    key_id       TEXT NOT NULL,
    method       TEXT NOT NULL,
    path         TEXT NOT NULL,
    status       BIGINT NOT NULL,
    micros       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX api_requests_refused ON api_requests (merchant_id, livemode, id) WHERE status >= 400;
CREATE INDEX api_requests_by_age ON api_requests (created_at);
