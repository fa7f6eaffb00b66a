import type { DatabaseSync } from 'node:sqlite'

/**
 * The schema, one step per version of `user_version`. A step that has been released is never edited.
 *
 * Times are milliseconds since the epoch. Orders are archived, never deleted.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    point_of_sale TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    finished_at INTEGER
  ) STRICT;
  CREATE INDEX batch_active ON batch (id) WHERE finished_at IS NULL;

  CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    point_of_sale TEXT NOT NULL,
    point_of_sale_name TEXT NOT NULL,
    external_reference TEXT NOT NULL,
    state TEXT NOT NULL,
    hold_reason TEXT,
    position TEXT NOT NULL DEFAULT '~',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    checks INTEGER NOT NULL DEFAULT 0,
    watch_since INTEGER,
    next_at INTEGER,
    posts INTEGER NOT NULL DEFAULT 0,
    automatic_posts INTEGER NOT NULL DEFAULT 0,
    used INTEGER NOT NULL DEFAULT 0,
    possible INTEGER NOT NULL DEFAULT 0,
    refused_queries INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,
    original TEXT,
    found TEXT,
    reasons TEXT,
    repeats INTEGER REFERENCES orders (id),
    archived_at INTEGER
  ) STRICT;
  -- One live order per point of sale and reference: the second of two clicks, windows or batches finds the first.
  CREATE UNIQUE INDEX orders_live ON orders (point_of_sale, external_reference)
    WHERE state IN ('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision');
  -- What each loop looks for; the watch is partial, so that it does not grow with what is already settled.
  CREATE INDEX orders_lane ON orders (point_of_sale, state, position, id);
  CREATE INDEX orders_watch ON orders (point_of_sale, next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX orders_batch ON orders (batch_id, state, used, possible);
  CREATE INDEX orders_reference ON orders (external_reference);
  CREATE INDEX orders_state ON orders (state, id) WHERE archived_at IS NULL;
  CREATE INDEX orders_repeats ON orders (repeats) WHERE repeats IS NOT NULL;

  -- Kept by trigger, so that showing the counts does not read every order.
  CREATE TABLE state_count (state TEXT PRIMARY KEY, total INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER orders_counted_in AFTER INSERT ON orders BEGIN
    INSERT INTO state_count VALUES (new.state, 1) ON CONFLICT (state) DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER orders_counted_over AFTER UPDATE OF state ON orders WHEN old.state <> new.state AND new.archived_at IS NULL BEGIN
    UPDATE state_count SET total = total - 1 WHERE state = old.state;
    INSERT INTO state_count VALUES (new.state, 1) ON CONFLICT (state) DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER orders_counted_out AFTER UPDATE OF archived_at ON orders
    WHEN old.archived_at IS NULL AND new.archived_at IS NOT NULL BEGIN
    UPDATE state_count SET total = total - 1 WHERE state = old.state;
  END;

  CREATE TABLE transition (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    from_state TEXT,
    to_state TEXT NOT NULL,
    cause TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX transition_order ON transition (order_id, id);

  -- One row per POST that may have left: written with the marker, settled with the answer.
  CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    point_of_sale TEXT NOT NULL,
    method TEXT NOT NULL,
    month TEXT NOT NULL,
    at INTEGER NOT NULL,
    certain INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX request_order ON request (order_id);
  CREATE INDEX request_month ON request (point_of_sale, month, method, certain);

  -- What holds a whole lane, so that a restart does not spend a request to find out again.
  CREATE TABLE lane (
    point_of_sale TEXT PRIMARY KEY,
    gate TEXT,
    gate_at INTEGER,
    gate_outcome TEXT,
    wait_kind TEXT,
    wait_until INTEGER,
    waits INTEGER NOT NULL DEFAULT 0,
    trouble INTEGER NOT NULL DEFAULT 0,
    list_refused_at INTEGER
  ) STRICT, WITHOUT ROWID;

  -- Every webhook once, also those that no order waits for: the reason of a failure may be asked for later.
  CREATE TABLE webhook_event (
    hook_id TEXT PRIMARY KEY,
    point_of_sale TEXT,
    evento TEXT NOT NULL,
    external_reference TEXT,
    creado INTEGER,
    msg TEXT NOT NULL,
    order_id INTEGER,
    received_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX webhook_event_reference ON webhook_event (external_reference, received_at);

  CREATE TABLE flag (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Whether the sender knew the token of the point of sale, how the event came, and what is not as documented in full.
  ALTER TABLE webhook_event ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE webhook_event ADD COLUMN source TEXT NOT NULL DEFAULT 'receiver';
  ALTER TABLE webhook_event ADD COLUMN original TEXT;
  `,
  `
  -- Paid calls other than a resend, each asked for by a person.
  CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    point_of_sale TEXT NOT NULL,
    point_of_sale_name TEXT NOT NULL,
    method TEXT NOT NULL,
    external_reference TEXT,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    checks INTEGER NOT NULL DEFAULT 0,
    watch_since INTEGER,
    next_at INTEGER,
    used INTEGER NOT NULL DEFAULT 0,
    possible INTEGER NOT NULL DEFAULT 0,
    before TEXT,
    after TEXT,
    result TEXT,
    outcome TEXT,
    original TEXT,
    order_id INTEGER REFERENCES orders (id),
    follow_up INTEGER REFERENCES orders (id)
  ) STRICT;
  -- One live task per point of sale, method and reference: the second of two clicks finds the first.
  CREATE UNIQUE INDEX task_live ON task (point_of_sale, method, ifnull(external_reference, ''))
    WHERE state IN ('requested', 'on_wire', 'uncertain');
  CREATE INDEX task_reference ON task (external_reference, id);
  CREATE INDEX task_method ON task (method, state, id);
  CREATE INDEX task_watch ON task (next_at) WHERE next_at IS NOT NULL;

  CREATE TABLE task_transition (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    from_state TEXT,
    to_state TEXT NOT NULL,
    cause TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX task_transition_task ON task_transition (task_id, id);

  -- A request belongs to an order or to a task.
  CREATE TABLE request_of_either (
    id INTEGER PRIMARY KEY,
    order_id INTEGER REFERENCES orders (id),
    task_id INTEGER REFERENCES task (id),
    point_of_sale TEXT NOT NULL,
    method TEXT NOT NULL,
    month TEXT NOT NULL,
    at INTEGER NOT NULL,
    certain INTEGER NOT NULL DEFAULT 0,
    CHECK ((order_id IS NULL) <> (task_id IS NULL))
  ) STRICT;
  INSERT INTO request_of_either (id, order_id, point_of_sale, method, month, at, certain)
    SELECT id, order_id, point_of_sale, method, month, at, certain FROM request;
  DROP TABLE request;
  ALTER TABLE request_of_either RENAME TO request;
  CREATE INDEX request_order ON request (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX request_task ON request (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX request_month ON request (point_of_sale, month, method, certain);
  `,
  `
  -- Why a comprobante is in error, as a person found out; with or without an order of ours.
  CREATE TABLE given_reason (
    point_of_sale TEXT NOT NULL,
    external_reference TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (point_of_sale, external_reference)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Finds the orders of a range of days, and the archived ones, without reading the others.
  CREATE INDEX orders_created ON orders (created_at);
  CREATE INDEX orders_archived ON orders (id) WHERE archived_at IS NOT NULL;
  CREATE TRIGGER orders_counted_back AFTER UPDATE OF archived_at ON orders
    WHEN old.archived_at IS NOT NULL AND new.archived_at IS NULL BEGIN
    INSERT INTO state_count VALUES (new.state, 1) ON CONFLICT (state) DO UPDATE SET total = total + 1;
  END;

  -- The ledger, kept by trigger in the transaction of the marker or the answer itself. Showing it read every request before.
  DROP INDEX request_month;
  CREATE TABLE request_count (
    point_of_sale TEXT NOT NULL,
    month TEXT NOT NULL,
    method TEXT NOT NULL,
    used INTEGER NOT NULL,
    possible INTEGER NOT NULL,
    PRIMARY KEY (point_of_sale, month, method)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO request_count SELECT point_of_sale, month, method, sum(certain), sum(1 - certain) FROM request GROUP BY 1, 2, 3;
  CREATE TRIGGER requests_counted_in AFTER INSERT ON request BEGIN
    INSERT INTO request_count VALUES (new.point_of_sale, new.month, new.method, new.certain, 1 - new.certain)
      ON CONFLICT DO UPDATE SET used = used + excluded.used, possible = possible + excluded.possible;
  END;
  CREATE TRIGGER requests_counted_over AFTER UPDATE OF certain ON request WHEN old.certain <> new.certain BEGIN
    UPDATE request_count SET used = used + new.certain - old.certain, possible = possible - new.certain + old.certain
      WHERE point_of_sale = new.point_of_sale AND month = new.month AND method = new.method;
  END;

  -- How orders ended, on which day in Argentina (UTC-3 all year), and whether without a POST. Kept by trigger, archived orders
  -- included: a year of it is some thousand rows, whatever the number of orders.
  CREATE TABLE day_outcome (
    day TEXT NOT NULL,
    point_of_sale TEXT NOT NULL,
    state TEXT NOT NULL,
    unsent INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (day, point_of_sale, state, unsent)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO day_outcome
    SELECT date(updated_at / 1000 - 10800, 'unixepoch'), point_of_sale, state, posts = 0, count(*) FROM orders
    WHERE state IN ('accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled') GROUP BY 1, 2, 3, 4;
  CREATE TRIGGER orders_outcome_placed AFTER INSERT ON orders
    WHEN new.state IN ('accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled') BEGIN
    INSERT INTO day_outcome VALUES (date(new.updated_at / 1000 - 10800, 'unixepoch'), new.point_of_sale, new.state, new.posts = 0, 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER orders_outcome_left AFTER UPDATE OF state ON orders
    WHEN old.state <> new.state
      AND old.state IN ('accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled') BEGIN
    UPDATE day_outcome SET total = total - 1
      WHERE day = date(old.updated_at / 1000 - 10800, 'unixepoch') AND point_of_sale = old.point_of_sale AND state = old.state AND unsent = (old.posts = 0);
  END;
  CREATE TRIGGER orders_outcome_reached AFTER UPDATE OF state ON orders
    WHEN old.state <> new.state
      AND new.state IN ('accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled') BEGIN
    INSERT INTO day_outcome VALUES (date(new.updated_at / 1000 - 10800, 'unixepoch'), new.point_of_sale, new.state, new.posts = 0, 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  `,
  `
  -- Sending an order wrote 35 pages of 4 KB, nearly all of them indexes that moved with its state. What moves now is small:
  -- an index over what waits, and counts. The counts are kept by trigger, so that nothing has to be read to show them.
  DROP INDEX orders_lane;
  CREATE INDEX orders_waiting ON orders (point_of_sale, state, position, id) WHERE state = 'queued' OR state = 'held' OR state = 'preflight';
  DROP INDEX orders_batch;
  CREATE INDEX orders_batch ON orders (batch_id);
  -- The same as before; a list behind IN is built anew for each row that is written.
  DROP INDEX orders_live;
  CREATE UNIQUE INDEX orders_live ON orders (point_of_sale, external_reference)
    WHERE state = 'queued' OR state = 'held' OR state = 'preflight' OR state = 'sending' OR state = 'on_wire' OR state = 'unknown' OR state = 'needs_decision';

  -- The story of an order in one place, counted within the order.
  CREATE TABLE story (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    id INTEGER NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    cause TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (order_id, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO story SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY id), from_state, to_state, cause, actor, at FROM transition;
  DROP TABLE transition;
  ALTER TABLE story RENAME TO transition;

  CREATE TABLE batch_count (
    batch_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    used INTEGER NOT NULL,
    possible INTEGER NOT NULL,
    PRIMARY KEY (batch_id, state)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO batch_count SELECT batch_id, state, count(*), sum(used), sum(possible) FROM orders GROUP BY batch_id, state;

  -- A batch is stored together with its orders, all of which begin as queued.
  DROP TRIGGER orders_counted_in;
  CREATE TRIGGER batch_counted_in AFTER INSERT ON batch BEGIN
    INSERT INTO state_count VALUES ('queued', new.total) ON CONFLICT (state) DO UPDATE SET total = total + excluded.total;
    INSERT INTO batch_count VALUES (new.id, 'queued', new.total, 0, 0);
  END;
  CREATE TRIGGER orders_counted_in_batch AFTER UPDATE OF state, used, possible ON orders BEGIN
    UPDATE batch_count SET total = total - 1, used = used - old.used, possible = possible - old.possible
      WHERE batch_id = old.batch_id AND state = old.state;
    INSERT INTO batch_count VALUES (new.batch_id, new.state, 1, new.used, new.possible) ON CONFLICT (batch_id, state)
      DO UPDATE SET total = total + 1, used = used + excluded.used, possible = possible + excluded.possible;
  END;
  -- The same as before, at once for the thousands that begin as queued.
  DROP TRIGGER orders_outcome_placed;
  CREATE TRIGGER orders_outcome_placed AFTER INSERT ON orders
    WHEN new.state <> 'queued' AND new.state IN ('accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled') BEGIN
    INSERT INTO day_outcome VALUES (date(new.updated_at / 1000 - 10800, 'unixepoch'), new.point_of_sale, new.state, new.posts = 0, 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  `,
  `
  -- What a person put off, by the hour at which it goes.
  CREATE INDEX orders_postponed ON orders (waiting_since) WHERE hold_reason = 'luego';
  `,
  `
  -- What other starts of the program handed over and is placed, so that it is placed once.
  CREATE TABLE delivery (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  `,
  `
  -- How often an order may still be POSTed, in place of how often it was by itself. Every order so far was confirmed as "up to two";
  -- one that a person has decided to send since its last POST has that one.
  ALTER TABLE orders RENAME COLUMN automatic_posts TO posts_left;
  UPDATE orders SET posts_left = 0 WHERE posts_left <> 0;
  UPDATE orders SET posts_left = max(2 - posts, coalesce((
      SELECT cause = 'decided-resend' FROM transition
      WHERE order_id = orders.id AND cause IN ('decided-resend', 'marker', 'journal') ORDER BY transition.id DESC LIMIT 1), 0))
    WHERE state IN ('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision');
  UPDATE orders SET posts_left = 0 WHERE posts_left < 0;
  `,
  `
  -- Which database this is and how far it has got, as the journal beside it says too: see storage/journal.ts.
  CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), identity TEXT NOT NULL, sequence INTEGER NOT NULL) STRICT;
  INSERT INTO progress VALUES (1, lower(hex(randomblob(16))), 0);
  `,
  `
  -- The last refusals that no rule knows, so that a restart does not pay to hear the same words again.
  ALTER TABLE lane ADD COLUMN paid_refusal TEXT;
  ALTER TABLE lane ADD COLUMN free_refusal TEXT;
  `,
  `
  -- What TusFacturasAPP showed in error, a row a comprobante. Free queries fill it and fill it again; only note and snoozed_until are
  -- the person's. While a row is in error, last_seen is inbox_day.read_at: a day that shows nothing new writes one small row.
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    point_of_sale TEXT NOT NULL,
    -- Emission date, in days since 1970-01-01.
    day INTEGER NOT NULL,
    external_reference TEXT NOT NULL,
    status TEXT NOT NULL,
    status_text TEXT NOT NULL,
    tipo TEXT NOT NULL,
    -- Numbers as the API wrote them, which need not be whole.
    punto_venta REAL NOT NULL,
    numero REAL NOT NULL,
    razon_social TEXT NOT NULL,
    documento_nro TEXT NOT NULL,
    total REAL,
    moneda TEXT NOT NULL,
    -- How many comprobantes of that day had its reference, whatever their status.
    sharing INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    -- A notification has told of it, or was not needed.
    told INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    snoozed_until INTEGER,
    -- When an order or a task of ours last changed it: a query that began before does not know of that.
    acted_at INTEGER,
    gone_at INTEGER,
    became TEXT
  ) STRICT;
  CREATE INDEX inbox_of_day ON inbox (point_of_sale, day DESC);
  CREATE INDEX inbox_listed ON inbox (day DESC) WHERE gone_at IS NULL;
  CREATE INDEX inbox_reference ON inbox (external_reference, point_of_sale);
  CREATE INDEX inbox_unseen ON inbox (point_of_sale) WHERE seen = 0 AND gone_at IS NULL;
  CREATE INDEX inbox_untold ON inbox (point_of_sale) WHERE told = 0;
  CREATE INDEX inbox_gone ON inbox (gone_at) WHERE gone_at IS NOT NULL;

  -- When each day was last read whole.
  CREATE TABLE inbox_day (
    point_of_sale TEXT NOT NULL,
    day INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (point_of_sale, day)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- When the person was told that a batch is over, at TusFacturasAPP too, and when that it was not yet. What was handed over before and is no
  -- longer watched counts as told.
  ALTER TABLE batch ADD COLUMN told_at INTEGER;
  ALTER TABLE batch ADD COLUMN still_told_at INTEGER;
  UPDATE batch SET told_at = finished_at WHERE finished_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM orders WHERE batch_id = batch.id AND (state = 'accepted' OR state = 'superseded') AND next_at IS NOT NULL);
  CREATE INDEX batch_untold ON batch (id) WHERE told_at IS NULL;
  -- An order that goes on makes its batch due anew; what a person gives up is nothing to tell them.
  CREATE TRIGGER orders_untold AFTER UPDATE OF state ON orders WHEN old.state <> new.state AND new.state <> 'cancelled' BEGIN
    UPDATE batch SET told_at = NULL, still_told_at = NULL, finished_at = NULL WHERE id = new.batch_id AND told_at IS NOT NULL;
  END;

  -- Orders that ended badly, or wait for the person, and that they have not had in front of them.
  CREATE TABLE unseen (order_id INTEGER PRIMARY KEY REFERENCES orders (id), state TEXT NOT NULL) STRICT;
  CREATE TRIGGER orders_unseen AFTER UPDATE OF state ON orders
    WHEN old.state <> new.state AND new.state IN ('failed_again', 'not_found', 'rejected', 'needs_decision') BEGIN
    INSERT OR REPLACE INTO unseen VALUES (new.id, new.state);
  END;
  CREATE TRIGGER orders_unseen_over AFTER UPDATE OF state, archived_at ON orders
    WHEN old.state IN ('failed_again', 'not_found', 'rejected', 'needs_decision')
      AND (new.archived_at IS NOT NULL OR new.state NOT IN ('failed_again', 'not_found', 'rejected', 'needs_decision')) BEGIN
    DELETE FROM unseen WHERE order_id = new.id;
  END;
  `,
  `
  -- What is asked of new comprobantes in error is how many there are that are not put off; the index alone answers it.
  DROP INDEX inbox_unseen;
  CREATE INDEX inbox_unseen ON inbox (snoozed_until, gone_at) WHERE seen = 0 AND gone_at IS NULL;
  `,
  `
  -- When a row was out of error before it came back: what was known before of its error is no reason of this one.
  ALTER TABLE inbox ADD COLUMN left_at INTEGER;
  ALTER TABLE inbox ADD COLUMN back_at INTEGER;

  -- Which rule placed an order; none: a person did.
  ALTER TABLE orders ADD COLUMN rule TEXT;
  CREATE INDEX orders_automatic ON orders (point_of_sale, state) WHERE rule IS NOT NULL;

  -- How many requests rules have spent, certain or possible, by day in Argentina: kept by trigger, in the transaction of the marker itself. What a
  -- person decided to send all the same is hers.
  CREATE TABLE automatic_count (
    point_of_sale TEXT NOT NULL,
    day TEXT NOT NULL,
    total INTEGER NOT NULL,
    -- The budget, in requests, of which the person was told that it is spent; 0: she was told of none.
    told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (point_of_sale, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER requests_counted_automatic AFTER INSERT ON request
    WHEN EXISTS (SELECT 1 FROM orders WHERE id = new.order_id AND rule IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM transition WHERE order_id = new.order_id AND cause IN ('decided-resend', 'released')) BEGIN
    INSERT INTO automatic_count (point_of_sale, day, total) VALUES (new.point_of_sale, date(new.at / 1000 - 10800, 'unixepoch'), 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  `,
  `
  -- What is new is asked of the days that are watched; the index alone answers how many are not put off.
  DROP INDEX inbox_unseen;
  CREATE INDEX inbox_unseen ON inbox (snoozed_until, gone_at, day) WHERE seen = 0 AND gone_at IS NULL;
  DROP INDEX inbox_untold;
  CREATE INDEX inbox_untold ON inbox (day) WHERE told = 0;
  `,
]

/** The version this program writes. */
export const schemaVersion = migrations.length

/** @returns the version stored in the file */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/**
 * Brings the database to `schemaVersion` in one transaction.
 * @param steps for tests of an upgrade; the real ones by default
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const from = versionOf(database)
  if (from >= steps.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(from)) database.exec(step)
    database.exec(`PRAGMA user_version = ${steps.length}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
