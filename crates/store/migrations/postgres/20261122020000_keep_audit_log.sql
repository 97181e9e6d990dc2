-- What people and keys did to money, people, settings and access: who, what, when and on what. It only grows, and the
-- database sees to that. What a row holds stays for good, so what is told of a customer stands in the event it names,
-- from which erasure can take it.
CREATE TABLE audit_log (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    act          TEXT COLLATE "C" NOT NULL,
    actor_kind   TEXT COLLATE "C" NOT NULL,
    actor_id     TEXT COLLATE "C" NOT NULL,
    actor_name   TEXT COLLATE "C" NOT NULL,
    object_id    TEXT COLLATE "C" NOT NULL,
    fields       TEXT COLLATE "C" NOT NULL DEFAULT '',
    event_id     TEXT COLLATE "C",
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX audit_log_by_act ON audit_log (merchant_id, livemode, act, id);
CREATE INDEX audit_log_by_actor ON audit_log (merchant_id, livemode, actor_id, id);
CREATE INDEX audit_log_of_object ON audit_log (merchant_id, livemode, object_id, id);

CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log only grows';
END
$$;
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_log();
