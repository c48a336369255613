//! Chance that is the same each time: SplitMix64 (Steele, Lea and Flood, 2014), and ids made with it.

use entities::Timestamp;
use uuid::{Builder, Uuid};

/// A die with any number of sides.
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same throws.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to one less than `sides`.
    pub fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides).expect("64 bits");
        usize::try_from(self.throw() % sides).expect("less than the sides")
    }

    /// A number from the first to the last.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        let sides = usize::try_from(last - first + 1).expect("the first is not past the last");
        first + i64::try_from(self.below(sides)).expect("less than the sides")
    }

    /// True so many times of a thousand.
    pub fn chance(&mut self, of_a_thousand: usize) -> bool {
        self.below(1000) < of_a_thousand
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of these, each as likely as its weight says.
    pub fn weighed<'a, T>(&mut self, of: &'a [(usize, T)]) -> &'a T {
        let mut left = self.below(of.iter().map(|(weight, _)| weight).sum());
        for (weight, one) in of {
            if left < *weight {
                return one;
            }
            left -= weight;
        }
        unreachable!("less than the sum of the weights")
    }

    /// So many of these, each once.
    pub fn several<T: Clone>(&mut self, count: usize, of: &[T]) -> Vec<T> {
        let mut places: Vec<usize> = (0..of.len()).collect();
        for place in 0..count.min(of.len()) {
            let other = place + self.below(of.len() - place);
            places.swap(place, other);
        }
        places.iter().take(count).map(|place| of[*place].clone()).collect()
    }

    /// An id of this moment, in time order as the product's own.
    pub fn id<T: From<Uuid>>(&mut self, at: Timestamp) -> T {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.throw().to_le_bytes());
        random[8..].copy_from_slice(&self.throw().to_le_bytes()[..2]);
        let millis = u64::try_from(at.0).expect("after 1970");
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into()
    }

    /// Bytes that mean nothing.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.throw().to_le_bytes()[0]).collect()
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
