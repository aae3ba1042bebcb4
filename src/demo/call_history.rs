use crate::demo::family_key::QUOTA_PER_UNIT;
use crate::demo::question::Question;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// How many calls a key has behind it.
const CALLS: i64 = 72;
/// From the newest call to the next older one, in seconds: a few minutes to half a day.
const GAPS: [i64; 8] = [95, 240, 410, 1_900, 7_300, 21_000, 43_000, 180];
const MODELS: [Model; 4] = [
    Model { name: "claude-sonnet-4-5-20250929", ratio: 1_500, completion: 5, is_claude: true },
    Model { name: "gpt-4o", ratio: 1_250, completion: 4, is_claude: false },
    Model { name: "claude-3-7-sonnet-20250219", ratio: 1_500, completion: 5, is_claude: true },
    Model { name: "gpt-4o-mini", ratio: 75, completion: 4, is_claude: false },
];
/// A longer page is not handed out.
const LONGEST_PAGE: usize = 100;
/// Every so many calls fail.
const FAILS_EVERY: i64 = 19;

/// What a model costs.
#[derive(Debug)]
struct Model {
    name: &'static str,
    /// Thousandths of a point for a token.
    ratio: i64,
    /// How many times dearer an answered token is.
    completion: i64,
    is_claude: bool,
}

/// The past of one key: the same in every run, counted back from when its station started.
#[derive(Debug)]
pub(super) struct CallHistory<'a> {
    pub(super) key_name: &'a str,
    /// Unix seconds.
    pub(super) until: i64,
}

/// One call, with amounts in tokens and quota points.
#[derive(Debug)]
struct Call {
    index: i64,
    time: i64,
    model: &'static Model,
    input: i64,
    cached: i64,
    output: i64,
    seconds: i64,
    first_token_ms: i64,
    failed: bool,
}

impl CallHistory<'_> {
    /// As new-api of 2026 tells it: newest first.
    pub(super) fn newest_first(&self) -> Value {
        self.calls().iter().map(|call| Value::from(self.row_of_2026(call))).collect()
    }

    /// As new-api of 2025-04 tells it: oldest first, and not a word of failed calls.
    pub(super) fn oldest_first(&self) -> Value {
        let calls = self.calls();
        calls.iter().rev().filter(|call| !call.failed).map(|call| self.row_of_2025(call)).collect()
    }

    /// One page of what an account of new-api or Veloera did, newest first.
    pub(super) fn family_page(&self, question: &Question) -> Value {
        self.page(question, "p", |call| self.row_of_2026(call).into())
    }

    /// One page of what an account of sub2api did, newest first.
    pub(super) fn sub2api_page(&self, question: &Question) -> Value {
        self.page(question, "page", |call| self.row_of_sub2api(call))
    }

    fn page(&self, question: &Question, number: &str, row: impl Fn(&Call) -> Value) -> Value {
        let asked = |name: &str| question.parameter(name).and_then(|value| value.parse().ok());
        let page = asked(number).unwrap_or(1_usize).max(1);
        let size = asked("page_size").unwrap_or(10).clamp(1, LONGEST_PAGE);
        let calls = self.calls();
        let rows: Vec<Value> = calls.iter().skip((page - 1) * size).take(size).map(row).collect();
        json!({ "items": rows, "total": calls.len(), "page": page, "page_size": size })
    }

    fn calls(&self) -> Vec<Call> {
        // Keys differ in their pasts.
        let seed: i64 = self.key_name.bytes().map(i64::from).sum();
        let mut time = self.until - 130 - seed % 900;
        (0..CALLS)
            .zip(GAPS.iter().cycle())
            .zip(MODELS.iter().cycle())
            .map(|((index, gap), model)| {
                let call = Call::new(index, time, model, seed);
                time -= gap + (seed + index * 37) % 60;
                call
            })
            .collect()
    }

    fn row_of_2026(&self, call: &Call) -> Map<String, Value> {
        let mut row = self.row(call);
        row.insert("id".into(), (call.index + 1).into());
        row.insert("content".into(), if call.failed { FAILURE } else { "" }.into());
        row.insert("ip".into(), "".into());
        row.insert("request_id".into(), call.request_id().into());
        row
    }

    fn row_of_sub2api(&self, call: &Call) -> Value {
        let time = Timestamp::from_second(call.time).unwrap_or_default();
        json!({
            "id": CALLS - call.index,
            "request_id": call.request_id(),
            "model": call.model.name,
            "input_tokens": call.input,
            "output_tokens": call.output,
            "cache_creation_tokens": 0,
            "cache_read_tokens": call.cached,
            "actual_cost": call.dollars(),
            "stream": call.is_stream(),
            "duration_ms": call.seconds * 1_000,
            "first_token_ms": call.is_stream().then_some(call.first_token_ms),
            "created_at": time.to_string(),
            "api_key": { "id": 1, "name": self.key_name },
        })
    }

    fn row_of_2025(&self, call: &Call) -> Value {
        let mut row = self.row(call);
        row.insert("id".into(), (call.index % 1024).into());
        row.insert("content".into(), call.price_text().into());
        row.into()
    }

    /// What builds of both years tell.
    fn row(&self, call: &Call) -> Map<String, Value> {
        let row = json!({
            "user_id": 2,
            "created_at": call.time,
            "type": if call.failed { 5 } else { 2 },
            "username": "xiaoming",
            "token_name": self.key_name,
            "model_name": call.model.name,
            "quota": call.points(),
            "prompt_tokens": call.input,
            "completion_tokens": call.output,
            "use_time": call.seconds,
            "is_stream": call.is_stream(),
            "channel": if call.model.is_claude { 2 } else { 1 },
            "channel_name": "",
            "token_id": 1,
            "group": "default",
            "other": call.details().to_string(),
        });
        row.as_object().cloned().unwrap_or_default()
    }
}

