//! The one door for writes: opens the transaction, records a SQLite session, stores its changeset with who, when and what,
//! commits, and says what changed. Nothing else opens a transaction.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rusqlite::session::Session;
use rusqlite::{Connection, OptionalExtension};

use super::error::{Error, Result};
use super::open::Office;
use super::schema::{NAME_TRIGGER, RECORDED, SEARCH_INDEXES};
use crate::values::Day;

/// Now, as the caller says; the domain never reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Local wall-clock time.
    pub now: NaiveDateTime,
}

impl Clock {
    /// The machine's local time.
    pub fn system() -> Self {
        Self { now: chrono::Local::now().naive_local() }
    }
    /// A moment as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok().map(|now| Self { now })
    }
    /// Today.
    pub fn today(&self) -> Day {
        Day::from(self.now.date())
    }
    /// "YYYY-MM-DD HH:MM:SS", as moments are stored.
    pub fn now_text(&self) -> String {
        self.now.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// What kind of operation it is; stored by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// 导入
    Import,
    /// 修改住户资料
    Edit,
    /// 待定问题的决定
    Decide,
    /// 开检测轮次
    OpenRound,
    /// 登记检测结果
    RecordRound,
    /// 结束检测轮次
    CloseRound,
    /// 扫码签到
    CheckIn,
    /// 采样管：开、封、交接、结果
    Tubes,
    /// 检测日的安排与通知
    Plan,
    /// 抗原：送等收登
    Antigen,
    /// 电话催检、疫情记录、复盘
    Note,
    /// 规则
    Rules,
    /// 日报关账
    CloseDay,
    /// 更正日报
    Correct,
    /// 导出（不打码）
    Export,
    /// 设置
    Settings,
    /// 工作人员和他们的 PIN
    Staff,
    /// 从备份恢复
    Restore,
    /// 更换口令
    Passphrase,
    /// 查看完整号码
    LookUp,
    /// 撤销
    Undo,
    /// 恢复（重做）
    Redo,
}

impl OpKind {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Edit => "edit",
            Self::Decide => "decide",
            Self::OpenRound => "open_round",
            Self::RecordRound => "record_round",
            Self::CloseRound => "close_round",
            Self::CheckIn => "check_in",
            Self::Tubes => "tubes",
            Self::Plan => "plan",
            Self::Antigen => "antigen",
            Self::Note => "note",
            Self::Rules => "rules",
            Self::CloseDay => "close_day",
            Self::Correct => "correct",
            Self::Export => "export",
            Self::Settings => "settings",
            Self::Staff => "staff",
            Self::Restore => "restore",
            Self::Passphrase => "passphrase",
            Self::LookUp => "look_up",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// What is about to be done.
#[derive(Debug, Clone)]
pub struct Op {
    /// Its kind.
    pub kind: OpKind,
    /// In Chinese, for the list of operations; may be refined inside with [`Tx::summarise`].
    pub summary: String,
}

impl Op {
    /// A new operation.
    pub fn new(kind: OpKind, summary: impl Into<String>) -> Self {
        Self { kind, summary: summary.into() }
    }
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// What the closure returned.
    pub value: T,
    /// The tables that changed, so that a window refreshes only those.
    pub changed: Vec<&'static str>,
    /// The operation recorded; `None` when nothing changed.
    pub operation: Option<i64>,
}

/// What changed since somebody last asked: for windows that refresh only that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The newest operation.
    pub operation: Option<i64>,
    /// Tables.
    pub tables: BTreeSet<&'static str>,
}

/// For queries. Holding one writes nothing: features take it where they only read.
#[derive(Clone, Copy)]
pub struct Reader<'a>(pub(crate) &'a Connection);

/// Rows recorded before a piece of changeset is cut off and stored.
const PIECE_ROWS: u64 = 20_000;

