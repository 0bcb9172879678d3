//! The server over real HTTP: who is let in, and what the page can do.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use louce_core::Clock;
use louce_serve::{Options, Server};
use louce_sheets::read::Isolation;
use serde_json::{Value, json};

struct Running {
    folder: tempfile::TempDir,
    port: u16,
    url: String,
    cookie: String,
    thread: Option<JoinHandle<()>>,
}

fn clock() -> Clock {
    Clock { now: chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap().and_hms_opt(9, 0, 0).unwrap() }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or("").to_owned()
    }
}

fn start(quiet: Duration) -> Running {
    let folder = tempfile::tempdir().unwrap();
    let ui = folder.path().join("ui");
    std::fs::create_dir_all(ui.join("assets")).unwrap();
    std::fs::write(ui.join("index.html"), "<!doctype html><title>楼册</title>").unwrap();
    std::fs::write(ui.join("assets/a.js"), "1").unwrap();
    let server = Server::bind(Options {
        ui: Some(ui),
        port: 0,
        offices: folder.path().join("居委会"),
        backups: folder.path().join("备份"),
        isolation: Isolation::InProcess,
        clock: Box::new(clock),
        quiet,
    })
    .unwrap();
    let url = server.url();
    let port = url.split(':').nth(2).unwrap().split('/').next().unwrap().parse().unwrap();
    let thread = std::thread::spawn(move || server.run().unwrap());
    let mut running = Running { folder, port, url, cookie: String::new(), thread: Some(thread) };
    let path = running.url.split_once("/enter").map(|(_, token)| format!("/enter{token}")).unwrap();
    let entered = running.get(&path, &[]);
    assert_eq!(entered.status, 303);
    let cookie = entered.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    running.cookie = cookie.split(';').next().unwrap().to_owned();
    running
}

impl Running {
    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: 127.0.0.1:{}\r\n", self.port));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut whole = Vec::new();
        stream.read_to_end(&mut whole).unwrap();
        let split = whole.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(whole[..split].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase().replace('\r', ""), body: whole[split + 4..].to_vec() }
            .with_case(String::from_utf8(whole[..split].to_vec()).unwrap())
    }
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, b"")
    }
    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
    fn call(&self, command: &str, request: Value) -> Answer {
        let origin = self.origin();
        let headers = [("Cookie", self.cookie.as_str()), ("Origin", origin.as_str())];
        self.send("POST", &format!("/rpc/{command}"), &headers, request.to_string().as_bytes())
    }
    fn ok(&self, command: &str, request: Value) -> Value {
        let answer = self.call(command, request);
        assert_eq!(answer.status, 200, "{command}: {}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }
    fn upload(&self, files: &[&Path]) -> Value {
        let mut body = Vec::new();
        for file in files {
            let name = file.file_name().unwrap().to_str().unwrap();
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                    .bytes(),
            );
            body.extend(std::fs::read(file).unwrap());
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let origin = self.origin();
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", origin.as_str()),
            ("Content-Type", "multipart/form-data; boundary=x"),
        ];
        let answer = self.send("POST", "/upload", &headers, &body);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }
    fn office(&self) {
        self.ok("office_create", json!({"name": "七村", "street": "某街道", "passphrase": "口令"}));
    }
}

impl Answer {
    /// Header names in small letters, values as they were.
    fn with_case(mut self, head: String) -> Self {
        self.head = head
            .split("\r\n")
            .map(|line| match line.split_once(": ") {
                Some((name, value)) => format!("{}: {value}\n", name.to_lowercase()),
                None => format!("{line}\n"),
            })
            .collect();
        self
    }
}

const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_request_under_a_foreign_name_is_refused() {
    let server = start(LONG);
    let cookie = ("Cookie", server.cookie.as_str());
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "louce.evil.example:80"] {
        let answer = server.get("/", &[("Host", host), cookie]);
        assert_eq!((answer.status, answer.code()), (403, "foreign_host".into()), "{host}");
    }
    assert_eq!(server.get("/", &[("Host", &format!("localhost:{}", server.port))]).status, 200);
}

