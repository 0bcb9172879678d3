//! Reading in a child process: what runs in it, and how the parent listens, waits and ends it.

use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::collect::Collector;
use super::frames::{Frame, FrameReader, FrameWriter};
use super::pack::{Deadline, Output};
use super::{Isolation, Limits, ReadError, open};

/// How often the person may break off while no row comes.
const LISTEN: Duration = Duration::from_millis(100);
/// Frames waiting for us; more than this and the child waits.
const WAITING: usize = 64;

/// The child's whole work.
pub fn run(path: &Path, limits: &Limits, out: impl Write) -> i32 {
    cap(limits);
    let Ok(mut frames) = FrameWriter::new(BufWriter::with_capacity(128 << 10, out)) else { return 1 };
    let result = open::read_guarded(path, limits, &mut frames);
    match (frames.finish(&result), result) {
        (Ok(()), Ok(())) => 0,
        _ => 1,
    }
}

/// Sets this process's own memory and processor limits; where the system has none, the parent's clock remains.
#[cfg(unix)]
fn cap(limits: &Limits) {
    use rlimit::{Resource, setrlimit};
    let _ = setrlimit(Resource::AS, limits.address_space, limits.address_space);
    let _ = setrlimit(Resource::CORE, 0, 0);
}

/// Puts this process into a job that dies with it. Its memory is bounded by the working set's size.
#[cfg(windows)]
fn cap(limits: &Limits) {
    let mut info = win32job::ExtendedLimitInfo::new();
    let most = usize::try_from(limits.address_space).unwrap_or(usize::MAX);
    info.limit_working_memory(1 << 20, most);
    if let Ok(job) = win32job::Job::create_with_limit_info(&info) {
        let _ = job.assign_current_process();
        // The job must outlive this call: the handle stays open until the process ends.
        let _ = job.into_handle();
    }
}

#[cfg(not(any(unix, windows)))]
fn cap(_: &Limits) {}

/// Ctrl-C at the terminal is for us alone: we decide, and end the child.
#[cfg(unix)]
fn apart(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

/// Ctrl-C at the terminal is for us alone: we decide, and end the child.
#[cfg(windows)]
fn apart(command: &mut Command) -> &mut Command {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP)
}

#[cfg(not(any(unix, windows)))]
fn apart(command: &mut Command) -> &mut Command {
    command
}

/// The child, killed if we leave early.
struct Running(Child);

impl Running {
    /// Whether Ctrl-C at the terminal ended it, in the moment before it stood apart from us.
    fn was_interrupted(&mut self) -> bool {
        // Its pipe is closed: it has ended, or does so now.
        for _ in 0..20 {
            match self.0.try_wait() {
                Ok(Some(status)) => return by_ctrl_c(status),
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                Err(_) => return false,
            }
        }
        false
    }
}

#[cfg(unix)]
fn by_ctrl_c(status: ExitStatus) -> bool {
    const SIGINT: i32 = 2;
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(SIGINT)
}

#[cfg(not(unix))]
fn by_ctrl_c(status: ExitStatus) -> bool {
    /// `STATUS_CONTROL_C_EXIT`
    const CONTROL_C: u32 = 0xC000_013A;
    status.code() == Some(CONTROL_C.cast_signed())
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads `path` through a child into `into`.
pub fn read(
    path: &Path,
    isolation: &Isolation,
    limits: &Limits,
    into: &mut Collector<'_>,
) -> Result<(), ReadError> {
    let Isolation::Child { program, args } = isolation else { return Err(ReadError::Crashed) };
    // What the child would only tell us after its start-up is known at once.
    let deadline = Deadline::new(limits, open::probe(path)?);
    let mut child = apart(&mut Command::new(program))
        .args(args)
        // So that no name looks like an option.
        .arg(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
        .arg(limits.to_arg())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| ReadError::NoChild(e.kind().to_string()))?;
    let pipe = child.stdout.take().ok_or(ReadError::Crashed)?;
    let mut running = Running(child);
    let (sender, frames) = sync_channel(WAITING);
    // Ends by itself: when we drop `frames`, or when the child dies and the pipe closes.
    let listener = std::thread::Builder::new().name("read-child".into()).spawn(move || {
        let Some(mut reader) = FrameReader::new(BufReader::with_capacity(128 << 10, pipe)) else { return };
        while let Some(frame) = reader.next() {
            if sender.send(frame).is_err() {
                return;
            }
        }
    });
    let result = match &listener {
        Ok(_) => listen(&frames, deadline, into),
        Err(_) => Err(ReadError::Crashed),
    };
    let result = match result {
        Err(ReadError::Crashed) if running.was_interrupted() => Err(ReadError::Cancelled),
        result => result,
    };
    drop(running);
    drop(frames);
    if let Ok(listener) = listener {
        let _ = listener.join();
    }
    result
}

fn listen(frames: &Receiver<Frame>, deadline: Deadline, into: &mut Collector<'_>) -> Result<(), ReadError> {
    loop {
        match frames.recv_timeout(LISTEN) {
            Ok(Frame::Format(format)) => into.format(format)?,
            Ok(Frame::Sheet(head)) => into.sheet(head)?,
            Ok(Frame::Block(block)) => into.block(block)?,
            Ok(Frame::EndSheet(tail)) => into.end_sheet(tail)?,
            Ok(Frame::Failed(error)) => return Err(error),
            Ok(Frame::Done) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => into.report()?,
            Err(RecvTimeoutError::Disconnected) => return Err(ReadError::Crashed),
        }
        if deadline.passed(into.rows) {
            return Err(ReadError::TimedOut);
        }
    }
}
