"""A station on 127.0.0.1 for the smoke test: new-api of 2025, whose balance the test sets.

Its log is told whole, the oldest row first, as builds of that year do.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "sk-smoke-111111111111111111111111111111111111"
MODELS = ("claude-opus-4-5", "claude-sonnet-4-5", "gpt-5.1-codex", "claude-haiku-4-5")
POINTS_PER_DOLLAR = 500_000
LIMIT_USD = 100


class SmokeStation:
    """Serves until the program ends. With `silent` it takes every request and never answers."""

    def __init__(self, rows=0, newest=0, silent=False):
        self.balance_usd = 50
        self.log = json.dumps({"success": True, "message": "", "data": log(rows, newest)}).encode()
        self.silent = threading.Event() if silent else None
        station = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if station.silent:
                    station.silent.wait()
                status, body = station.answer(self.path, self.headers.get("Authorization"))
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, target, authorization):
        path = target.split("?")[0]
        if path == "/api/status":
            return 200, document({"success": True, "message": "", "data": STATUS})
        if path == "/api/log/token" and f"key={KEY}" in target:
            return 200, self.log
        known = authorization == f"Bearer {KEY}"
        if path == "/v1/dashboard/billing/subscription" and known:
            limits = ("soft_limit_usd", "hard_limit_usd", "system_hard_limit_usd")
            body = {"object": "billing_subscription", "has_payment_method": True}
            body.update({name: LIMIT_USD for name in limits}, access_until=0)
            return 200, document(body)
        if path == "/v1/dashboard/billing/usage" and known:
            used = (LIMIT_USD - self.balance_usd) * 100
            return 200, document({"object": "list", "total_usage": used})
        return 404, document({"error": {"message": f"Invalid URL (GET {path})", "type": "x"}})


STATUS = {
    "version": "v0.6.9",
    "system_name": "大账",
    "quota_per_unit": POINTS_PER_DOLLAR,
    "display_in_currency": True,
    "enable_data_export": True,
    "data_export_default_time": "hour",
    "default_collapse_sidebar": False,
    "enable_drawing": True,
    "enable_task": True,
    "mj_notify_enabled": False,
    "price": 7.3,
    "self_use_mode_enabled": False,
    "demo_site_enabled": False,
    "setup": True,
    "start_time": 1,
}


def log(rows, newest):
    """One call each ten seconds, up to `newest` in unix seconds; every model as often."""

    def row(number):
        return {
            "id": number % 1024,
            "created_at": newest - (rows - 1 - number) * 10,
            "type": 2,
            "content": "",
            "model_name": MODELS[number % len(MODELS)],
            "token_name": "烟",
            "quota": 5_000,
            "prompt_tokens": 1_000 + number % 7,
            "completion_tokens": 100,
            "use_time": 3,
            "is_stream": True,
            "channel": 1,
            "group": "default",
            "other": "",
        }

    return [row(number) for number in range(rows)]


def document(body):
    return json.dumps(body).encode()
