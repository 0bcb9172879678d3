//! The file itself: pages, tables, indexes, links between rows, the search index, the record of operations.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::Findings;
use crate::store::{RECORDED, Reader, Result, chars, each_change, each_piece};

/// Every page's seal (HMAC), as SQLCipher keeps it.
pub(super) fn pages(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let failed = texts(reader.0, "PRAGMA cipher_integrity_check")?;
    found.note("page_seal", len(&failed), |n| format!("{n} 处页面校验不符，文件已损坏，请从备份恢复。"));
    Ok(())
}

/// Tables, ordinary indexes, indexes over expressions and FTS5's own structure.
pub(super) fn database(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let mut said = texts(reader.0, "PRAGMA integrity_check(1000)")?;
    said.retain(|line| line != "ok");
    found.note("database", len(&said), |n| {
        format!("数据表或索引有 {n} 处不一致（{}）。", said.first().map_or("", String::as_str))
    });
    Ok(())
}

/// Rows that refer to rows which are not there.
pub(super) fn links(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let mut broken: Vec<(String, String, u64)> = Vec::new();
    let mut statement = reader.0.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        match broken.iter_mut().find(|known| known.0 == table && known.1 == parent) {
            Some(known) => known.2 += 1,
            None => broken.push((table, parent, 1)),
        }
    }
    for (table, parent, count) in broken {
        found.note("broken_link", count, |n| format!("{table} 中有 {n} 行指向不存在的 {parent}。"));
    }
    Ok(())
}

/// The name index against the names: it is kept by triggers and holds no names itself, so SQLite cannot compare them.
pub(super) fn name_index(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let mut sums: FxHashMap<i64, u64> = FxHashMap::default();
    let mut statement = reader.0.prepare("SELECT id, name FROM resident")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sum = chars(row.get_ref(1)?.as_str().unwrap_or(""))
            .chars()
            .filter_map(weight)
            .fold(0, u64::wrapping_add);
        sums.insert(row.get(0)?, sum);
    }
    // In the temporary schema: nothing of the office's file is written.
    let temporary = "CREATE VIRTUAL TABLE temp.name_terms USING fts5vocab(main, name_index, instance)";
    reader.0.execute_batch(temporary)?;
    let subtracted = subtract_index(reader.0, &mut sums);
    reader.0.execute_batch("DROP TABLE temp.name_terms")?;
    subtracted?;
    let drifted = sums.values().filter(|sum| **sum != 0).count();
    found.note("name_index", u64::try_from(drifted).unwrap_or(u64::MAX), |n| {
        format!("姓名检索与名册不一致：{n} 人可能搜不到。")
    });
    Ok(())
}

fn subtract_index(conn: &Connection, sums: &mut FxHashMap<i64, u64>) -> Result<()> {
    let mut statement = conn.prepare("SELECT doc, term FROM temp.name_terms")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let term = row.get_ref(1)?.as_str().unwrap_or("");
        if let Some(weight) = term.chars().next().and_then(weight) {
            let sum = sums.entry(row.get(0)?).or_default();
            *sum = sum.wrapping_sub(weight);
        }
    }
    Ok(())
}

/// A number for each character that is a token of its own whatever the tokenizer folds; their sum stands for a name.
fn weight(c: char) -> Option<u64> {
    let c = c.to_ascii_lowercase();
    let plain = c.is_ascii_alphanumeric()
        || matches!(c, '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FA5}' | '\u{20000}'..='\u{2A6D6}');
    plain.then(|| (u64::from(u32::from(c)) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Whether every recorded change can still be read, and so taken back.
pub(super) fn operations(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let mut unreadable = 0;
    for operation in reader.operations()? {
        let mut rows = 0;
        let read = each_piece(reader, operation.id, false, |changeset| {
            each_change(&changeset, |_| {
                rows += 1;
                Ok(())
            })
        });
        if read.is_err() || rows != operation.changes {
            unreadable += 1;
        }
    }
    found.note("operation", unreadable, |n| format!("{n} 条操作记录不完整，不能撤销。"));
    Ok(())
}

/// No number that is still to be handed out is in use.
pub(super) fn counter(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let mut behind = 0;
    for table in RECORDED.iter().filter(|table| !matches!(**table, "office" | "rule")) {
        let sql = format!(
            "SELECT count(*) FROM {table}, counter WHERE {table}.id >> 40 = counter.desk
             AND ({table}.id & ((1 << 40) - 1)) >= counter.next"
        );
        behind += reader.0.query_row(&sql, [], |row| row.get::<_, i64>(0))?;
    }
    found.note("counter", u64::try_from(behind).unwrap_or(0), |n| {
        format!("编号计数器落后：{n} 个编号会重复使用。")
    });
    Ok(())
}

fn texts(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    Ok(conn.prepare(pragma)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn len<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}
