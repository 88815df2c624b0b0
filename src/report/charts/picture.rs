//! A finished picture. Every label is remembered with its box and every mark with its place, so that tests
//! can tell whether labels overlap or anything stands outside its plot.

use crate::report::charts::layout::Rect;

/// A finished picture.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// The SVG element.
    pub text: String,
    /// Every label with its box.
    #[allow(dead_code)] // `faults` reads it in tests
    pub(crate) labels: Vec<(Rect, String)>,
    /// What stands where it does not belong.
    #[allow(dead_code)] // `faults` reads it in tests
    pub(crate) strays: Vec<String>,
}

impl maud::Render for Picture {
    fn render_to(&self, page: &mut String) {
        page.push_str(&self.text);
    }
}

impl Picture {
    #[cfg(test)]
    /// What is wrong with it: labels that overlap, marks outside their plot, texts outside the picture.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = self.strays.clone();
        for (i, (one, text)) in self.labels.iter().enumerate() {
            let overlapping = self.labels[i + 1..].iter().filter(|(other, _)| one.overlaps(other));
            faults.extend(overlapping.map(|(_, other)| format!("`{text}` overlaps `{other}`")));
        }
        faults
    }
}
