//! A link held: a world lives on, but what passes through one link is what passes through it in another world
//! of the same people. So one sees what a change would have been without that link's part in it.
//!
//! Both worlds live in lock-step. Before a week the held world takes over the other's stocks of the link
//! ([`World::take_over`]: residents by number, institutions as a whole); within it, what the other decided
//! and offered ([`advance_held`]).

use crate::world::World;
use crate::world::agents::government::Government;
use crate::world::agents::organization::Organization;
use crate::world::agents::organization::programme::place_events;
use crate::world::agents::residents::take_over::ResidentColumn;
use crate::world::agents::union;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::Offer;
use crate::world::observer::Observer;
use crate::world::week;

/// A link through which a change may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Who knows of the home, and how news of it travels.
    Awareness,
    /// When it is open, and how many seats may be used.
    Hours,
    /// The quality that visitors meet, and expect.
    Quality,
    /// Number and kinds of events.
    Events,
    /// Concept, reception, and what decisions did for the programme.
    Welcome,
    /// Habit of residents.
    Habit,
    /// Seeing one's ties come.
    Norm,
    /// Trust of residents and between institutions.
    Trust,
    /// The belief that the operator is a business.
    Belief,
    /// Being asked to lend a hand, and lending it.
    Asking,
    /// What council and union decide, and who has a voice there.
    Council,
    /// Capability of the organization.
    Capability,
    /// Routines of the organization.
    Routines,
    /// Brand of the organization.
    Brand,
}

impl Link {
    /// All links.
    pub(crate) const ALL: [Link; 14] = [
        Link::Awareness,
        Link::Hours,
        Link::Quality,
        Link::Events,
        Link::Welcome,
        Link::Habit,
        Link::Norm,
        Link::Trust,
        Link::Belief,
        Link::Asking,
        Link::Council,
        Link::Capability,
        Link::Routines,
        Link::Brand,
    ];

    /// Its name in files, and what it is.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Link::Awareness => ("awareness", "who knows of the home, and how news of it travels"),
            Link::Hours => ("hours", "opening hours and seats"),
            Link::Quality => ("quality", "the quality that visitors meet, and expect"),
            Link::Events => ("events", "number and kinds of events"),
            Link::Welcome => ("welcome", "concept, reception, and what decisions did for the programme"),
            Link::Habit => ("habit", "habit of residents"),
            Link::Norm => ("norm", "seeing one's ties come"),
            Link::Trust => ("trust", "trust of residents and between institutions"),
            Link::Belief => ("belief", "the belief that the operator is a business"),
            Link::Asking => ("asking", "being asked to lend a hand, and lending it"),
            Link::Council => ("council", "what council and union decide, and who has a voice there"),
            Link::Capability => ("capability", "capability of the organization"),
            Link::Routines => ("routines", "routines that the organization has written down"),
            Link::Brand => ("brand", "brand of the organization"),
        }
    }

    /// What residents remember of it.
    fn columns(self) -> &'static [ResidentColumn] {
        match self {
            Link::Awareness => &[ResidentColumn::Awareness],
            Link::Quality => &[ResidentColumn::Expectation],
            Link::Habit => &[ResidentColumn::Habit],
            Link::Norm => &[ResidentColumn::Company],
            Link::Trust => &[ResidentColumn::Trust],
            Link::Belief => &[ResidentColumn::Belief],
            Link::Asking => &[ResidentColumn::Helping],
            _ => &[],
        }
    }

    /// Put into an offer what another holds of the link.
    fn offer(self, own: &mut Offer, other: &Offer) {
        match self {
            Link::Awareness => {
                own.hear_signs = other.hear_signs;
                own.hear_brand = other.hear_brand;
                own.hear_referral = other.hear_referral;
                own.hear_workplace = other.hear_workplace;
                own.hear_seeding = other.hear_seeding;
                own.seed_central = other.seed_central;
                own.word = other.word;
            }
            Link::Hours => (own.hours, own.seats) = (other.hours, other.seats),
            Link::Quality => (own.quality, own.event_quality) = (other.quality, other.event_quality),
            Link::Events => {
                (own.mix, own.new_programme) = (other.mix, other.new_programme);
                (own.event_places, own.announced) = (other.event_places, other.announced);
            }
            Link::Welcome => (own.concept, own.programme_fit) = (other.concept, other.programme_fit),
            Link::Asking => {
                (own.ask, own.volunteering) = (other.ask, other.volunteering);
                (own.overload, own.hours_wanted) = (other.overload, other.hours_wanted);
                (own.worn, own.guided) = (other.worn, other.guided);
            }
            Link::Council => {
                own.voice = other.voice;
                own.carried_share = other.carried_share;
                own.closed_to_others = other.closed_to_others;
                own.group_fit = other.group_fit;
            }
            Link::Belief => (own.visible, own.status_known) = (other.visible, other.status_known),
            Link::Brand => (own.brand, own.hear_brand) = (other.brand, other.hear_brand),
            _ => {}
        }
    }
}

