//! One clean sheet for benchmarks: one header row, ten columns, exactly as many residents as asked for.

use std::path::Path;

use crate::sample::{
    SampleError,
    community::World,
    person::{Person, Place},
    write::{Book, Sheet},
};

/// Rows of a sheet, less the header.
const MOST: u32 = 1_048_575;
const BUILDINGS: u32 = 100;

pub(in crate::sample) fn write_flat(residents: u32, seed: u64, path: &Path) -> Result<(), SampleError> {
    if residents > MOST {
        return Err(SampleError::TooBig { asked: residents, most: MOST });
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut book = Book::new(dir)?;
    let mut sheet = book.sheet("居民", &[8.0, 6.0, 8.0, 12.0, 6.0, 12.0, 22.0, 16.0, 12.0, 24.0])?;
    sheet.header([
        "楼号",
        "单元",
        "室号",
        "姓名",
        "性别",
        "出生日期",
        "证件号",
        "电话",
        "与户主关系",
        "备注",
    ])?;
    // Somewhat more households than needed, so that every building can fill its share; the rest is left out.
    let share = residents.div_ceil(BUILDINGS);
    let mut plan = vec![share * 54 / 100 + 14; BUILDINGS as usize];
    if let Some(last) = plan.last_mut() {
        *last += 200;
    }
    let mut world = World::of(plan, seed);
    let mut written = 0_u32;
    while let Some(building) = world.next_building() {
        let due = u64::from(residents) * u64::from(building.index + 1) / u64::from(BUILDINGS);
        for (place, person) in super::roster_people(&building) {
            if u64::from(written) >= due {
                break;
            }
            write(&mut sheet, place, person)?;
            written += 1;
        }
    }
    book.push(sheet);
    book.save(path)?;
    Ok(())
}

fn write(sheet: &mut Sheet, place: &Place, person: &Person) -> Result<(), SampleError> {
    let tags: Vec<&str> = person.tags.iter().map(|tag| tag.word).collect();
    sheet.cells([
        place.building.as_str().into(),
        place.unit.as_str().into(),
        place.room.as_str().into(),
        person.name.as_str().into(),
        person.sex.as_str().into(),
        person.born.format("%Y-%m-%d").to_string().into(),
        person.identity.text.as_str().into(),
        person.phones.first().map(String::as_str).into(),
        person.relation.into(),
        tags.join("，").into(),
    ])
}
