CREATE TABLE record (
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  owner uuid NOT NULL,
  key_id uuid NOT NULL,
  at bigint NOT NULL,
  until bigint,
  "by" uuid NOT NULL,
  state text NOT NULL,
  due bigint,
  box bytea,
  PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX record_current ON record (id) WHERE until IS NULL;
CREATE INDEX record_owner ON record (owner, kind, at);
CREATE INDEX record_list ON record (kind, at) WHERE until IS NULL;
CREATE INDEX record_due ON record (kind, state, due) WHERE until IS NULL;
CREATE INDEX record_key ON record (key_id);

CREATE TABLE data_key (
  id uuid NOT NULL PRIMARY KEY,
  owner uuid NOT NULL,
  use text NOT NULL,
  wrapped_by text NOT NULL,
  wrapped bytea,
  ended bigint
);
CREATE INDEX data_key_owner ON data_key (owner, use);
CREATE INDEX data_key_wrapped_by ON data_key (wrapped_by);

CREATE TABLE look_up (
  name text NOT NULL,
  value bytea NOT NULL,
  record uuid NOT NULL,
  PRIMARY KEY (name, value, record)
);
CREATE INDEX look_up_record ON look_up (record);
