-- Invitations to work for a merchant. Of the secret in the link only a hash is kept, so that nobody who reads the
-- database can accept one. An invitation that was accepted or taken back is gone.
CREATE TABLE invitations (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    id           TEXT NOT NULL,
    email        TEXT NOT NULL,
    role         TEXT NOT NULL,
    secret_hash  TEXT NOT NULL,
    invited_by   TEXT NOT NULL,
    inviter_id   TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, id)
);
CREATE UNIQUE INDEX invitations_by_email ON invitations (merchant_id, email);
CREATE UNIQUE INDEX invitations_by_secret ON invitations (secret_hash);

-- When somebody last used the dashboard, to the hour.
ALTER TABLE users ADD COLUMN last_seen_at BIGINT;

-- Browser and system with which somebody signed in; empty for those who signed in before this was kept.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- People who gave their password and not yet their code.
CREATE TABLE half_sessions (
    token_hash  TEXT PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id),
    expires_at  BIGINT NOT NULL
);
CREATE INDEX half_sessions_of_user ON half_sessions (user_id);
CREATE INDEX half_sessions_by_expiry ON half_sessions (expires_at);

-- Secrets of one-time codes. They can't be hashes: every code is computed from them. One that is not confirmed yet asks
-- for nothing. used_step is the step of the last code that was taken, so that none is taken twice.
CREATE TABLE second_factors (
    user_id       TEXT PRIMARY KEY REFERENCES users (id),
    secret        TEXT NOT NULL,
    confirmed_at  BIGINT,
    used_step     BIGINT NOT NULL DEFAULT 0
);

-- Codes for whoever lost the app, as hashes; a code that was used is gone.
CREATE TABLE recovery_codes (
    user_id    TEXT NOT NULL REFERENCES users (id),
    code_hash  TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
