//! The press: a template of ours and data become pages, parts side by side, pages become one PDF.
//!
//! Text of users is data only (`sys.inputs`), never typst source. Not here: what stands on a paper.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Array, Bytes, Content, Datetime, Dict, Duration, Value};
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst::model::{Document, DocumentInfo, HeadingElem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::FontStore;
use typst_layout::{Page, PagedDocument};

use crate::{PrintError, fonts};

/// How many parts ago something must have been of use to be remembered still; there are that many at work at once.
const KEPT: usize = 4;
const HOUSE: &str = include_str!("../templates/house.typ");

/// One part of a paper: a template with its data, with its own count of pages.
pub(crate) struct Part {
    template: &'static str,
    data: Dict,
}

impl Part {
    /// A part.
    pub fn new(
        template: &'static str,
        data: &impl Serialize,
        bars: Vec<Content>,
    ) -> Result<Self, PrintError> {
        let value = serde_json::to_value(data).and_then(serde_json::from_value::<Value>);
        let value = value.map_err(|error| PrintError::Setting(error.to_string()))?;
        let mut data = Dict::new();
        data.insert("data".into(), value);
        let bars: Array = bars.into_iter().map(Value::Content).collect();
        data.insert("bars".into(), Value::Array(bars));
        Ok(Self { template, data })
    }

    /// Its data, for a paper made otherwise.
    pub fn data(&self) -> &Dict {
        &self.data
    }
}

/// A world of one source without files.
struct Paper<'a> {
    library: LazyHash<Library>,
    source: Source,
    fonts: &'a FontStore,
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }
    fn main(&self) -> FileId {
        self.source.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

type Set = (EcoVec<Page>, DocumentInfo);

fn set(part: &Part, fonts: &FontStore) -> Result<Set, PrintError> {
    let document = compile(part.template, part.data.clone(), fonts)?;
    let mut lost = BTreeSet::new();
    document.pages().iter().for_each(|page| find_lost(&page.frame, &mut lost));
    if !lost.is_empty() {
        return Err(PrintError::NoGlyph(lost.into_iter().collect()));
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    let mut headings = BTreeSet::new();
    pages.make_mut().iter_mut().for_each(|page| forget_texts(&mut page.frame, &mut headings));
    Ok((pages, document.info().clone()))
}

/// Takes the marks of everything but headings (the bookmarks) off a page that is set: they hold all it was made of.
fn forget_texts(frame: &mut Frame, headings: &mut BTreeSet<u128>) {
    frame.retain(|item| match item {
        FrameItem::Tag(Tag::Start(content, _)) => {
            let is_heading = content.is::<HeadingElem>();
            if is_heading && let Some(at) = content.location() {
                headings.insert(at.hash());
            }
            is_heading
        }
        FrameItem::Tag(Tag::End(at, ..)) => headings.contains(&at.hash()),
        FrameItem::Group(group) => {
            forget_texts(&mut group.frame, headings);
            true
        }
        _ => true,
    });
}

/// One document of a template and its data.
pub(crate) fn compile(template: &str, data: Dict, fonts: &FontStore) -> Result<PagedDocument, PrintError> {
    let path = VirtualPath::new("main.typ").map_err(|error| PrintError::Setting(format!("{error:?}")))?;
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    let paper = Paper {
        library: LazyHash::new(Library::builder().with_inputs(data).build()),
        source: Source::new(id, format!("{HOUSE}\n{template}")),
        fonts,
    };
    typst::compile::<PagedDocument>(&paper).output.map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> PrintError {
    PrintError::Setting(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("；"))
}

/// Characters for which no font had a glyph: the glyph 0 is a font's empty box.
fn find_lost(frame: &Frame, lost: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_lost(&group.frame, lost),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    lost.extend(text.text.get(glyph.range()).unwrap_or("").chars());
                }
            }
            _ => {}
        }
    }
}

/// Sets parts, several at a time, and makes one PDF of them in their order. `progress` hears parts done and in all.
pub(crate) fn print(
    parts: &[Part],
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(Vec<u8>, u32), PrintError> {
    let fonts = fonts::installed()?;
    let done: Vec<Mutex<Option<Result<Set, PrintError>>>> = parts.iter().map(|_| Mutex::new(None)).collect();
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let total = parts.len() as u64;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len().max(1));
    let cancelled = std::thread::scope(|scope| {
        let (say, hear) = mpsc::channel();
        for _ in 0..threads {
            let say = say.clone();
            let (done, next, stop) = (&done, &next, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(part), Some(slot)) = (parts.get(at), done.get(at)) else { break };
                    let result = set(part, fonts);
                    // What was remembered for a building serves no other: without this memory grows with the paper.
                    typst::comemo::evict(KEPT);
                    if result.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(result);
                    }
                    let _ = say.send(());
                }
            });
        }
        drop(say);
        let mut finished = 0;
        let mut cancelled = progress(0, total).is_break();
        stop.fetch_or(cancelled, Ordering::Relaxed);
        while hear.recv().is_ok() {
            finished += 1;
            if progress(finished, total).is_break() {
                cancelled = true;
                stop.store(true, Ordering::Relaxed);
            }
        }
        cancelled
    });
    typst::comemo::evict(0);
    let bound = bind(done, cancelled);
    typst::comemo::evict(0);
    bound
}

fn bind(
    done: Vec<Mutex<Option<Result<Set, PrintError>>>>,
    cancelled: bool,
) -> Result<(Vec<u8>, u32), PrintError> {
    let mut sets: Vec<Set> = Vec::new();
    for slot in done {
        // A slot nobody began: somebody cancelled, or another slot holds the error that stopped the work.
        if let Some(set) = slot.into_inner().unwrap_or(None) {
            sets.push(set?);
        }
    }
    if cancelled {
        return Err(PrintError::Cancelled);
    }
    let info = sets.first().map(|(_, info)| info.clone()).unwrap_or_default();
    let pages: EcoVec<Page> = sets.into_iter().flat_map(|(pages, _)| pages).collect();
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let document = PagedDocument::new(pages, info);
    Ok((export(&document)?, count))
}

/// The PDF of a document. Without tags: paper is what it is for, and they are half its size.
pub(crate) fn export(document: &PagedDocument) -> Result<Vec<u8>, PrintError> {
    let options = typst_pdf::PdfOptions { tagged: false, ..typst_pdf::PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|errors| refused(&errors))
}
