import type { Migrations } from "./open-database.ts";
import { MARK_TABLE } from "./sqlite-mark.ts";

const VERSION_1 = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

CREATE TABLE payload (
  digest TEXT PRIMARY KEY, organisation TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE pending_payload (
  digest TEXT PRIMARY KEY REFERENCES payload (digest) ON DELETE CASCADE,
  organisation TEXT NOT NULL, size INTEGER NOT NULL, since_wall INTEGER NOT NULL, since_chain INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_payload_by_organisation ON pending_payload (organisation);
CREATE INDEX pending_payload_by_age ON pending_payload (since_wall);

CREATE TABLE wrap (
  customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, scope INTEGER NOT NULL, holder TEXT NOT NULL,
  wrapper_epoch INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (customer, key_epoch, scope, holder, wrapper_epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE identity (
  account TEXT PRIMARY KEY, bytes BLOB NOT NULL, etag TEXT NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sealed_secret (
  organisation TEXT NOT NULL, epoch INTEGER NOT NULL, recipient TEXT NOT NULL, recipient_epoch INTEGER NOT NULL,
  digest TEXT NOT NULL, bytes BLOB NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, epoch, recipient, digest)
) STRICT;

CREATE TABLE challenge (message_hash TEXT PRIMARY KEY, address TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE INDEX challenge_by_expiry ON challenge (expires_at);
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY, address TEXT NOT NULL, transport TEXT NOT NULL,
  expires_at INTEGER NOT NULL, used_at INTEGER NOT NULL
) STRICT;
CREATE TABLE idempotency_key (
  caller TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

CREATE TABLE block (
  number INTEGER PRIMARY KEY, hash TEXT NOT NULL, parent_hash TEXT NOT NULL, timestamp INTEGER NOT NULL
) STRICT;
CREATE TABLE entry (
  customer TEXT NOT NULL, sequence INTEGER NOT NULL, steward TEXT NOT NULL, head TEXT NOT NULL, previous TEXT NOT NULL,
  author TEXT NOT NULL, kind INTEGER NOT NULL, key_epoch INTEGER NOT NULL, commitment TEXT NOT NULL,
  payload_digest TEXT NOT NULL, block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, block_hash TEXT NOT NULL,
  transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  PRIMARY KEY (customer, sequence)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entry_by_place ON entry (block_number, log_index);
CREATE INDEX entry_by_payload ON entry (payload_digest);
CREATE TABLE customer (
  customer TEXT PRIMARY KEY, sequence INTEGER NOT NULL, head TEXT NOT NULL, steward TEXT NOT NULL,
  kind INTEGER NOT NULL, updated_block INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_by_steward ON customer (steward, customer);
CREATE INDEX customer_by_block ON customer (updated_block);
CREATE TABLE transfer_offer (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, customer TEXT NOT NULL, head TEXT NOT NULL,
  from_account TEXT NOT NULL, to_account TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE TABLE role_event (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, role TEXT NOT NULL, account TEXT NOT NULL, until INTEGER,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_event_by_role ON role_event (role, account, block_number, log_index);
CREATE INDEX role_event_by_account ON role_event (account, role, block_number, log_index);
CREATE TABLE organisation_event (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, organisation TEXT NOT NULL, change TEXT NOT NULL, name TEXT,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE TABLE published_key (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, account TEXT NOT NULL, epoch INTEGER NOT NULL,
  suite INTEGER NOT NULL, key_hash TEXT NOT NULL, key_bytes BLOB NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT;
CREATE UNIQUE INDEX published_key_by_account ON published_key (account, epoch);
CREATE TABLE anchor (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, sender TEXT NOT NULL, topic TEXT NOT NULL,
  size TEXT NOT NULL, root TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
`;

/**
 * Sharing, possession, erasure. The index is emptied, to be made anew with the events that version 1 left out; payloads keep
 * their state. An envelope names its customer at byte 36 (PROTOCOL 3).
 */
const VERSION_2 = `
DELETE FROM entry; DELETE FROM customer; DELETE FROM block; DELETE FROM transfer_offer; DELETE FROM organisation_event;
DELETE FROM published_key; DELETE FROM anchor;
DROP TABLE role_event;
CREATE TABLE role_event (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  role TEXT NOT NULL, account TEXT NOT NULL, until INTEGER,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_event_by_role ON role_event (role, account, block_number, log_index);
CREATE INDEX role_event_by_account ON role_event (account, role, block_number, log_index);
CREATE TABLE grant_event (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  role TEXT NOT NULL, steward TEXT NOT NULL, customer TEXT NOT NULL, grantee TEXT NOT NULL, scope INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX grant_event_by_role ON grant_event (role, grantee, block_number, log_index);
CREATE INDEX grant_event_by_grantee ON grant_event (grantee, block_number, log_index);
CREATE INDEX grant_event_by_grantee_customer ON grant_event (grantee, customer);
CREATE INDEX grant_event_by_steward ON grant_event (steward, block_number, log_index);
CREATE INDEX grant_event_by_customer ON grant_event (customer, steward);
CREATE TABLE subject_event (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  customer TEXT NOT NULL, change TEXT NOT NULL, subject TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_event_by_customer ON subject_event (customer, block_number, log_index);
CREATE INDEX subject_event_by_subject ON subject_event (subject, customer);
CREATE TABLE countersignature (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  customer TEXT NOT NULL, head TEXT NOT NULL, subject TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX countersignature_by_customer ON countersignature (customer, block_number, log_index);
CREATE TABLE erasure_request (
  block_number INTEGER NOT NULL, log_index INTEGER NOT NULL, transaction_hash TEXT NOT NULL, timestamp INTEGER NOT NULL,
  customer TEXT NOT NULL, subject TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_request_by_customer ON erasure_request (customer, block_number, log_index);
CREATE INDEX customer_erased ON customer (updated_block) WHERE kind = 9;

ALTER TABLE payload ADD COLUMN customer TEXT NOT NULL DEFAULT '';
UPDATE payload SET customer = '0x' || lower(hex(substr(bytes, 37, 32)));
CREATE INDEX payload_by_customer ON payload (customer);

ALTER TABLE wrap RENAME TO wrap_1;
CREATE TABLE wrap (
  customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, scope INTEGER NOT NULL, holder TEXT NOT NULL,
  wrapper TEXT NOT NULL, wrapper_epoch INTEGER NOT NULL, steward TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (customer, key_epoch, scope, holder, wrapper, wrapper_epoch, steward)
) STRICT, WITHOUT ROWID;
INSERT INTO wrap SELECT customer, key_epoch, scope, holder, 'organisation', wrapper_epoch, holder, bytes FROM wrap_1;
DROP TABLE wrap_1;

ALTER TABLE sealed_secret RENAME TO sealed_secret_1;
CREATE TABLE sealed_secret (
  kind TEXT NOT NULL, organisation TEXT NOT NULL, epoch INTEGER NOT NULL, recipient TEXT NOT NULL,
  recipient_epoch INTEGER NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (kind, organisation, epoch, recipient, digest)
) STRICT;
INSERT INTO sealed_secret
  SELECT 'organisation', organisation, epoch, recipient, recipient_epoch, digest, bytes, created_at FROM sealed_secret_1;
DROP TABLE sealed_secret_1;

CREATE TABLE possession (
  organisation TEXT NOT NULL, account TEXT NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL, answer BLOB,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, account)
) STRICT;
CREATE INDEX possession_by_account ON possession (account, organisation);

CREATE TABLE erasure (
  customer TEXT PRIMARY KEY, head TEXT NOT NULL, shares_destroyed INTEGER, wraps_deleted INTEGER NOT NULL,
  payloads_deleted INTEGER NOT NULL, destroyed_at INTEGER
) STRICT, WITHOUT ROWID;
`;

/**
 * Whose the store is, which shares were made, and which payloads an entry has named: what was not pending was referred to, by an
 * index that may have been emptied since.
 */
const VERSION_3 = `
${MARK_TABLE}
CREATE TABLE made_share (
  customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, organisation TEXT NOT NULL,
  PRIMARY KEY (customer, key_epoch)
) STRICT, WITHOUT ROWID;
ALTER TABLE payload ADD COLUMN referred INTEGER NOT NULL DEFAULT 0;
UPDATE payload SET referred = 1 WHERE digest NOT IN (SELECT digest FROM pending_payload);
`;

/** Who put things there, so that quotas are an author's: what another has stored takes nobody's room. */
const VERSION_4 = `
ALTER TABLE wrap ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE sealed_secret ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE made_share ADD COLUMN author TEXT NOT NULL DEFAULT '';
CREATE INDEX made_share_by_author ON made_share (author);
ALTER TABLE pending_payload ADD COLUMN author TEXT NOT NULL DEFAULT '';
CREATE INDEX pending_payload_by_author ON pending_payload (organisation, author);
CREATE INDEX idempotency_key_by_caller ON idempotency_key (caller, created_at);

ALTER TABLE possession RENAME TO possession_1;
DROP INDEX possession_by_account;
CREATE TABLE possession (
  organisation TEXT NOT NULL, account TEXT NOT NULL, author TEXT NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL,
  answer BLOB, updated_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, account, author)
) STRICT;
CREATE INDEX possession_by_account ON possession (account, organisation, author);
INSERT INTO possession SELECT organisation, account, '', digest, bytes, answer, updated_at FROM possession_1;
DROP TABLE possession_1;
`;

/** The main store: everything but the shred shares. */
export const MAIN_MIGRATIONS: Migrations = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];

/** "Knt1" */
export const MAIN_APPLICATION_ID = 0x4b6e7431;

/**
 * Who does what for all instances, and how the following of the chain stands. As long as the store is open and no longer: the file is
 * this process's alone, so what an earlier one left behind would only keep the next start waiting.
 */
export const MAIN_TEMPORARY = `
CREATE TEMP TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE index_status (id INTEGER PRIMARY KEY CHECK (id = 1), status TEXT NOT NULL) STRICT;
`;
