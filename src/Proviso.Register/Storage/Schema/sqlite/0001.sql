CREATE TABLE record (
  id BLOB NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  owner BLOB NOT NULL,
  key_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER,
  "by" BLOB NOT NULL,
  state TEXT NOT NULL,
  due INTEGER,
  box BLOB,
  PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE UNIQUE INDEX record_current ON record (id) WHERE until IS NULL;
CREATE INDEX record_owner ON record (owner, kind, at);
CREATE INDEX record_list ON record (kind, at) WHERE until IS NULL;
CREATE INDEX record_due ON record (kind, state, due) WHERE until IS NULL;
CREATE INDEX record_key ON record (key_id);

CREATE TABLE data_key (
  id BLOB NOT NULL PRIMARY KEY,
  owner BLOB NOT NULL,
  use TEXT NOT NULL,
  wrapped_by TEXT NOT NULL,
  wrapped BLOB,
  ended INTEGER
) WITHOUT ROWID;
CREATE INDEX data_key_owner ON data_key (owner, use);
CREATE INDEX data_key_wrapped_by ON data_key (wrapped_by);

CREATE TABLE look_up (
  name TEXT NOT NULL,
  value BLOB NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (name, value, record)
) WITHOUT ROWID;
CREATE INDEX look_up_record ON look_up (record);