/// An open operation. Features' writing functions take it.
pub struct Tx<'a> {
    pub(crate) conn: &'a Connection,
    session: Option<Session<'a>>,
    operation: i64,
    summary: String,
    next: i64,
    pieces: u32,
    rows: i64,
    seen_changes: u64,
    changed: BTreeSet<&'static str>,
    /// SQL of the indexes and the trigger that are put back at the end.
    dropped: Vec<String>,
    /// While names go into the name index later: the first id that is not in it yet.
    unnamed_from: Option<i64>,
    pub(super) reverses: Option<i64>,
    pub(super) kept: Option<String>,
    /// Recorded even when no row changed (an export, a look-up).
    recorded_anyway: bool,
}

impl Office {
    /// Runs `write` as one operation: all of it durable when this returns, or nothing.
    ///
    /// # Errors
    /// Whatever `write` returns, and the store's own; nothing is changed then.
    pub fn transact<T, E: From<Error>>(
        &mut self,
        op: Op,
        clock: Clock,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Outcome<T>, E> {
        self.within(op, clock, true, write)
    }

    /// Runs `write` and takes everything back: what would come of it.
    ///
    /// # Errors
    /// As [`Office::transact`].
    pub fn rehearse<T, E: From<Error>>(
        &mut self,
        op: Op,
        clock: Clock,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(op, clock, false, write).map(|outcome| outcome.value)
    }

    /// What changed since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.unheard)
    }

    fn within<T, E: From<Error>>(
        &mut self,
        op: Op,
        clock: Clock,
        keep: bool,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Outcome<T>, E> {
        if self.read_only() {
            return Err(Error::ReadOnly(self.path.clone()).into());
        }
        let who = self.who.clone();
        let transaction = self
            .conn
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let result = (|| {
            let next: i64 = transaction
                .query_row("SELECT desk << 40 | next FROM counter", [], |row| row.get(0))
                .map_err(Error::from)?;
            let mut tx = Tx {
                conn: &transaction,
                session: None,
                operation: next,
                summary: op.summary,
                next: next + 1,
                pieces: 0,
                rows: 0,
                seen_changes: 0,
                changed: BTreeSet::new(),
                dropped: Vec::new(),
                unnamed_from: None,
                reverses: None,
                kept: None,
                recorded_anyway: matches!(
                    op.kind,
                    OpKind::Export | OpKind::Restore | OpKind::Passphrase | OpKind::LookUp
                ),
            };
            transaction.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(Error::from)?;
            // The row of the operation comes first so that its pieces can refer to it.
            transaction
                .prepare_cached("INSERT INTO operation (id, kind, summary, who, at, changes) VALUES (?1, ?2, '', ?3, ?4, 0)")
                .and_then(|mut insert| insert.execute((tx.operation, op.kind.code(), &who, clock.now_text())))
                .map_err(Error::from)?;
            if keep {
                tx.start_recording()?;
            }
            let value = write(&mut tx)?;
            let recorded = tx.finish()?;
            Ok::<_, E>((value, recorded))
        })();
        // Dropping the transaction without commit rolls everything back.
        let (value, (operation, changed, wrote)) = result?;
        if keep && wrote {
            transaction.commit().map_err(Error::from)?;
            self.unheard.operation = Some(operation);
            self.unheard.tables.extend(&changed);
            Ok(Outcome { value, changed, operation: Some(operation) })
        } else {
            transaction.rollback().map_err(Error::from)?;
            Ok(Outcome { value, changed, operation: None })
        }
    }
}

impl<'a> Tx<'a> {
    /// For queries inside the operation; sees its own writes.
    pub fn reader(&self) -> Reader<'a> {
        Reader(self.conn)
    }

    /// The operation's own id.
    pub fn operation(&self) -> i64 {
        self.operation
    }

    /// A key nobody has had before: `desk << 40 | counter`.
    pub fn new_id(&mut self) -> i64 {
        let id = self.next;
        self.next += 1;
        id
    }

    /// Replaces the operation's summary, when what was done is known better than before.
    pub fn summarise(&mut self, summary: impl Into<String>) {
        self.summary = summary.into();
    }