/// What a world decided and offered in a week, for those held to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lent {
    councils: Vec<(union::Union, union::council::Carried)>,
    homes: Vec<HomeLink>,
}

/// Of one home: the offer, its quality, and events paid for, given, cancelled and planned.
#[derive(Clone, Copy, Debug)]
struct HomeLink {
    offer: Offer,
    quality: f64,
    events: [f64; 4],
}

/// Keeps what is decided and offered.
struct Lender(Lent);

impl Observer for Lender {
    fn decided(&mut self, world: &mut World) {
        self.0.councils = vec![(world.union.clone(), world.carried)];
        let apart = world.apart.iter().map(|home| (home.union.clone(), home.carried));
        self.0.councils.extend(apart);
    }

    fn offered(&mut self, world: &mut World) {
        let home = |c: &crate::world::Community| HomeLink {
            offer: c.offer,
            quality: c.home.quality,
            events: [c.paid_events, c.given_events, c.cancelled, c.usual_events],
        };
        self.0.homes = world.communities.iter().map(home).collect();
    }
}

/// Holds a world to what another decided and offered.
struct Holder<'a>(Link, &'a Lent);

impl Observer for Holder<'_> {
    fn decided(&mut self, world: &mut World) {
        if self.0 != Link::Council {
            return;
        }
        let apart = world.apart.iter_mut().map(|home| (&mut home.union, &mut home.carried));
        let own = std::iter::once((&mut world.union, &mut world.carried)).chain(apart);
        for ((union, carried), (lent, lent_carried)) in own.zip(&self.1.councils) {
            let trust = union.trust;
            *union = lent.clone();
            union.trust = trust;
            *carried = *lent_carried;
        }
    }

    fn offered(&mut self, world: &mut World) {
        let (key, week, link) = (world.key, world.week, self.0);
        for (c, lent) in world.communities.iter_mut().zip(&self.1.homes) {
            link.offer(&mut c.offer, &lent.offer);
            if link == Link::Quality {
                c.home.quality = lent.quality;
            }
            if link == Link::Events {
                [c.paid_events, c.given_events, c.cancelled, c.usual_events] = lent.events;
            }
            // Events are held while the home is open: other hours or other events are placed anew.
            if matches!(link, Link::Hours | Link::Events) {
                let events = (c.paid_events + c.given_events) as u32;
                c.offer.events = place_events(events, &c.offer.mix, &c.offer.hours, key, c.word, week);
            }
        }
    }
}

/// Advance by one week and lend what is decided and offered in it.
pub(crate) fn advance_lending(world: &mut World, blueprint: &Blueprint) -> Lent {
    let mut lender = Lender(Lent::default());
    week::advance(world, blueprint, &mut lender);
    lender.0
}

/// Advance by one week with a link held to what another world lent for it.
pub(crate) fn advance_held(world: &mut World, blueprint: &Blueprint, link: Link, lent: &Lent) {
    week::advance(world, blueprint, &mut Holder(link, lent));
}

impl World {
    /// Take over what another world of the same people, at the end of the same week, remembers of a link.
    pub(crate) fn take_over(&mut self, link: Link, other: &World) {
        for (own, others) in self.communities.iter_mut().zip(&other.communities) {
            link.columns().iter().for_each(|column| own.residents.take_over(*column, &others.residents));
        }
        let own = (&mut self.government, &mut self.union, &mut self.organization);
        link.stocks(own, (&other.government, &other.union, &other.organization));
        for (own, other) in self.apart.iter_mut().zip(&other.apart) {
            let own = (&mut own.government, &mut own.union, &mut own.organization);
            link.stocks(own, (&other.government, &other.union, &other.organization));
        }
    }
}

impl Link {
    /// Take over what institutions remember of a link.
    fn stocks(
        self,
        (government, union, organization): (&mut Government, &mut union::Union, &mut Organization),
        other: (&Government, &union::Union, &Organization),
    ) {
        match self {
            Link::Trust => {
                government.trust_agency = other.0.trust_agency;
                government.trust_committee = other.0.trust_committee;
                union.trust = other.1.trust;
                organization.trust = other.2.trust;
            }
            Link::Capability => organization.capability = other.2.capability,
            Link::Routines => organization.routines = other.2.routines,
            Link::Brand => organization.brand = other.2.brand,
            _ => {}
        }
    }
}