/// What a failed call leaves in the log.
const FAILURE: &str = "status_code=429, upstream rate limit reached, please retry later";

impl Call {
    fn new(index: i64, time: i64, model: &'static Model, seed: i64) -> Self {
        let spread = (index * 7_919 + seed * 104_729) % 9_973;
        let failed = index % FAILS_EVERY == FAILS_EVERY - 1;
        Self {
            index,
            time,
            model,
            input: if failed { 0 } else { 180 + spread % 4_100 },
            cached: if failed || !model.is_claude { 0 } else { spread * 3 },
            output: if failed { 0 } else { 40 + spread % 1_370 },
            seconds: if failed { 1 } else { 2 + spread % 31 },
            first_token_ms: 420 + spread % 2_100,
            failed,
        }
    }

    fn is_stream(&self) -> bool {
        self.model.is_claude && !self.failed
    }

    /// Cached tokens cost a tenth.
    fn points(&self) -> i64 {
        let tenths = self.input * 10 + self.cached + self.output * self.model.completion * 10;
        tenths * self.model.ratio / 10_000
    }

    /// A number without rounding.
    fn dollars(&self) -> Value {
        let dollars = Decimal::from(self.points()) / Decimal::from(QUOTA_PER_UNIT);
        serde_json::from_str(&dollars.to_string()).unwrap_or_default()
    }

    fn details(&self) -> Value {
        if self.failed {
            return json!({ "error_code": "rate_limit_exceeded", "status_code": 429 });
        }
        json!({
            "cache_ratio": 0.1,
            "cache_tokens": self.cached,
            "claude": self.model.is_claude,
            "completion_ratio": self.model.completion,
            "frt": if self.is_stream() { self.first_token_ms } else { -1_000 },
            "group_ratio": 1,
            "model_price": -1,
        })
    }

    fn price_text(&self) -> String {
        let (whole, thousandths) = (self.model.ratio / 1_000, self.model.ratio % 1_000);
        let completion = self.model.completion;
        format!("模型倍率 {whole}.{thousandths:03}，补全倍率 {completion}.00，分组倍率 1.00")
    }

    fn request_id(&self) -> String {
        let time = Timestamp::from_second(self.time).unwrap_or_default().strftime("%Y%m%d%H%M%S");
        format!("{time}{:09}8268d9d6Kn4tAdM0", self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIL: i64 = 1_795_240_066;

    fn history(key_name: &str) -> CallHistory<'_> {
        CallHistory { key_name, until: UNTIL }
    }

    #[test]
    fn every_run_tells_the_same_past() {
        let rows = history("主号").newest_first();
        assert_eq!(rows, history("主号").newest_first());
        assert_ne!(rows[0]["quota"], history("团队").newest_first()[0]["quota"]);
        let times: Vec<i64> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["created_at"].as_i64().unwrap())
            .collect();
        assert!(times.is_sorted_by(|newer, older| newer > older) && times[0] < UNTIL);
        assert_eq!(rows.as_array().unwrap().len(), 72);
    }

    #[test]
    fn a_call_costs_cents_and_a_failed_one_nothing() {
        for row in history("主号").newest_first().as_array().unwrap() {
            let points = row["quota"].as_i64().unwrap();
            let is_paid = row["type"] == 2;
            assert_eq!(points > 0, is_paid, "{row}");
            assert!(points < i64::from(QUOTA_PER_UNIT) / 10, "{row}");
        }
    }
}
