-- What people and keys did to money, people, settings and access: who, what, when and on what. It only grows, and the
-- database sees to that. What a row holds stays for good, so what is told of a customer stands in the event it names,
-- from which erasure can take it.
CREATE TABLE audit_log (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    act          TEXT NOT NULL,
    actor_kind   TEXT NOT NULL,
    actor_id     TEXT NOT NULL,
    actor_name   TEXT NOT NULL,
    object_id    TEXT NOT NULL,
    fields       TEXT NOT NULL DEFAULT '',
    event_id     TEXT,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX audit_log_by_act ON audit_log (merchant_id, livemode, act, id);
CREATE INDEX audit_log_by_actor ON audit_log (merchant_id, livemode, actor_id, id);
CREATE INDEX audit_log_of_object ON audit_log (merchant_id, livemode, object_id, id);

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_grows BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE merchant_id = NEW.merchant_id AND livemode = NEW.livemode AND id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
