//! The folder of a search for the best: the front as scenario files, a table of what is known of it, and the
//! answer for programs.

use crate::files::FileError;
use crate::files::columns::ResultTable;
use crate::files::file::{Written, write};
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::layout::Layout;
use crate::files::manifest;
use crate::files::manifest::{Manifest, Request, json};
use crate::files::write::datapackage;
use crate::files::write::resolved::resolved;
use crate::files::write::rows::{NumberForm, RowWriter};
use crate::scenario::Scenario;
use crate::stats::Moments;
use crate::study::best::judge::Judged;
use crate::study::best::wanted::Objective;
use crate::world::record::MEASURES;
use std::path::PathBuf;

/// The answer in its folder.
pub(crate) const BEST: &str = "best.json";

/// A folder begun for a search, before anything is computed.
pub(crate) struct BestFolder {
    place: PendingFolder,
    written: Vec<Written>,
}

impl BestFolder {
    /// Begin it, for a baseline.
    pub(crate) fn begin(wish: FolderRequest, base: &Scenario) -> Result<Self, FileError> {
        let place = PendingFolder::prepare(wish)?;
        let written = resolved(&place, std::slice::from_ref(base)).map_err(place.asked_for())?;
        Ok(BestFolder { place, written })
    }

    /// Write everything and put the folder in its place. `files`: names and texts of the front.
    pub(crate) fn publish(
        self,
        (judged, objectives): (&Judged, &[Objective]),
        request: &Request,
        base: &Scenario,
        files: &[(String, String)],
        answer: &serde_json::Value,
    ) -> Result<PathBuf, FileError> {
        let (asked_for, mut written) = (self.place.asked_for(), self.written);
        let table = ResultTable::Best;
        let rows = [table.header(), rows(judged, objectives)].concat();
        let layout = Layout::of([table]);
        let mut all = vec![
            (table.file().to_string(), rows),
            (BEST.to_string(), json(answer)),
            (datapackage::FILE.to_string(), datapackage::text(&[table], &layout, &[])),
        ];
        all.extend(files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
        for (name, bytes) in all {
            written.push(write(self.place.work(), &name, &bytes).map_err(&asked_for)?);
        }
        written.sort();
        let manifest = Manifest::new(request, std::slice::from_ref(base), &written).text();
        write(self.place.work(), manifest::FILE, &manifest).map_err(&asked_for)?;
        self.place.publish().map_err(asked_for)
    }
}

/// One row for each of baseline and front, and each measure.
fn rows(judged: &Judged, objectives: &[Objective]) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for (at, name) in judged.lived.names.iter().enumerate() {
        for measure in MEASURES {
            let levels = judged.lived.levels(at, measure).into_iter().map(|(_, value)| value);
            let known = judged.known.effect(name, measure.name);
            let place = objectives.iter().position(|one| one.measure.name == measure.name);
            let standing = place.and_then(|place| judged.standings[place].get(at));
            rows.text(name);
            rows.text(measure.name);
            let numbers = [
                Moments::of(levels).mean(),
                known.map(|known| known.mean),
                known.map(|known| known.low),
                known.map(|known| known.high),
                known.and_then(|known| known.share_better),
                standing.map(|standing| standing.robustness.share_first),
                standing.map(|standing| standing.robustness.expected_regret),
                standing.map(|standing| standing.robustness.worst_regret),
                judged.standings.first().and_then(|all| all.get(at)).map(|standing| standing.meets_all),
            ];
            numbers.into_iter().for_each(|number| rows.value(number, NumberForm::Plain));
            rows.whole(known.map_or(0, |known| known.draws as i64));
            rows.end();
        }
    }
    rows.bytes()
}