#[test]
fn a_request_of_another_site_is_refused() {
    let server = start(LONG);
    let cookie = ("Cookie", server.cookie.as_str());
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        let answer = server.send("POST", "/rpc/desk_status", &[("Origin", origin), cookie], b"{}");
        assert_eq!((answer.status, answer.code()), (403, "foreign_origin".into()), "{origin}");
    }
    // No page at all: a POST without an Origin.
    assert_eq!(server.send("POST", "/rpc/desk_status", &[cookie], b"{}").status, 403);
    let from_elsewhere = server.get("/events", &[("Sec-Fetch-Site", "cross-site"), cookie]);
    assert_eq!(from_elsewhere.status, 403);
}

#[test]
fn nobody_is_answered_without_the_token() {
    let server = start(LONG);
    let origin = server.origin();
    let origin = ("Origin", origin.as_str());
    for (method, path) in [
        ("POST", "/rpc/desk_status"),
        ("POST", "/upload"),
        ("POST", "/cancel"),
        ("GET", "/events"),
        ("GET", "/download/f1"),
    ] {
        let wrong = format!("louce-{}={}", server.port, "0".repeat(64));
        for headers in [vec![origin], vec![origin, ("Cookie", wrong.as_str())]] {
            let answer = server.send(method, path, &headers, b"");
            assert_eq!((answer.status, answer.code()), (401, "no_token".into()), "{method} {path}");
        }
    }
    assert_eq!(server.get("/enter/guess", &[]).status, 401);
}

#[test]
fn the_page_is_served_under_a_policy_without_inline_scripts() {
    let server = start(LONG);
    let page = server.get("/", &[]);
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html"), "{}", page.head);
    let policy = page.head.lines().find(|line| line.starts_with("content-security-policy")).unwrap();
    assert!(policy.contains("default-src 'none'; script-src 'self';"), "{policy}");
    assert_eq!(server.get("/roster/12", &[]).body, page.body, "places inside the page are the page");
    assert_eq!(server.get("/assets/a.js", &[]).body, b"1");
    assert_eq!(server.get("/assets/../../secret.txt", &[]).status, 404);
}

#[test]
fn an_office_is_made_locked_and_opened_again_through_the_page() {
    let server = start(LONG);
    assert_eq!(server.call("residents", json!({})).code(), "locked");
    let made = server.ok("office_create", json!({"name": "七村", "passphrase": "口令"}));
    assert_eq!(server.ok("desk_status", json!({}))["name"], "七村");
    assert_eq!(server.ok("residents", json!({})), json!([]));
    server.ok("office_lock", json!({}));
    assert_eq!(server.call("residents", json!({})).code(), "locked");
    assert_eq!(server.ok("office_list", json!({}))[0]["file"], "七村");
    let open =
        |passphrase: &str| server.call("office_open", json!({"file": "七村", "passphrase": passphrase}));
    assert_eq!(open("不对").code(), "wrong_passphrase");
    assert_eq!(open("口令").json()["open"], true);
    server.ok("office_lock", json!({}));
    let with_key = |key: &str| server.call("office_open", json!({"file": "七村", "recovery_key": key}));
    assert_eq!(with_key("AAAA-BBBB").code(), "wrong_recovery_key");
    let key = made["recovery_key"].as_str().unwrap().to_lowercase().replace('-', " ");
    assert_eq!(with_key(&key).json()["open"], true);
}

