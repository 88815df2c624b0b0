//! Where the runs of a comparison go.

use crate::batch::{Job, Outcome, RunEnd, Sink, Stopped};
use crate::cli::batch::{Packed, Recorder};
use crate::cli::progress::Progress;
use crate::study::compare::Gathering;
use crate::study::compare::reduce::Reduced;

/// Where runs go: what the comparison needs of them, and the folder.
pub(super) struct CompareSink<'a, 'b> {
    pub recorder: Recorder,
    pub gathering: Gathering<'b>,
    pub progress: &'a mut Progress,
}

impl Sink<(Reduced, Packed)> for CompareSink<'_, '_> {
    fn take(&mut self, job: &Job, outcome: Outcome<(Reduced, Packed)>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        let (reduced, packed) = match outcome {
            Ok((reduced, packed)) => (Ok(reduced), Ok(packed)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        let twin = self.gathering.is_twin(job);
        self.gathering.take(job, reduced);
        if twin { Ok(()) } else { self.recorder.take(job, packed) }
    }
}
