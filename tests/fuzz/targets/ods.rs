//! OpenDocument spreadsheets: a zip as it is, or the content that stands in one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use louce_fuzz::Zipped;

const ODS: Zipped = Zipped {
    between: &[0],
    names: &["content.xml", "META-INF/manifest.xml"],
    always: &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")],
};

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| ODS.read(bytes));
