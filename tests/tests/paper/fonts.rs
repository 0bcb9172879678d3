//! Which font sets what: the office's own 宋体, 仿宋 and 黑体 where they are there.

use std::process::Command;

use louce_tests::desk::Desk;
use louce_tests::fonts::{file_of, renamed};

/// The fonts in a PDF.
fn fonts_in(file: &str) -> String {
    let out = Command::new("pdffonts").arg(file).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_fonts_offices_have_are_preferred_and_others_stand_in_where_they_are_missing() {
    let desk = Desk::new();
    let noto = file_of("Noto Serif CJK SC");
    let folder = desk.at("字体");
    std::fs::create_dir(&folder).unwrap();
    for family in ["SimSun", "SimHei", "FangSong"] {
        renamed(&noto, family, format!("{folder}/{family}.otf").as_ref());
    }
    let (file, office) = (desk.at("日报.pdf"), desk.office());
    let print = |fonts: &str| {
        let mut command = desk.command();
        command.args(["print", "daily", "--office", &office, "--date", "2022-03-16", "-o", &file]);
        assert!(command.env("LOUCE_FONTS", fonts).status().unwrap().success());
        fonts_in(&file)
    };
    let chosen = print(&folder);
    for family in ["SimSun", "SimHei", "FangSong"] {
        assert!(chosen.contains(family), "{family}: {chosen}");
    }
    assert!(!chosen.contains("Noto"), "{chosen}");
    std::fs::remove_file(format!("{folder}/FangSong.otf")).unwrap();
    let chosen = print(&folder);
    assert!(chosen.contains("SimSun") && !chosen.contains("FangSong"), "仿宋 is set in 宋体: {chosen}");
    assert!(print("").contains("CJK"), "the machine's own");
}
