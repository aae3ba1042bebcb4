//! What holds of every answer, however senseless.

#![allow(clippy::unwrap_used, reason = "only for tests")]

use konata_api::model::money::Money;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::interpret::{Answer, Interpretation, Situation, interpret};
use konata_api::relay::question::Question;
use konata_api::relay::response::Response;
use konata_api::relay::station_units::StationUnits;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

const QUESTIONS: [Question; 20] = [
    Question::Status,
    Question::BalanceKey,
    Question::BalanceKeyUsed,
    Question::TokenUsage,
    Question::BalanceAccount,
    Question::Login,
    Question::KeyId,
    Question::Stats,
    Question::Models,
    Question::PoolStatus,
    Question::ModelStats,
    Question::Tokens,
    Question::Pricing,
    Question::Notice,
    Question::Checkin,
    Question::CheckinStatus,
    Question::LogsKey,
    Question::LogsAccount,
    Question::RateLimit,
    Question::Probe,
];
/// Names that parsers look for.
const NAMES: [&str; 87] = [
    "hard_limit_usd",
    "total_usage",
    "access_until",
    "object",
    "data",
    "success",
    "code",
    "message",
    "error",
    "type",
    "remaining",
    "balance",
    "mode",
    "isValid",
    "planName",
    "subscription",
    "quota",
    "rate_limits",
    "usage",
    "total_available",
    "total_granted",
    "total_used",
    "unlimited_quota",
    "expires_at",
    "detail",
    "unit",
    "items",
    "name",
    "status",
    "key",
    "remain_quota",
    "used_quota",
    "expired_time",
    "model_name",
    "model_ratio",
    "completion_ratio",
    "model_price",
    "quota_type",
    "group_ratio",
    "price",
    "input",
    "output",
    "ratio",
    "models",
    "id",
    "stats",
    "quota_awarded",
    "can_check_in",
    "username",
    "subscriptions",
    "amount_total",
    "amount_used",
    "billing_preference",
    "progress",
    "daily",
    "remaining_usd",
    "limit_usd",
    "basicBalance",
    "bindBalance",
    "msg",
    "reason",
    "total_requests",
    "total_actual_cost",
    "balance_infos",
    "currency",
    "total_balance",
    "granted_balance",
    "totalBalance",
    "available_balance",
    "availableBalance",
    "limit",
    "limit_remaining",
    "total_credits",
    "limits",
    "percentage",
    "nextResetTime",
    "resetTime",
    "model_remains",
    "model_name",
    "current_interval_remaining_percent",
    "base_resp",
    "status_code",
    "status_msg",
    "results",
    "value",
    "start_time",
    "errors",
];

/// Fields of a key's limits at claude-relay-service.
const RELAY_LIMITS: [&str; 10] = [
    "rateLimitWindow",
    "rateLimitCost",
    "dailyCostLimit",
    "weeklyOpusCostLimit",
    "totalCostLimit",
    "currentWindowCost",
    "currentDailyCost",
    "weeklyOpusCost",
    "currentTotalCost",
    "windowEndTime",
];
/// Fields of a budget at `LiteLLM`.
const BUDGET: [&str; 6] =
    ["spend", "max_budget", "budget_duration", "budget_reset_at", "expires", "models"];

fn document(leaf: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    leaf.prop_recursive(4, 40, 8, |inner| {
        let fields = prop::collection::vec((prop::sample::select(&NAMES[..]), inner.clone()), 0..8);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            fields.prop_map(|fields| {
                let named = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
                Value::from(named.collect::<Map<String, Value>>())
            }),
        ]
    })
}

/// What stations tell of a key or an account in an envelope that chance does not hit upon.
fn enveloped(leaf: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let fields = move |names: &'static [&'static str]| {
        let field = (prop::sample::select(names), leaf.clone());
        prop::collection::vec(field, 0..12).prop_map(|fields| {
            let named = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
            Value::from(named.collect::<Map<String, Value>>())
        })
    };
    prop_oneof![
        (fields(&RELAY_LIMITS), fields(&["cost", "requests", "allTokens"])).prop_map(
            |(limits, total)| json!({
                "success": true, "data": {"usage": {"total": total}, "limits": limits}
            })
        ),
        fields(&["cost", "requests", "allTokens"])
            .prop_map(|total| json!({"usage": {"total": total}, "limits": {}, "timestamp": "x"})),
        fields(&["rated", "total"]).prop_map(|costs| json!({
            "success": true, "data": [{"model": "m", "costs": costs}], "period": "daily"
        })),
        fields(&BUDGET).prop_map(|info| json!({"key": "ab", "info": info})),
        (fields(&BUDGET), fields(&BUDGET[..1])).prop_map(|(table, own)| json!({
            "key": "ab", "info": {"spend": own.get("spend"), "litellm_budget_table": table}
        })),
        fields(&BUDGET).prop_map(|user| json!({"user_info": user, "keys": []})),
        fields(&["total_spend", "total_tokens", "total_api_requests"])
            .prop_map(|sums| json!({"results": [], "metadata": sums})),
    ]
}

