//! What the commands need on the machine: found, or installed with a word about it.
//!
//! Here: looking, apt, rustup components, cargo tools in a cache of their own. Not here: which command needs what.
//! Nothing is looked up on the network when it is there already.

use crate::Done;
use crate::steps::{ask, cargo, run, works};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Something the system's packages provide.
#[derive(Clone, Copy)]
pub struct Need {
    /// What it is for, as said when it has to be installed.
    pub why: &'static str,
    /// Debian's package.
    pub package: &'static str,
    /// Whether it is there.
    pub found: fn() -> bool,
}

/// To build at all: SQLCipher and OpenSSL are compiled from source, their bindings are made by libclang.
pub const BUILD: &[Need] = &[
    Need {
        why: "C 编译器 C compiler", package: "gcc", found: || works(Command::new("cc").arg("--version"))
    },
    Need {
        why: "C 库头文件 C headers",
        package: "libc6-dev",
        found: || !on_debian() || installed("libc6-dev"),
    },
    Need {
        why: "编译 OpenSSL build OpenSSL",
        package: "make",
        found: || works(Command::new("make").arg("--version")),
    },
    Need {
        why: "编译 OpenSSL build OpenSSL",
        package: "perl",
        found: || works(Command::new("perl").arg("-v")),
    },
    Need { why: "生成 SQLite 接口 bindings (bindgen)", package: "libclang-dev", found: has_libclang },
];

/// For tests: workbooks are opened with readers that share no code with ours.
pub const READERS: &[Need] = &[
    Need {
        why: "另一种工作簿阅读器 independent reader", package: "python3-openpyxl", found: has_openpyxl
    },
    Need {
        why: "计算并打印工作簿 computes and prints workbooks",
        package: "libreoffice-calc-nogui",
        found: has_libreoffice,
    },
    Need {
        why: "读 PDF 的页数和文字 reads PDF pages",
        package: "poppler-utils",
        found: || works(Command::new("pdftoppm").arg("-v")),
    },
    Need {
        why: "像扫码枪一样读条码 reads bar codes back",
        package: "zbar-tools",
        found: || works(Command::new("zbarimg").arg("--version")),
    },
];

/// For fuzzing: the fuzzer itself is C++.
pub const FUZZER: &[Need] = &[Need {
    why: "编译模糊测试引擎 builds libFuzzer",
    package: "g++",
    found: || works(Command::new("c++").arg("--version")),
}];

/// The web view of the desktop window.
pub const WINDOW: &[Need] = &[Need {
    why: "窗口用的网页视图 web view of the window",
    package: "libwebkit2gtk-4.1-dev",
    found: || {
        !cfg!(target_os = "linux") || works(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]))
    },
}];

/// To drive the window without a person and without a screen.
pub const DRIVER: &[Need] = &[
    Need {
        why: "自动操作窗口 drives the window",
        package: "webkit2gtk-driver",
        found: || !cfg!(target_os = "linux") || works(Command::new("WebKitWebDriver").arg("--help")),
    },
    Need {
        why: "没有屏幕时的屏幕 a screen where there is none",
        package: "xvfb",
        found: || !cfg!(target_os = "linux") || works(Command::new("xvfb-run").arg("--help")),
    },
    Need {
        why: "没有屏幕时的屏幕 a screen where there is none",
        package: "xauth",
        found: || !cfg!(target_os = "linux") || works(Command::new("xauth").arg("-V")),
    },
    Need {
        why: "给屏幕拍照 takes pictures of the screen",
        package: "imagemagick",
        found: || !cfg!(target_os = "linux") || works(Command::new("import").arg("-version")),
    },
];

/// A real browser for the page, and characters for it to show.
pub const BROWSER: &[Need] = &[
    Need {
        why: "浏览器 a browser to test the page in",
        package: "chromium",
        found: || Path::new("/usr/bin/chromium").exists() || std::env::var_os("CHROMIUM").is_some(),
    },
    PICTURE[0],
];

/// To draw a page as a picture.
pub const PICTURE: &[Need] = &[Need {
    why: "中文字体 Chinese fonts",
    package: "fonts-noto-cjk",
    found: || ask(Command::new("fc-list").arg(":lang=zh")).is_ok_and(|l| !l.trim().is_empty()),
}];

fn has_libclang() -> bool {
    if !cfg!(target_os = "linux") {
        return works(Command::new("clang").arg("--version"));
    }
    // The library alone is not enough: bindgen also wants clang's own headers (stddef.h, stdarg.h).
    let given = std::env::var_os("LIBCLANG_PATH").is_some_and(|p| Path::new(&p).exists());
    given
        || installed("libclang-dev")
        || works(Command::new("clang").arg("--version"))
        || Path::new("/usr/include/clang-c/Index.h").exists()
}

fn has_openpyxl() -> bool {
    ["python3", "/usr/bin/python3", "python"]
        .iter()
        .any(|p| works(Command::new(p).args(["-c", "import openpyxl"])))
}

fn has_libreoffice() -> bool {
    ["soffice", "libreoffice"].iter().any(|p| works(Command::new(p).arg("--version")))
}

fn on_debian() -> bool {
    works(Command::new("apt-get").arg("--version"))
}

fn installed(package: &str) -> bool {
    ask(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]))
        .is_ok_and(|s| s == "installed")
}

