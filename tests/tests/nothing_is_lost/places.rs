//! Where nothing can be written: a clear error, nothing half-written, and people can still look things up.

use std::ops::ControlFlow;

use louce_sheets::sample;
use louce_tests::desk::{Answer, Desk};

const LEDGER: &str = "楼号,室号,姓名,电话\n12,402,王小明,13812345678\n12,403,李芳,13912345678\n";

#[test]
fn a_full_disk_is_said_and_the_office_is_as_it_was() {
    let desk = Desk::new();
    desk.import("台账.csv", LEDGER);
    let folder = desk.folder().join("样本");
    let files = sample::write_community(800, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let program = louce_tests::desk::program();
    // A disk of its own, a few hundred kilobytes larger than the office.
    let script = r#"
        set -u
        mkdir disk && mount -t tmpfs -o size=900k tmpfs disk && cp "$OFFICE" disk/office || exit 90
        "$LOUCE" import --office disk/office --json "$SHEET"; echo "import $?"
        dd if=/dev/zero of=disk/rest bs=1k 2>/dev/null
        "$LOUCE" export residents --office disk/office -o disk/out.xlsx --json; echo "export $?"
        ls disk
        rm disk/rest
        "$LOUCE" residents --office disk/office --json | tr -cd '{' | wc -c
        "$LOUCE" check --office disk/office --json >check.json; echo "check $?"
    "#;
    let mut command = std::process::Command::new("unshare");
    command.args(["-rm", "sh", "-c", script]).current_dir(desk.folder());
    command.env("OFFICE", desk.office()).env("LOUCE", program).env("SHEET", files.first().unwrap());
    command.env("LOUCE_PASSPHRASE", louce_tests::desk::PASSPHRASE);
    let answer = Answer::of(command.output().unwrap());
    assert!(answer.out.contains("import 1"), "{answer:?}");
    assert!(answer.out.contains(r#""code":"disk_full""#), "{answer:?}");
    assert!(answer.out.contains("export 1"), "{answer:?}");
    assert!(!answer.out.contains("out.xlsx\n"), "half a file was left: {answer:?}");
    assert!(answer.out.contains("check 0"), "{answer:?}");
    assert!(
        answer.out.lines().any(|line| line.trim() == "2"),
        "the two people are there, no more: {answer:?}"
    );
}

#[test]
fn a_missing_folder_or_a_folder_in_the_way_is_refused_with_its_own_code() {
    let desk = Desk::new();
    desk.import("台账.csv", LEDGER);
    assert_eq!(desk.refused("export residents", &["-o", &desk.at("没有/总册.xlsx")]), "no_folder");
    std::fs::create_dir(desk.folder().join("总册.xlsx")).unwrap();
    assert_eq!(desk.refused("export residents", &["-o", &desk.at("总册.xlsx")]), "is_folder");
}
