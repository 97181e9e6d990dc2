//! What a database consists of, in words that are the same on both engines.

use std::collections::BTreeSet;

use crate::harness::House;

/// Tables, columns, keys and indexes by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// `customers`.
    pub tables: BTreeSet<String>,
    /// `customers.email text`, and whether it may be absent.
    pub columns: BTreeSet<String>,
    /// `customers (merchant_id, livemode, id)`: what the tables themselves hold to be unique.
    pub keys: BTreeSet<String>,
    /// `customers.customers_by_email (merchant_id, livemode, email)`, and whether it is unique or leaves rows out.
    pub indexes: BTreeSet<String>,
}

/// The search is where the engines differ: SQLite has a table for it, PostgreSQL an index.
const TABLES_SQLITE: &str = "
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'customer_search%' AND name <> '_sqlx_migrations'";
const TABLES_POSTGRES: &str = "
    SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'";

const COLUMNS_SQLITE: &str = r#"
    SELECT t.name || '.' || c.name || ' '
        || CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' ELSE lower(c.type) END
        || CASE WHEN c."notnull" OR c.pk > 0 THEN '' ELSE ' or nothing' END
        || CASE WHEN c.hidden > 0 THEN ' computed' ELSE '' END
    FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.name IN (TABLES)"#;
const COLUMNS_POSTGRES: &str = "
    SELECT table_name || '.' || column_name || ' ' || data_type
        || CASE is_nullable WHEN 'NO' THEN '' ELSE ' or nothing' END
        || CASE is_generated WHEN 'NEVER' THEN '' ELSE ' computed' END
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN (TABLES)";

const KEYS_SQLITE: &str = r#"
    SELECT t.name || ' (' || (SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) c) || ')'
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.name IN (TABLES) AND i.origin <> 'c'
    UNION
    SELECT t.name || ' (' || group_concat(c.name, ', ') || ')'
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.name IN (TABLES) AND c.pk > 0 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i WHERE i.origin = 'pk')
    GROUP BY t.name"#;
const KEYS_POSTGRES: &str = "
    SELECT c.conrelid::regclass || ' (' || (
            SELECT string_agg(a.attname, ', ' ORDER BY k.place)
            FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
        ) || ')'
    FROM pg_constraint c
    WHERE c.contype IN ('p', 'u') AND c.conrelid::regclass::text IN (TABLES)";

/// SQLite ends every index with the row's number; PostgreSQL has it written out. Of customers both may hold more after it than
/// they search by.
const INDEXES_SQLITE: &str = r#"
    SELECT t.name || '.' || i.name || ' (' || (
            SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) c
            WHERE t.name <> 'customers'
                OR c.seqno < COALESCE((SELECT n.seqno FROM pragma_index_info(i.name) n WHERE n.name = 'seq'), c.seqno + 1)
        ) || ')' || CASE WHEN i."unique" THEN ' unique' ELSE '' END || CASE WHEN i.partial THEN ' partial' ELSE '' END
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.name IN (TABLES) AND i.origin = 'c'"#;
const INDEXES_POSTGRES: &str = "
    SELECT x.indrelid::regclass || '.' || x.indexrelid::regclass || ' (' || (
            SELECT string_agg(a.attname, ', ' ORDER BY k.place)
            FROM unnest(x.indkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
            WHERE k.place <= x.indnkeyatts AND NOT (x.indrelid::regclass::text = 'customers' AND a.attname = 'seq')
        ) || ')' || CASE WHEN x.indisunique THEN ' unique' ELSE '' END
        || CASE WHEN x.indpred IS NULL THEN '' ELSE ' partial' END
    FROM pg_index x
    WHERE x.indrelid::regclass::text IN (TABLES) AND x.indexrelid::regclass::text <> 'customers_by_text'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u'))";

impl Schema {
    /// What this database consists of.
    pub async fn of(house: &House) -> Self {
        let (tables, columns, keys, indexes) = if house.db.is_sqlite() {
            (TABLES_SQLITE, COLUMNS_SQLITE, KEYS_SQLITE, INDEXES_SQLITE)
        } else {
            (TABLES_POSTGRES, COLUMNS_POSTGRES, KEYS_POSTGRES, INDEXES_POSTGRES)
        };
        let rows = async |sql: &str| -> BTreeSet<String> {
            house.texts(&sql.replace("TABLES", tables)).await.into_iter().collect()
        };
        Self {
            tables: rows(tables).await,
            columns: rows(columns).await,
            keys: rows(keys).await,
            indexes: rows(indexes).await,
        }
    }
}
