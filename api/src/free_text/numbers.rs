//! Numbers as people write them: groups of digits with a space, dot, dash, slash or bracket between.

/// Groups of digits that stand together.
#[derive(Debug, Default)]
pub struct Digits {
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct Group {
    digits: String,
    /// What stands between the group before it and this one, or before the first.
    before: String,
    /// Is part of a date.
    in_date: bool,
    /// Is part of a time of the clock.
    in_time: bool,
}

/// The most signs between two groups of one number: `) ` or ` - `.
const WIDEST_GAP: usize = 3;

/// The groups of digits in a text, those together that one number may be made of.
pub fn digits_in(letters: &[char]) -> Vec<Digits> {
    let mut found = vec![Digits::default()];
    let mut gap = String::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            gap.push(letters[at]);
            at += 1;
            continue;
        }
        let length = letters[at..].iter().take_while(|letter| letter.is_ascii_digit()).count();
        let together = gap.chars().count() <= WIDEST_GAP && gap.chars().all(separates);
        if !together {
            found.push(Digits::default());
        }
        let group = Group {
            digits: letters[at..at + length].iter().collect(),
            before: gap.split_off(gap.char_indices().rev().nth(WIDEST_GAP - 1).map_or(0, |(start, _)| start)),
            in_date: false,
            in_time: false,
        };
        gap.clear();
        if let Some(last) = found.last_mut() {
            last.groups.push(group);
        }
        at += length;
    }
    for digits in &mut found {
        digits.mark_times();
    }
    found
}

fn separates(sign: char) -> bool {
    " .-/()+".contains(sign)
}

impl Digits {
    /// Ten digits from a 0 (no second 0), a paid number, a `+` and 9 to 15 digits, or 00 and 11 to 15 digits in all. Digits of a
    /// date don't count; those of a time count only in what begins as a mobile number.
    pub fn hold_phone(&self) -> bool {
        (0..self.groups.len()).any(|start| {
            let first = &self.groups[start];
            let has_country = first.before.trim_end().ends_with('+');
            let is_mobile = first.digits.starts_with("06");
            let mut number = String::new();
            for (position, group) in self.groups[start..].iter().enumerate() {
                // Another `+` begins another number.
                let begins_another = position > 0 && group.before.contains('+');
                if begins_another || group.in_date || (group.in_time && !is_mobile) {
                    return false;
                }
                number.push_str(&group.digits);
                let is_dutch = number.len() == 10 && number.starts_with('0') && !number.starts_with("00");
                let is_foreign = (11..=15).contains(&number.len()) && number.starts_with("00");
                let is_paid = (8..=11).contains(&number.len()) && first.digits == "0900";
                // A mobile number whose zero was left out: nobody writes another nine digits from 6 in these groups.
                let lacks_zero = number.len() == 9 && first.digits == "6";
                if is_dutch || is_foreign || is_paid || lacks_zero || (has_country && (9..=15).contains(&number.len()))
                {
                    return true;
                }
            }
            false
        })
    }

    /// Nine digits that pass the eleven-test, in one group or in two to four of two digits or more with the same
    /// sign between; or eight in one group, with a zero that was left out.
    pub fn hold_bsn(&self) -> bool {
        (0..self.groups.len()).any(|start| {
            let mut number = String::new();
            let mut between = None;
            for (position, group) in self.groups[start..].iter().take(4).enumerate() {
                if group.digits.len() < 2 {
                    return false;
                }
                if position > 0 && *between.get_or_insert(&group.before) != &group.before {
                    return false;
                }
                number.push_str(&group.digits);
                if position == 0 && number.len() == 8 && passes_eleven_test(&format!("0{number}")) {
                    return true;
                }
                if number.len() == 9 {
                    return passes_eleven_test(&number);
                }
            }
            false
        })
    }

    /// Marks `23-11-2026`, `2026-11-23`, `09.30` and `9:30`.
    fn mark_times(&mut self) {
        for start in 0..self.groups.len() {
            if self.is_date(start) {
                self.groups[start..start + 3].iter_mut().for_each(|group| group.in_date = true);
            }
            if self.is_clock(start) {
                self.groups[start..start + 2].iter_mut().for_each(|group| group.in_time = true);
            }
        }
    }

    fn is_date(&self, start: usize) -> bool {
        let Some([first, month, last]) = self.groups.get(start..start + 3) else { return false };
        let numbers = [first, month, last].map(|group| group.digits.parse::<u32>().unwrap_or(u32::MAX));
        let [day, month_number, year] =
            if first.digits.len() == 4 { [numbers[2], numbers[1], numbers[0]] } else { numbers };
        month.before == last.before
            && ["-", "/", "."].contains(&month.before.as_str())
            && (1..=31).contains(&day)
            && (1..=12).contains(&month_number)
            && (1900..=2099).contains(&year)
    }

    fn is_clock(&self, start: usize) -> bool {
        let Some([hour, minute]) = self.groups.get(start..start + 2) else { return false };
        let follows = |group: Option<&Group>| group.is_some_and(|group| group.before == ".");
        hour.digits.len() <= 2
            && hour.digits.parse::<u32>().is_ok_and(|hour| hour < 24)
            && minute.before == "."
            && minute.digits.len() == 2
            && minute.digits.parse::<u32>().is_ok_and(|minute| minute < 60)
            && hour.before != "."
            && !follows(self.groups.get(start + 2))
    }
}

/// The eleven-test of a citizen service number: weights 9 to 2, and minus the last digit.
fn passes_eleven_test(number: &str) -> bool {
    let digits: Vec<i32> = number.chars().filter_map(|digit| digit.to_digit(10)).map(u32::cast_signed).collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}
