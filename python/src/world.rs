//! A world that Python advances week by week.

use crate::asked::{Refused, ScenarioParts, exception, scenario};
use commonroom::bindings::{self, ScenarioAsked, WorldsAsked};
use commonroom::internals::{english, on_threads};
use commonroom::{Blueprint, advance};
use pyo3::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An event: week, community, actor, kind, words.
type EventParts = (i32, Option<String>, &'static str, &'static str, String);

/// A world with everything that it goes on from.
#[derive(Clone)]
struct Lived {
    asked: ScenarioAsked,
    worlds: WorldsAsked,
    name: String,
    blueprint: Blueprint,
    world: commonroom::World,
}

/// A world.
#[pyclass(frozen)]
pub struct World(Mutex<Lived>);

impl World {
    fn lived(&self) -> MutexGuard<'_, Lived> {
        // What a panic left behind is refused by `broken` below; the lock itself is sound.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refused(message: String) -> PyErr {
    Refused::new_err((2, message, Vec::<(String,)>::new()))
}

#[pymethods]
impl World {
    /// Found a world; its warm start is still to be lived.
    #[new]
    fn new(
        py: Python<'_>,
        asked: ScenarioParts,
        sets: Vec<String>,
        weeks: Option<i64>,
        seed: u64,
        replicate: u32,
    ) -> PyResult<World> {
        let (asked, worlds) =
            (scenario(asked), WorldsAsked { sets, weeks, seed, replicates: 1, threads: None });
        let found = || {
            bindings::guarded(|| {
                let read = bindings::world(&asked, &worlds)?;
                let world = on_threads(1, || commonroom::World::new(&read.blueprint, seed, replicate));
                Ok((read.name, read.blueprint, world))
            })
        };
        let (name, blueprint, world) = py.detach(found).map_err(exception)?;
        Ok(World(Mutex::new(Lived { asked, worlds, name, blueprint, world })))
    }

    /// Live a week.
    fn advance(&self, py: Python<'_>) -> PyResult<()> {
        let live = || {
            let mut lived = self.lived();
            let Lived { world, blueprint, .. } = &mut *lived;
            if world.week() >= blueprint.weeks {
                return Ok(false);
            }
            // On a thread of its own: a pool that all share would not survive a fork of the process.
            bindings::guarded(|| {
                on_threads(1, || advance(world, blueprint, &mut ()));
                Ok(true)
            })
        };
        match py.detach(live).map_err(exception)? {
            true => Ok(()),
            false => Err(refused(format!("the world has lived its {} weeks", self.lived().blueprint.weeks))),
        }
    }

    /// Go on as the scenario says with these flags instead of those before; what has been lived must agree.
    fn change(&self, py: Python<'_>, sets: Vec<String>) -> PyResult<()> {
        py.detach(|| {
            let mut lived = self.lived();
            let worlds = WorldsAsked { sets, ..lived.worlds.clone() };
            let read = bindings::guarded(|| bindings::world(&lived.asked, &worlds)).map_err(exception)?;
            let week = lived.world.week();
            if lived.blueprint.agrees_until(&read.blueprint).is_none_or(|agreed| agreed < week) {
                return Err(refused(format!("this would change weeks up to {week}, which have been lived")));
            }
            (lived.worlds, lived.blueprint) = (worlds, read.blueprint);
            Ok(())
        })
    }

    #[getter]
    fn name(&self) -> String {
        self.lived().name.clone()
    }

    #[getter]
    fn week(&self) -> i32 {
        self.lived().world.week()
    }

    #[getter]
    fn weeks(&self) -> i32 {
        self.lived().blueprint.weeks
    }

    #[getter]
    fn communities(&self) -> Vec<String> {
        self.lived().blueprint.communities.iter().map(|place| place.name.clone()).collect()
    }

    /// Every measure in the last week, in the order of all measures.
    #[pyo3(signature = (community=None))]
    fn values(&self, community: Option<u32>) -> Vec<Option<f64>> {
        bindings::week_values(&self.lived().world, community)
    }

    /// What the institutions did since this was last asked.
    fn events(&self) -> Vec<EventParts> {
        let mut lived = self.lived();
        let events = lived.world.take_events();
        let name = |at: u32| lived.blueprint.communities.get(at as usize).map(|place| place.name.clone());
        let parts = events.into_iter().map(|event| {
            let kind = event.kind.name().name();
            (event.week, event.community.and_then(name), event.actor.name(), kind, english(&event.kind))
        });
        parts.collect()
    }

    /// Another world that is the same so far.
    fn copy(&self, py: Python<'_>) -> World {
        World(Mutex::new(py.detach(|| self.lived().clone())))
    }
}
