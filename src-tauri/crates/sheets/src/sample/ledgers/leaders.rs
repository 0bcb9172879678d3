//! 楼组长网格员名单: who answers for which grid and building.

use std::path::{Path, PathBuf};

use super::Ledger;
use crate::sample::{
    SampleError,
    community::NAME,
    person::{Building, Contact},
    write::{Book, Sheet, Value},
};

pub(super) struct Leaders {
    path: PathBuf,
    book: Book,
    sheet: Sheet,
    /// The grid whose buildings are still coming in.
    grid: Option<Grid>,
}

struct Grid {
    number: u32,
    leader: Contact,
    /// 楼号, 户数, 楼组长
    buildings: Vec<(String, u32, Option<Contact>)>,
}

impl Leaders {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut book = Book::new(dir)?;
        let mut sheet = book.sheet("责任人", &[12.0, 10.0, 16.0, 10.0, 8.0, 10.0, 16.0, 12.0])?;
        sheet.title(&format!("{NAME}网格员、楼组长责任分工表"), 8)?;
        sheet.header(["网格", "网格员", "网格员电话", "楼号", "户数", "楼组长", "楼组长电话", "备注"])?;
        let path = dir.join("楼组长网格员名单.xlsx");
        Ok(Self { path, book, sheet, grid: None })
    }

    /// Writes a grid with its cells merged over its buildings.
    fn write(&mut self, grid: Grid) -> Result<(), SampleError> {
        let rows = grid.buildings.len() as u32;
        let shared = [format!("第{}网格", grid.number), grid.leader.name, grid.leader.phone];
        if rows > 1 {
            for (col, text) in (0..).zip(&shared) {
                self.sheet.merge_down(col, rows, text)?;
            }
        }
        for (building, households, leader) in grid.buildings {
            let remark = if leader.is_none() { "待定" } else { "" };
            let leader = leader.unwrap_or(Contact { name: "/".to_owned(), phone: String::new() });
            let own: [Value; 5] = [
                format!("{building}号楼").into(),
                households.into(),
                leader.name.into(),
                leader.phone.into(),
                remark.into(),
            ];
            let head = shared.iter().map(|text| (rows == 1).then(|| text.as_str().into()));
            self.sheet.row(head.chain(own.into_iter().map(Some)))?;
        }
        Ok(())
    }
}

impl Ledger for Leaders {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        if building.name.is_empty() {
            return Ok(());
        }
        if let Some(done) = self.grid.take_if(|grid| grid.number != building.grid) {
            self.write(done)?;
        }
        let grid = self.grid.get_or_insert_with(|| Grid {
            number: building.grid,
            leader: building.grid_leader.clone(),
            buildings: Vec::new(),
        });
        let households = building.doors.iter().filter(|door| door.occupied_in_roster()).count() as u32;
        grid.buildings.push((building.name.clone(), households, building.leader.clone()));
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        if let Some(last) = self.grid.take() {
            self.write(last)?;
        }
        self.book.push(self.sheet);
        self.book.save(&self.path)
    }
}
