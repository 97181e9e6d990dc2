-- Mails on their way out, written in the transaction of what they tell of. `told_for` names that: it is told once. A body that
-- is empty is kept no more. What has no next attempt waits for nothing. 0 means at once, whatever the clock says.
CREATE TABLE mails (
    id               TEXT COLLATE "C" NOT NULL,
    merchant_id      TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode         BOOLEAN NOT NULL,
    told_for         TEXT COLLATE "C" NOT NULL,
    kind             TEXT COLLATE "C" NOT NULL,
    customer_id      TEXT COLLATE "C" NOT NULL DEFAULT '',
    recipient        TEXT COLLATE "C" NOT NULL,
    from_name        TEXT COLLATE "C" NOT NULL,
    reply_to         TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject          TEXT COLLATE "C" NOT NULL,
    body_text        TEXT COLLATE "C" NOT NULL,
    body_html        TEXT COLLATE "C" NOT NULL,
    off_link         TEXT COLLATE "C" NOT NULL DEFAULT '',
    status           TEXT COLLATE "C" NOT NULL,
    attempts         BIGINT NOT NULL DEFAULT 0,
    attempts_before  BIGINT NOT NULL DEFAULT 0,
    next_attempt_at  BIGINT,
    error            TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at       BIGINT NOT NULL,
    sent_at          BIGINT,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE UNIQUE INDEX mails_told_for ON mails (merchant_id, livemode, told_for);
CREATE INDEX mails_of_customer ON mails (merchant_id, livemode, customer_id) WHERE customer_id <> '';
-- Servers ask what is due whoever it belongs to.
CREATE INDEX mails_due ON mails (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX mails_by_age ON mails (created_at);

-- Who wants no reminders. Kept by the record that said so: who it is merged into wants none either.
CREATE TABLE mail_opt_outs (
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id)
);

-- What is done whenever something happens. Of those that every merchant has, only what somebody changed is a row. `filter` and
-- `action` are JSON.
CREATE TABLE workflows (
    id            TEXT COLLATE "C" NOT NULL,
    merchant_id   TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode      BOOLEAN NOT NULL,
    name          TEXT COLLATE "C" NOT NULL,
    built_in      TEXT COLLATE "C" NOT NULL DEFAULT '',
    event_type    TEXT COLLATE "C" NOT NULL,
    filter        TEXT COLLATE "C" NOT NULL,
    wait_minutes  BIGINT NOT NULL,
    action        TEXT COLLATE "C" NOT NULL,
    enabled       BOOLEAN NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    deleted_at    BIGINT,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX workflows_by_event ON workflows (merchant_id, livemode, event_type) WHERE deleted_at IS NULL;

-- Workflows that run, each once for an event. What has no `due_at` is over.
CREATE TABLE workflow_runs (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    workflow_id  TEXT COLLATE "C" NOT NULL,
    event_id     TEXT COLLATE "C" NOT NULL,
    event_type   TEXT COLLATE "C" NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL DEFAULT '',
    status       TEXT COLLATE "C" NOT NULL,
    outcome      TEXT COLLATE "C" NOT NULL DEFAULT '',
    mail_id      TEXT COLLATE "C" NOT NULL DEFAULT '',
    attempts     BIGINT NOT NULL DEFAULT 0,
    due_at       BIGINT,
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE UNIQUE INDEX workflow_runs_of_event ON workflow_runs (merchant_id, livemode, workflow_id, event_id);
CREATE INDEX workflow_runs_of_workflow ON workflow_runs (merchant_id, livemode, workflow_id, id);
CREATE INDEX workflow_runs_due ON workflow_runs (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX workflow_runs_by_age ON workflow_runs (created_at);
