-- What programs tell of payments beyond what people look at.
ALTER TABLE payments ADD COLUMN source_id TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN description TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN exp_month BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN exp_year BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN fingerprint TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN chain_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN wallet_address TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN succeeded_at BIGINT;
ALTER TABLE payments ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

UPDATE payments SET succeeded_at = occurred_at WHERE status IN ('succeeded', 'partially_refunded', 'refunded');

CREATE INDEX payments_by_source_id ON payments (merchant_id, livemode, source_id, id) WHERE source_id <> '';
-- Most payments succeeded; who asks for the others finds them here.
CREATE INDEX payments_by_status ON payments (merchant_id, livemode, status, id) WHERE status <> 'succeeded';

-- Who wrote a note when it was a program.
ALTER TABLE notes ADD COLUMN author TEXT COLLATE "C" NOT NULL DEFAULT '';