/// What pools answer, with anything in place of a number.
fn pool_document(leaf: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    (0..5, prop::collection::vec(leaf, 4)).prop_map(|(which, leaves)| {
        let [a, b, c, d] = leaves.try_into().unwrap();
        match which {
            0 => json!({"key_count": a, "total_balance": b}),
            1 => json!({"calls": [a, b], "input_tokens": [c], "output_tokens": [d]}),
            2 => json!({"keys": [{"key": "k", "balance": a}], "page": b, "page_size": c}),
            3 => json!({"api_keys_count": a, "auto_refresh": {}}),
            _ => json!({"token_manager": {
                "total_configs": a,
                "current_index": b,
                "tokens": {"0": {"error_count": c, "is_exhausted": d}},
            }}),
        }
    })
}

fn words() -> BoxedStrategy<Value> {
    let words = [
        "",
        "token_usage",
        "credit_summary",
        "quota_limited",
        "USD",
        "INVALID_API_KEY",
        "n/a",
        "general",
        "TOKENS_LIMIT",
    ];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
    ]
    .boxed()
}

fn words_and_numbers() -> BoxedStrategy<Value> {
    let numbers = ["1e400", "-0.0", "100000000", "99999999999999999999999999999", "1e-30", "0.1"];
    prop_oneof![
        words(),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(numbers.to_vec())
            .prop_map(|number| serde_json::from_str(number).unwrap()),
        prop::sample::select(numbers.to_vec()).prop_map(Value::from),
    ]
    .boxed()
}

/// Fields of a log's row, in the words of several stations.
const ROW_NAMES: [&str; 20] = [
    "quota",
    "actual_cost",
    "total_cost",
    "userQuota",
    "model_name",
    "prompt_tokens",
    "use_time",
    "elapsed_time",
    "is_stream",
    "channel",
    "other",
    "metadata",
    "content",
    "api_key",
    "cost",
    "realCost",
    "durationMs",
    "statusCode",
    "spend",
    "request_duration_ms",
];

/// The same row in the words of claude-relay-service.
fn of_relay(mut row: Map<String, Value>) -> Map<String, Value> {
    row.remove("created_at");
    row.insert("timestamp".into(), "2026-11-21T05:30:30.365Z".into());
    row.insert("cacheCreateTokens".into(), Value::Null);
    row
}

/// The same row in the words of `LiteLLM`.
fn of_litellm(mut row: Map<String, Value>) -> Map<String, Value> {
    row.remove("created_at");
    row.insert("startTime".into(), "2026-11-21T05:57:00.151000Z".into());
    row.insert("request_id".into(), "r".into());
    row.entry("spend").or_insert(Value::Null);
    row
}

/// A log in each envelope, with rows that have a time and whatever else.
fn log(leaf: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let fields =
        prop::collection::vec((prop::sample::select(&ROW_NAMES[..]), document(leaf)), 0..6);
    let row = (0_i64..9, fields).prop_map(|(log_type, fields)| {
        let mut row = Map::from_iter([
            ("created_at".to_owned(), 1_795_240_066.into()),
            ("call_time".to_owned(), 1_795_240_066.5.into()),
            ("type".to_owned(), log_type.into()),
        ]);
        row.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
        row
    });
    (prop::collection::vec(row, 1..4), 0..7).prop_map(|(rows, envelope)| match envelope {
        0 => json!({"success": true, "data": rows}),
        1 => json!({"success": true, "data": {"items": rows, "total": 9, "page": 1}}),
        2 => json!({"success": true, "data": {"data": rows, "total_count": 9, "size": 0}}),
        3 => json!({"code": 0, "data": {"items": rows, "pages": 0}}),
        4 => json!({
            "usage": {"recentRecords": rows.into_iter().map(of_relay).collect::<Vec<_>>()},
            "limits": {}, "timestamp": "x"
        }),
        5 => json!({"logs": rows, "total": 9, "page": 1, "page_size": 10}),
        _ => json!(rows.into_iter().map(of_litellm).collect::<Vec<_>>()),
    })
}

/// A kind that is known already, or none.
fn kinds() -> impl Strategy<Value = Option<StationKind>> {
    prop::option::of(prop::sample::select(StationKind::ALL))
}