/// Finds what is listed, or installs what is missing through apt; where there is no apt, says what is missing.
pub fn system(lists: &[&[Need]]) -> Done {
    let missing: Vec<&Need> = lists.iter().copied().flatten().filter(|n| !(n.found)()).collect();
    if missing.is_empty() {
        println!("系统软件已齐全 nothing to install");
        return Ok(());
    }
    println!("需要安装 to install：");
    for need in &missing {
        println!("  {:<24} {}", need.package, need.why);
    }
    let packages: Vec<_> = missing.iter().map(|n| n.package).collect();
    if !on_debian() {
        return Err(format!(
            "这台机器没有 apt，请用它自己的办法装好上面几样再来一次（Debian 包名：{}） no apt here: please install these yourself",
            packages.join(" ")
        ));
    }
    let root = ask(Command::new("id").arg("-u")).is_ok_and(|u| u.trim() == "0");
    if !root && !works(Command::new("sudo").arg("--version")) {
        return Err(format!("需要管理员权限 need root：apt-get install {}", packages.join(" ")));
    }
    let apt = |args: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"])
            .args(args);
        run(&mut command)
    };
    // A mirror that is out of reach for the lists may still have the packages known before.
    if let Err(why) = apt(&["update"]) {
        println!("（软件源更新不成功，继续 apt update failed, going on：{why}）");
    }
    apt(&[&["install", "-y", "--no-install-recommends"], packages.as_slice()].concat())?;
    match missing.iter().find(|n| !(n.found)()) {
        None => Ok(()),
        Some(n) => Err(format!("装了 {} 还是用不了 installed, yet not usable", n.package)),
    }
}

/// rustfmt and clippy, which come with Rust but can be left out.
pub fn components(root: &Path) -> Done {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !works(&mut cargo(root, &[command, "--version"])) {
            println!("安装 installing：rustup component add {component}");
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// A tool that is itself a crate, at one version so that the same code passes or fails everywhere.
pub struct CargoTool {
    /// Crate.
    pub krate: &'static str,
    /// Program.
    pub program: &'static str,
    /// Version; any is good enough when empty.
    pub version: &'static str,
    /// Further arguments of `cargo install`.
    pub args: &'static [&'static str],
}

/// Runs the tests.
pub const NEXTEST: CargoTool = CargoTool {
    krate: "cargo-nextest",
    program: "cargo-nextest",
    version: "",
    args: &["--no-default-features", "--features", "default-no-update"],
};
/// Licences, bans and sources of what we depend on.
pub const DENY: CargoTool =
    CargoTool { krate: "cargo-deny", program: "cargo-deny", version: "0.20.2", args: &[] };
/// Spelling.
pub const TYPOS: CargoTool = CargoTool { krate: "typos-cli", program: "typos", version: "1.52.0", args: &[] };
/// Runs the fuzz targets.
pub const FUZZ: CargoTool =
    CargoTool { krate: "cargo-fuzz", program: "cargo-fuzz", version: "0.13.2", args: &[] };

impl CargoTool {
    /// The program, installed first when it is not there. Kept outside the clone, so that the next clone has it too.
    pub fn find(&self, root: &Path) -> Result<PathBuf, String> {
        let home = cache().join(format!("{}-{}", self.krate, self.version));
        let cached = home.join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        let on_path = PathBuf::from(self.program);
        if let Some(found) = [on_path, cached.clone()].into_iter().find(|p| self.is_right(p)) {
            return Ok(found);
        }
        println!(
            "安装 installing {} {}（几分钟，只有第一次 a few minutes, once）→ {}",
            self.krate,
            self.version,
            home.display()
        );
        let build = cache().join("build");
        let mut install = cargo(root, &["install", "--locked", "--quiet", "--debug", self.krate]);
        if !self.version.is_empty() {
            install.args(["--version", self.version]);
        }
        install.args(self.args).arg("--root").arg(&home).arg("--target-dir").arg(&build);
        // Unoptimised is quickest to build and fast enough for a source tree of this size.
        install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_STRIP", "true");
        run(&mut install)?;
        if self.is_right(&cached) {
            Ok(cached)
        } else {
            Err(format!("{} 装好了却不能运行", self.krate))
        }
    }

    fn is_right(&self, program: &Path) -> bool {
        // Run through cargo a subcommand is given its own name first; typos is none.
        let said = match self.program.strip_prefix("cargo-") {
            Some(sub) => ask(Command::new(program).args([sub, "--version"])),
            None => ask(Command::new(program).arg("--version")),
        };
        said.is_ok_and(|s| s.contains(self.version))
    }
}

/// The tools' build leftovers, not needed once they are installed.
pub fn forget_builds() {
    // Nothing depends on it: a folder that stays costs only room.
    let _ = std::fs::remove_dir_all(cache().join("build"));
}

fn cache() -> PathBuf {
    let home = |key: &str| std::env::var_os(key).filter(|v| !v.is_empty()).map(PathBuf::from);
    home("XDG_CACHE_HOME")
        .or_else(|| home("HOME").map(|h| h.join(".cache")))
        .or_else(|| home("LOCALAPPDATA"))
        .unwrap_or_else(std::env::temp_dir)
        .join("louce")
        .join("tools")
}
