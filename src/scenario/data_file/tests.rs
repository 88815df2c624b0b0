use crate::scenario::data_file::*;

fn open<'a>(text: &'a [u8], faults: &'a mut Faults) -> DataFile<'a> {
    DataFile::open(Opened::new("x.csv", "x", text), faults)
}

#[test]
fn a_fault_shows_its_cell_whatever_stands_around_it() {
    let text = b"\xEF\xBB\xBFa,b\r\n\r\n\"1,\n2\", x \r\n3,y\r\n";
    let mut faults = Faults::default();
    let mut rows = open(text, &mut faults);
    assert_eq!(rows.header(), ["a", "b"]);
    let mut row = csv::StringRecord::new();
    let mut lines = Vec::new();
    while rows.next(&mut row) {
        rows.fault_at(1, format!("`{}`", &row[1]));
        lines.push(rows.line());
    }
    assert_eq!(lines, [3, 5]);
    assert!(rows.finish().is_none());
    let said: Vec<String> = faults.list().iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "x.csv:4:5: `x`\n4 | 2\", x \n  |     ^\n");
    assert_eq!(said[1], "x.csv:5:3: `y`\n5 | 3,y\n  |   ^\n");
}

#[test]
fn what_was_read_is_known_by_its_hash() {
    let mut faults = Faults::default();
    let source = open(b"a\n1\n", &mut faults).finish().unwrap();
    assert_eq!(source, Source { name: "x.csv".into(), sha256: crate::scenario::layers::sha256(b"a\n1\n") });
}

#[test]
fn an_endless_row_is_refused_instead_of_read() {
    let text = [b"a,b\n1,\"".as_slice(), &vec![b'x'; 3 << 20]].concat();
    let mut faults = Faults::default();
    let mut rows = open(&text, &mut faults);
    assert!(!rows.next(&mut csv::StringRecord::new()));
    assert!(!rows.readable());
    rows.finish();
    assert!(faults.list()[0].message.contains("a row is longer than 1 MiB"), "{}", faults.list()[0].message);
    assert_eq!(faults.list()[0].position(), Some((2, 1)));
}

#[test]
fn memory_does_not_grow_with_the_file_and_faults_are_counted() {
    let text = format!("a,b\n{}", "1,2\n3\n".repeat(200_000));
    let mut faults = Faults::default();
    let mut rows = open(text.as_bytes(), &mut faults);
    let mut row = csv::StringRecord::new();
    let (mut n, mut most) = (0, 0);
    while rows.next(&mut row) {
        n += 1;
        most = most.max(rows.reader.get_ref().kept());
    }
    rows.finish();
    assert_eq!(n, 200_000);
    assert!(most < 1 << 20, "{most} bytes were kept of {}", text.len());
    assert_eq!((faults.list().len(), faults.len()), (100, 200_000));
    assert!(
        faults.to_string().contains("\nand 199,900 more\n200,000 faults; nothing was computed\n"),
        "{faults}"
    );
}
