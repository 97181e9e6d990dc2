-- What programs asked the API, without what they said: for whoever wants to know why something does not work.
CREATE TABLE api_requests (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    key_id       TEXT COLLATE "C" NOT NULL,
    method       TEXT COLLATE "C" NOT NULL,
    path         TEXT COLLATE "C" NOT NULL,
    status       BIGINT NOT NULL,
    micros       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX api_requests_refused ON api_requests (merchant_id, livemode, id) WHERE status >= 400;
CREATE INDEX api_requests_by_age ON api_requests (created_at);