fn told(question: Question, kind: Option<StationKind>, response: &Response) -> Interpretation {
    let units = StationUnits::of(&json!({"quota_per_unit": 500_000, "display_in_currency": true}));
    let path = "/v1/usage".to_owned();
    let situation = Situation {
        question,
        path,
        query: Vec::new(),
        url: None,
        body: Some(json!({"apiId": "1"})),
        kind,
        units,
    };
    interpret(&situation, response)
}

/// Every amount of money that an answer tells, and what a pool counts.
fn amounts(answer: &Answer) -> Vec<Decimal> {
    let money = |money: &Option<Money>| money.as_ref().map(|money| money.amount);
    let told = match answer {
        Answer::Money(money) => {
            let balance = &money.balance;
            let parts = balance.parts.iter().map(|part| part.remaining);
            let windows = balance
                .windows
                .iter()
                .flat_map(|window| [window.limit, window.used, window.used_percent]);
            let today = balance.today.as_ref().and_then(|today| today.cost);
            [balance.remaining, balance.used, balance.total, today]
                .into_iter()
                .chain(parts)
                .chain(windows)
                .collect()
        }
        Answer::Keys(keys) => keys.keys.iter().flat_map(|key| [key.remaining, key.used]).collect(),
        Answer::Prices(list) => list
            .prices
            .iter()
            .flat_map(|price| [price.input_per_million, price.output_per_million, price.per_call])
            .chain(list.group_ratios.values().map(|ratio| Some(ratio.0)))
            .collect(),
        Answer::ModelsUsed(models) => models.iter().map(|model| model.usage.cost).collect(),
        Answer::Checkin(award) => vec![money(&award.awarded), award.awarded_usd],
        Answer::CheckinStatus(status) => vec![money(&status.total_awarded)],
        Answer::Totals(totals) => {
            vec![totals.total.cost, totals.today.as_ref().and_then(|today| today.cost)]
        }
        Answer::Logs(page) => page.rows.iter().map(|row| row.cost).collect(),
        Answer::Pool(pool) => vec![Some(pool.accounts.into())],
        Answer::LoggedIn(_)
        | Answer::KeyId(_)
        | Answer::RateLimits(_)
        | Answer::SessionOpened(_)
        | Answer::Status(_)
        | Answer::Models(_)
        | Answer::Notice(_)
        | Answer::Recognised => Vec::new(),
    };
    told.into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn no_bytes_make_a_parser_panic(
        status in 100_u16..600,
        body in prop::collection::vec(any::<u8>(), 0..200),
        location in "\\PC{0,30}",
        kind in kinds(),
    ) {
        let response = Response::new(status, [("location", location.as_str())], body);
        for question in QUESTIONS {
            let _ = told(question, kind, &response);
        }
    }

    #[test]
    fn no_document_makes_a_parser_panic(
        status in 100_u16..600,
        document in prop_oneof![
            document(words_and_numbers()),
            enveloped(words_and_numbers()),
            pool_document(words_and_numbers()),
        ],
        kind in kinds(),
    ) {
        let response = Response::new(status, [("retry-after", "x")], document.to_string());
        for question in QUESTIONS {
            let _ = told(question, kind, &response);
        }
    }

    #[test]
    fn no_log_makes_a_parser_panic(log in log(words_and_numbers()), cut in 0_usize..2_000) {
        let body = log.to_string();
        let cut = body.floor_char_boundary(cut);
        for truncated in [false, true] {
            for body in [&body[..], &body[..cut]] {
                let response = Response { truncated, ..Response::new(200, [], body) };
                let _ = told(Question::LogsKey, None, &response);
                let _ = told(Question::LogsAccount, None, &response);
            }
        }
    }

    #[test]
    fn a_cost_that_was_not_told_is_never_nought(log in log(words())) {
        let response = Response::new(200, [], log.to_string());
        for question in [Question::LogsKey, Question::LogsAccount] {
            let Ok(Answer::Logs(page)) = told(question, None, &response).outcome else {
                return Err(TestCaseError::fail("no log"));
            };
            prop_assert!(!page.rows.is_empty());
            for row in page.rows {
                prop_assert_eq!((row.cost, row.account_balance_before), (None, None));
            }
        }
    }

    #[test]
    fn money_that_was_not_told_is_never_nought(
        document in prop_oneof![
            document(words()),
            enveloped(words()),
            pool_document(words()),
        ],
        kind in kinds(),
    ) {
        let succeeded = json!({"success": true, "data": document});
        let panel = json!({"code": 0, "data": document});
        for document in [document, succeeded, panel] {
            let response = Response::new(200, [], document.to_string());
            for question in QUESTIONS {
                if let Ok(answer) = told(question, kind, &response).outcome {
                    prop_assert_eq!(amounts(&answer), Vec::new(), "{:?}", answer);
                }
            }
        }
    }
}