    /// For bulk work: call now and then; cuts off a piece of the changeset when it has grown, so that memory stays flat.
    ///
    /// # Errors
    /// As any write.
    pub fn breathe(&mut self) -> Result<()> {
        if self.session.is_some() && self.conn.total_changes() - self.seen_changes >= PIECE_ROWS {
            self.cut()?;
            self.start_recording()?;
        }
        Ok(())
    }

    /// For bulk work that brings very many rows: search indexes are dropped now and built once at the end, in this same
    /// operation. New names wait as well: with the trigger, every insert makes FTS5 write out what it had gathered.
    ///
    /// # Errors
    /// As any write.
    pub fn build_indexes_later(&mut self) -> Result<()> {
        for (kind, name) in
            SEARCH_INDEXES.iter().map(|name| ("INDEX", *name)).chain([("TRIGGER", NAME_TRIGGER)])
        {
            let sql: Option<String> = self
                .conn
                .prepare_cached("SELECT sql FROM sqlite_schema WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()?;
            if let Some(sql) = sql {
                self.conn.execute_batch(&format!("DROP {kind} {name}"))?;
                self.dropped.push(sql);
            }
        }
        self.unnamed_from.get_or_insert(self.next);
        Ok(())
    }

    /// Brings the name index up to date, before names are looked up or changed in the middle of bulk work.
    ///
    /// # Errors
    /// As any write.
    pub fn index_names(&mut self) -> Result<()> {
        if let Some(from) = self.unnamed_from.filter(|from| *from < self.next) {
            self.conn
                .prepare_cached("INSERT INTO name_index (rowid, chars) SELECT id, louce_chars(name) FROM resident WHERE id >= ?1")?
                .execute([from])?;
            self.unnamed_from = Some(self.next);
        }
        Ok(())
    }

    /// Builds what [`Tx::build_indexes_later`] dropped; done at the end anyway.
    ///
    /// # Errors
    /// As any write.
    pub fn build_indexes_now(&mut self) -> Result<()> {
        self.index_names()?;
        self.unnamed_from = None;
        for sql in std::mem::take(&mut self.dropped) {
            self.conn.execute_batch(&sql)?;
        }
        Ok(())
    }

    fn start_recording(&mut self) -> Result<()> {
        let mut session = Session::new(self.conn)?;
        for table in RECORDED {
            session.attach(Some(*table))?;
        }
        self.session = Some(session);
        self.seen_changes = self.conn.total_changes();
        Ok(())
    }

    /// Ends the current session and stores its changeset as the operation's next piece.
    fn cut(&mut self) -> Result<()> {
        let Some(mut session) = self.session.take() else { return Ok(()) };
        if session.is_empty() {
            return Ok(());
        }
        let mut changeset = Vec::new();
        session.changeset_strm(&mut changeset)?;
        drop(session);
        if changeset.is_empty() {
            return Ok(());
        }
        self.rows += super::changeset::tally(&changeset, &mut self.changed)?;
        let packed = lz4_flex::compress_prepend_size(&changeset);
        self.conn
            .prepare_cached("INSERT INTO operation_change (operation_id, seq, data) VALUES (?1, ?2, ?3)")?
            .execute((self.operation, self.pieces, packed))?;
        self.pieces += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<(i64, Vec<&'static str>, bool)> {
        self.build_indexes_now()?;
        self.cut()?;
        let wrote = self.pieces > 0 || self.recorded_anyway;
        self.conn
            .prepare_cached(
                "UPDATE operation SET summary = ?2, changes = ?3, reverses = ?4, kept = ?5 WHERE id = ?1",
            )?
            .execute((self.operation, &self.summary, self.rows, self.reverses, &self.kept))?;
        self.conn.prepare_cached("UPDATE counter SET next = ?1 & ((1 << 40) - 1)")?.execute([self.next])?;
        Ok((self.operation, self.changed.into_iter().collect(), wrote))
    }
}
