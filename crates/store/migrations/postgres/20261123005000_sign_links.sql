-- What the house signs links with that it sends to people: one secret, made here, that never leaves.
CREATE TABLE signing_keys (
    id      BIGINT PRIMARY KEY,
    secret  TEXT COLLATE "C" NOT NULL
);
INSERT INTO signing_keys (id, secret) VALUES (1, REPLACE(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