#[test]
fn ledgers_are_dropped_planned_imported_and_undone_and_never_named_by_path() {
    let server = start(LONG);
    server.office();
    let ledger = server.folder.path().join("底册.csv");
    std::fs::write(&ledger, "楼号,室号,姓名,电话\n12,301,张三,13800000001\n12,302,李四,\n").unwrap();
    let by_path = server.call("import_plan", json!({"files": [ledger]}));
    assert_eq!(by_path.code(), "no_such_file", "a path is no handle");
    let files = server.upload(&[&ledger]);
    let plan = server.ok("import_plan", json!({"files": [files[0]["handle"]]}));
    assert_eq!(plan["counts"]["created"], 2);
    assert_eq!(plan["sheets"][0]["columns"][2]["samples"], json!(["张三", "李四"]));
    let rows = server.ok("import_rows", json!({"from": 1, "count": 1}));
    assert_eq!((&rows["total"], &rows["rows"][0]["outcome"]), (&json!(2), &json!("created")));
    assert_eq!(server.ok("residents", json!({})), json!([]), "nothing is changed by a plan");
    let done = server.ok("import_apply", json!({}));
    assert_eq!(server.ok("residents", json!({})).as_array().unwrap().len(), 2);
    server.ok("undo", json!({"operation": done["operation"]}));
    assert_eq!(server.ok("residents", json!({})), json!([]));
    assert_eq!(server.ok("imports", json!({}))[0]["stands"], false);
}

#[test]
fn an_export_is_fetched_by_its_handle() {
    let server = start(LONG);
    server.office();
    let ledger = server.folder.path().join("底册.csv");
    std::fs::write(&ledger, "楼号,室号,姓名\n12,301,张三\n").unwrap();
    let files = server.upload(&[&ledger]);
    server.ok("import_plan", json!({"files": [files[0]["handle"]]}));
    server.ok("import_apply", json!({}));
    let written = server.ok("export_residents", json!({"file": "../总册.xlsx"}));
    let handle = written["file"].as_str().unwrap();
    assert!(!handle.contains('/'), "{handle}");
    let file = server.get(&format!("/download/{handle}"), &[("Cookie", &server.cookie)]);
    assert_eq!(file.status, 200);
    assert!(file.body.starts_with(b"PK"), "a workbook");
    assert!(file.head.contains("filename*=UTF-8''%E6%80%BB%E5%86%8C.xlsx"), "{}", file.head);
    assert_eq!(server.get("/download/f999", &[("Cookie", &server.cookie)]).status, 404);
    assert_eq!(server.get(&format!("/show/{handle}"), &[("Cookie", &server.cookie)]).status, 404, "no PDF");
    let paper = server.ok("print_paper", json!({"paper": {"kind": "cards"}, "file": "联系卡.pdf"}));
    let handle = paper["file"].as_str().unwrap();
    let file = server.get(&format!("/show/{handle}"), &[("Cookie", &server.cookie)]);
    assert!(file.head.contains("content-type: application/pdf"), "{}", file.head);
    assert!(file.body.starts_with(b"%PDF"));
}

#[test]
fn pages_hear_what_changed() {
    let server = start(LONG);
    server.office();
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let ask = format!(
        "GET /events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
        server.port, server.cookie
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut heard = String::new();
    let mut until = |word: &str| {
        let mut piece = [0; 4096];
        while !heard.contains(word) {
            let n = stream.read(&mut piece).unwrap();
            assert!(n > 0, "the stream ended: {heard}");
            heard.push_str(&String::from_utf8_lossy(&piece[..n]));
        }
    };
    until("text/event-stream");
    server.ok("report_cutoff", json!({"cutoff": "18:00"}));
    until("\"changed\"");
    until("\"office\"");
}

#[test]
fn the_server_stops_when_no_page_calls_any_more() {
    let mut server = start(Duration::from_millis(400));
    server.office();
    server.thread.take().unwrap().join().unwrap();
    assert!(TcpStream::connect(("127.0.0.1", server.port)).is_err());
}

#[test]
fn without_a_folder_the_page_inside_the_program_is_served_or_its_lack_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        ui: None,
        port: 0,
        offices: folder.path().join("居委会"),
        backups: folder.path().join("备份"),
        isolation: Isolation::InProcess,
        clock: Box::new(clock),
        quiet: LONG,
    };
    assert_eq!(Server::bind(options).is_ok(), cfg!(feature = "page"));
}
