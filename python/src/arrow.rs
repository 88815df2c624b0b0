//! The C data interface and the C stream interface of Arrow, as far as our tables need them:
//! <https://arrow.apache.org/docs/format/CDataInterface.html>. Whoever takes a table shares our memory, and
//! what is taken keeps the table alive.

use crate::table::{Column, Table, Values};
use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::Arc;

/// A value may be missing.
const NULLABLE: i64 = 2;

/// `struct ArrowSchema`.
#[repr(C)]
pub struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut Schema,
    dictionary: *mut Schema,
    release: Option<unsafe extern "C" fn(*mut Schema)>,
    private_data: *mut c_void,
}

/// `struct ArrowArray`.
#[repr(C)]
pub struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Array,
    dictionary: *mut Array,
    release: Option<unsafe extern "C" fn(*mut Array)>,
    private_data: *mut c_void,
}

/// `struct ArrowArrayStream`.
#[repr(C)]
pub struct Stream {
    get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut Stream)>,
    private_data: *mut c_void,
}

// SAFETY: the pointers lead to memory that each owns alone, or to a table that nobody changes.
unsafe impl Send for Schema {}
// SAFETY: as above.
unsafe impl Send for Array {}
// SAFETY: as above.
unsafe impl Send for Stream {}

/// What a schema points to.
struct SchemaHeld {
    format: CString,
    name: CString,
    children: Vec<*mut Schema>,
}

/// What an array points to.
struct ArrayHeld {
    buffers: Vec<*const c_void>,
    children: Vec<*mut Array>,
    _table: Arc<Table>,
}

/// What a stream points to.
struct StreamHeld {
    table: Arc<Table>,
    given: bool,
}

impl Schema {
    /// Of a table: a struct with a child for each column.
    pub fn of(table: &Table) -> Schema {
        let children = table.columns.iter().map(|column| Box::into_raw(Box::new(Schema::column(column))));
        Schema::new("+s", "", children.collect(), 0)
    }

    fn column(column: &Column) -> Schema {
        let format = match column.values {
            Values::Whole(_) => "l",
            Values::Number(_) => "g",
            Values::Flag(_) => "b",
            Values::Text(..) => "U",
        };
        Schema::new(format, &column.name, vec![], NULLABLE)
    }

    fn new(format: &str, name: &str, children: Vec<*mut Schema>, flags: i64) -> Schema {
        // A header with a zero byte cannot be told in C; there is none.
        let text = |text: &str| CString::new(text.replace('\0', "")).unwrap_or_default();
        let mut held = Box::new(SchemaHeld { format: text(format), name: text(name), children });
        Schema {
            format: held.format.as_ptr(),
            name: held.name.as_ptr(),
            metadata: std::ptr::null(),
            flags,
            n_children: held.children.len() as i64,
            children: held.children.as_mut_ptr(),
            dictionary: null_mut(),
            release: Some(release_schema),
            private_data: Box::into_raw(held).cast(),
        }
    }
}

impl Array {
    fn of(table: &Arc<Table>) -> Array {
        let children =
            table.columns.iter().map(|column| Box::into_raw(Box::new(Array::column(column, table))));
        Array::new(table, vec![std::ptr::null()], children.collect(), 0)
    }

    fn column(column: &Column, table: &Arc<Table>) -> Array {
        let valid: *const c_void =
            if column.nulls == 0 { std::ptr::null() } else { column.valid.as_ptr().cast() };
        let buffers = match &column.values {
            Values::Whole(list) => vec![valid, list.as_ptr().cast()],
            Values::Number(list) => vec![valid, list.as_ptr().cast()],
            Values::Flag(bits) => vec![valid, bits.as_ptr().cast()],
            Values::Text(ends, bytes) => vec![valid, ends.as_ptr().cast(), bytes.as_ptr().cast()],
        };
        Array::new(table, buffers, vec![], column.nulls as i64)
    }

    fn new(
        table: &Arc<Table>,
        buffers: Vec<*const c_void>,
        children: Vec<*mut Array>,
        null_count: i64,
    ) -> Array {
        let mut held = Box::new(ArrayHeld { buffers, children, _table: table.clone() });
        Array {
            length: table.rows as i64,
            null_count,
            offset: 0,
            n_buffers: held.buffers.len() as i64,
            n_children: held.children.len() as i64,
            buffers: held.buffers.as_mut_ptr(),
            children: held.children.as_mut_ptr(),
            dictionary: null_mut(),
            release: Some(release_array),
            private_data: Box::into_raw(held).cast(),
        }
    }

    /// The end of a stream.
    fn none() -> Array {
        Array {
            length: 0,
            null_count: 0,
            offset: 0,
            n_buffers: 0,
            n_children: 0,
            buffers: null_mut(),
            children: null_mut(),
            dictionary: null_mut(),
            release: None,
            private_data: null_mut(),
        }
    }
}

impl Stream {
    /// Of a table: all of it at once.
    pub fn of(table: Arc<Table>) -> Stream {
        let held = Box::new(StreamHeld { table, given: false });
        Stream {
            get_schema: Some(get_schema),
            get_next: Some(get_next),
            get_last_error: Some(get_last_error),
            release: Some(release_stream),
            private_data: Box::into_raw(held).cast(),
        }
    }
}

// A capsule that nobody took from is released with the capsule; what was moved out has no `release` left.

impl Drop for Schema {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: as long as `release` is there, this is whole and ours.
            unsafe { release(self) }
        }
    }
}

impl Drop for Array {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: as above.
            unsafe { release(self) }
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: as above.
            unsafe { release(self) }
        }
    }
}

unsafe extern "C" fn release_schema(schema: *mut Schema) {
    // SAFETY: the caller hands over a schema that `Schema::new` made and that was not released.
    unsafe {
        let held: Box<SchemaHeld> = Box::from_raw((*schema).private_data.cast());
        (*schema).release = None;
        // A child that was moved out has no `release`, and only its place is given back.
        held.children.iter().for_each(|child| drop(Box::from_raw(*child)));
    }
}

unsafe extern "C" fn release_array(array: *mut Array) {
    // SAFETY: the caller hands over an array that `Array::new` made and that was not released.
    unsafe {
        let held: Box<ArrayHeld> = Box::from_raw((*array).private_data.cast());
        (*array).release = None;
        held.children.iter().for_each(|child| drop(Box::from_raw(*child)));
    }
}

unsafe extern "C" fn release_stream(stream: *mut Stream) {
    // SAFETY: the caller hands over a stream that `Stream::of` made and that was not released.
    unsafe {
        drop(Box::<StreamHeld>::from_raw((*stream).private_data.cast()));
        (*stream).release = None;
    }
}

unsafe extern "C" fn get_schema(stream: *mut Stream, out: *mut Schema) -> c_int {
    // SAFETY: the stream is whole, and `out` is a place without a value.
    unsafe {
        let held = &*(*stream).private_data.cast::<StreamHeld>();
        out.write(Schema::of(&held.table));
    }
    0
}

unsafe extern "C" fn get_next(stream: *mut Stream, out: *mut Array) -> c_int {
    // SAFETY: as above.
    unsafe {
        let held = &mut *(*stream).private_data.cast::<StreamHeld>();
        out.write(if held.given { Array::none() } else { Array::of(&held.table) });
        held.given = true;
    }
    0
}

/// Nothing here can fail.
unsafe extern "C" fn get_last_error(_: *mut Stream) -> *const c_char {
    std::ptr::null()
}
